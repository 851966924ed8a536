import { readFile } from "node:fs/promises";
import path from "node:path";
import { errorCode } from "@/app/_api/jsonRpc";
import { address } from "@/app/_api/primitives";
import { type RunPage, runNumber } from "@/app/_api/run";
import { unpackPlan } from "@/game/rules/plan";
import { dayOf } from "@/game/rules/seeds";
import type { Database } from "../database";
import { requireRate } from "../door/rateLimit";
import { respond } from "../door/respond";
import { Failure } from "../failure";
import { parseInput } from "../json";
import { readDay, readRoom } from "./boards";
import { readRun } from "./run";
import { read } from "./serve";

/** No expedition that was played has so many; of one that has, the picture shows the first. */
const MOST_EVENTS = 5_000;
/** Drawing takes as long as many answers from the database. */
const COST = 10;
/** Finished pictures that are kept, some 50 kB each. */
const MOST_KEPT = 100;
/** Whoever set out before midnight has come home by then. */
const LONGEST_SECONDS = 3_600n;
/** The game's own letters. They stand beside the code, as everything that Next.js runs from `node_modules`. */
const FONT = "node_modules/@fontsource/pixelify-sans/files/pixelify-sans-latin-500-normal.woff";

const forEver = "public, max-age=31536000, immutable";
const forAMinute = "public, max-age=60";

type Facts = { run: RunPage; rank: number | undefined; font: ArrayBuffer };
type Draw = (facts: Facts) => Promise<{ bytes: ArrayBuffer; isSettled: boolean } | undefined>;
type Kept = { bytes: ArrayBuffer; isFinal: boolean };

/**
 * `GET /api/run/<account>/<number>/picture`: a PNG. What can change no more may be kept for ever, anything else for a minute.
 * @param draw Draws an expedition; undefined when its beginning is not known.
 * @returns The route.
 */
export function servePicture(draw: Draw) {
  const kept = new Map<string, ArrayBuffer>();
  let font: Promise<ArrayBuffer> | undefined;
  return respond("picture", {
    guard: (headers) => requireRate(headers, COST),
    parse: (_request: Request, account: string, number: string) => ({
      account: parseInput(address, account, "account"),
      number: parseInput(runNumber, number, "number"),
    }),
    decide: async ({ account, number }): Promise<Kept> => {
      const name = `${account} ${number}`;
      const known = kept.get(name);
      if (known) return { bytes: known, isFinal: true };
      const { run, rank, isOver } = await read((database) => readPictureFacts(database, account, number));
      font ??= readFont();
      const picture = await draw({ run, rank, font: await font });
      if (!picture) throw new Failure("The beginning of this expedition is not indexed.", notFound);
      const isFinal = picture.isSettled && isOver;
      if (isFinal) keep(kept, name, picture.bytes);
      return { bytes: picture.bytes, isFinal };
    },
    answer: ({ bytes, isFinal }) =>
      new Response(bytes, {
        headers: { "content-type": "image/png", "cache-control": isFinal ? forEver : forAMinute },
      }),
  });
}

const notFound = { code: errorCode.invalidParams, httpStatus: 404 };

/**
 * What a picture shows.
 * @param database Client.
 * @param account Who played it.
 * @param number Of the expedition.
 * @returns The expedition, its place on its board (undefined: it has none), and whether nobody can change that place any more.
 * @throws Failure (404) when no such expedition is indexed; other errors when the database is down.
 */
export async function readPictureFacts(database: Database, account: RunPage["account"], number: number) {
  const run = await readRun(database, account, number, { limit: MOST_EVENTS });
  const plan = unpackPlan(BigInt(run.plan));
  const query = { limit: 1, account };
  if (!plan || plan.mode === 1) return { run, rank: undefined, isOver: true };
  const { own, endSeconds, blockSeconds } = await (plan.mode === 0
    ? readDay(database, { ...query, length: plan.length, day: dayOf(Number(run.startedAt)) })
    : readRoom(database, plan.of, query));
  // In a room another expedition of the same account may have been better.
  const rank = own?.number === number ? own.rank : undefined;
  return { run, rank, isOver: blockSeconds > (endSeconds ?? run.endsAt) + LONGEST_SECONDS };
}

function keep(kept: Map<string, ArrayBuffer>, name: string, bytes: ArrayBuffer): void {
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(name, bytes);
}

async function readFont(): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(path.join(process.cwd(), FONT))).buffer;
}

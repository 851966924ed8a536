// An agent that plays for you: it makes its own key, asks by link, sets out, walks and gathers within what you allowed, says what was
// refused and why, and stops when you end its session.
//   node dist/explorer.js --url http://localhost:3000 --minutes 20
import { setTimeout as pause } from "node:timers/promises";
import { isSessionError } from "@hourglass/session";
import { type Hash, parseEventLogs } from "viem";
import { getTransactionReceipt, readContract } from "viem/actions";
import { askByLink } from "./ask.ts";
import { abi, chartAbi, game, pauseMs, plan, seed, sessions } from "./world.ts";

const WIDTH = 64n;
const directions = [
  { word: "north", by: -WIDTH },
  { word: "east", by: 1n },
  { word: "south", by: WIDTH },
  { word: "west", by: -1n },
];

const session = await askByLink();
const { account, snapshot } = session;
const until = new Date(snapshot.expiresAtMs).toTimeString().slice(0, 5);
console.log(`Allowed until ${until}, ${snapshot.left.calls} actions, for account ${account}.`);
const chart = await readContract(sessions.client, { ...game, functionName: "CHART" });
let tile: bigint | undefined;
let facing = 1;
let canGather = true;
try {
  const isOut = await attempt("Set out", () =>
    session.writeContract({ ...game, functionName: "embark", args: [plan] }),
  );
  if (isOut) console.log("Set out for a practice Walk.");
  // `left` counts what was used; the chain counts with it, and refuses one more.
  while (!session.snapshot.ended && session.snapshot.left.calls > 0) {
    await walk();
    if (canGather && tile !== undefined) await gather(tile);
    await pause(pauseMs);
  }
  if (!session.snapshot.ended) await session.end();
} catch (error) {
  if (!isSessionError(error, "SessionEndedError")) throw error;
}
const { ended } = session.snapshot;
console.log(
  ended?.reason === "revoked" ? "The session was ended. It stops here." : `Over: ${ended?.reason ?? "done"}.`,
);
await session.close();
await sessions.dispose();
process.exit();

/** One step ahead; where the way is closed it turns right. */
async function walk(): Promise<void> {
  const { word } = directions[facing] ?? { word: "east" };
  const path = `0x0${facing}` as const;
  const hash = await attempt(`Walk ${word}`, () =>
    session.writeContract({ ...game, functionName: "move", args: [path] }),
  );
  if (!hash) {
    facing = (facing + 1) % directions.length;
    return;
  }
  for (const { args } of await readEvents(hash, "Moved")) tile = args.tile;
  console.log(`Walked ${word} to tile ${tile}.`);
}

/** What grows here or on a tile beside. */
async function gather(here: bigint): Promise<void> {
  for (const by of [0n, ...directions.map((direction) => direction.by)]) {
    const args = [here + by] as const;
    const asked = { address: chart, abi: chartAbi, functionName: "tileAt", args: [seed, args[0]] } as const;
    const [, resource] = await readContract(sessions.client, asked);
    if (resource === 0n) continue;
    const call = { ...game, functionName: "gather", args } as const;
    const hash = await attempt(`Gather on tile ${args[0]}`, () => session.writeContract(call));
    if (!hash) return;
    for (const { args: got } of await readEvents(hash, "Gathered"))
      console.log(`Gathered ${got.amount} of item ${got.item}.`);
    return;
  }
}

/** Says why something was refused: by what the owner signed, or by the rules of the game. Undefined if it was. */
async function attempt(what: string, play: () => Promise<Hash>): Promise<Hash | undefined> {
  try {
    return await play();
  } catch (error) {
    if (isSessionError(error, "NotPermittedError")) {
      console.log(
        `${what}: not allowed by the owner (${error.because}: seen ${error.seen}, allowed ${error.allowed}).`,
      );
      if (error.because === "function") canGather = false;
      return undefined;
    }
    const isRefused = isSessionError(error, "CallsRevertedError") || isSessionError(error, "RefusedError");
    if (!isRefused || !error.contractError) throw error;
    const { name, args } = error.contractError;
    console.log(`${what}: refused by the game, ${name}(${args.join(", ")}).`);
    return undefined;
  }
}

async function readEvents<name extends "Moved" | "Gathered">(hash: Hash, eventName: name) {
  const { logs } = await getTransactionReceipt(sessions.client, { hash });
  return parseEventLogs({ abi, logs, eventName });
}

import { startOf } from "@/game/rules/places";
import { unpackPlan } from "@/game/rules/plan";
import type { Tile } from "@/game/rules/types";

// The first page looks at a few fields of the server's answers by hand: the schemas of app/_api weigh six times as much as
// the whole island. readServer.test.ts holds both against each other.

/**
 * Something that a player did. `tile` is where they stand afterwards, when the deed says so; `seed` is that of the island for
 * which they set out with it.
 */
export type Deed = { player: string; tile: Tile | undefined; seconds: number; seed?: number };

/** The newest deeds on the island, oldest first, up to a moment of the chain's clock. */
export type Recent = { deeds: readonly Deed[]; nowSeconds: number; isStale: boolean };

const WAIT_MS = 15_000;

/**
 * Seed of the island of the day, of the expedition that leads today.
 * @returns Undefined while nobody has set out today.
 * @throws When the server or its database does not answer.
 */
export async function readToday(signal: AbortSignal): Promise<bigint | undefined> {
  const [leader] = listOf(fieldOf(await readJson("/api/boards/today?limit=1", signal), "players"));
  if (leader === undefined) return undefined;
  const path = `${String(fieldOf(leader, "account"))}/${Number(fieldOf(leader, "number"))}`;
  return parseSeed(await readJson(`/api/run/${path}?limit=1`, signal));
}

/** @throws When the server or its database does not answer. */
export async function readRecent(signal: AbortSignal): Promise<Recent> {
  return parseRecent(await readJson("/api/activity?limit=100", signal));
}

export function parseSeed(answer: unknown): bigint {
  const seed = fieldOf(answer, "seed");
  if (typeof seed !== "number") throw new Error("A seed was wanted.");
  return BigInt(seed);
}

export function parseRecent(answer: unknown): Recent {
  const rows = listOf(fieldOf(answer, "activities"));
  return {
    deeds: rows.map(parseDeed).reverse(),
    nowSeconds: Number(toDigits(fieldOf(answer, "blockSeconds"))),
    isStale: fieldOf(answer, "stale") !== false,
  };
}

function parseDeed(row: unknown): Deed {
  const kind = fieldOf(row, "kind");
  const read = (name: string) => toDigits(fieldOf(fieldOf(row, "detail"), name));
  const deed = { player: String(fieldOf(row, "account")), seconds: Number(toDigits(fieldOf(row, "seconds"))) };
  if (kind === "Embarked") return { ...deed, tile: readStart(BigInt(read("plan"))), seed: Number(read("seed")) };
  return { ...deed, tile: kind === "Moved" ? Number(read("tile")) : undefined };
}

/** Where an expedition of this plan starts. */
export function readStart(plan: bigint): Tile | undefined {
  const start = unpackPlan(plan)?.start;
  return start === undefined ? undefined : startOf(start);
}

/** @throws When the answer does not come, or is a refusal. */
export async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return response.json();
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

export function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error("A list was wanted.");
  return value;
}

/** Numbers come as decimal text. */
export function toDigits(value: unknown): string {
  if (typeof value !== "string" || !/^[0-9]+$/.test(value)) throw new Error("A number in decimal text was wanted.");
  return value;
}

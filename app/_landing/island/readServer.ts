import type { Tile } from "@/game/rules/types";

// The first page looks at a few fields of the server's answers by hand: the schemas of app/_api weigh six times as much as
// the whole island. readServer.test.ts holds both against each other.

/** Something that a player did; `tile` is where they stand afterwards, when the deed says so. */
export type Deed = { player: string; tile: Tile | undefined; seconds: number };

/** The newest deeds on the island, oldest first, up to a moment of the chain's clock. */
export type Recent = { deeds: readonly Deed[]; nowSeconds: number; isStale: boolean };

const WAIT_MS = 15_000;

/** @throws When the server does not answer, or not with a world. */
export async function readSeed(signal: AbortSignal): Promise<bigint> {
  return parseSeed(await readJson("/api/config", signal));
}

/** @throws When the server or its database does not answer. */
export async function readRecent(signal: AbortSignal): Promise<Recent> {
  return parseRecent(await readJson("/api/activity?limit=100", signal));
}

export function parseSeed(answer: unknown): bigint {
  return BigInt(toDigits(fieldOf(fieldOf(answer, "deployment"), "seed")));
}

export function parseRecent(answer: unknown): Recent {
  const rows = listOf(fieldOf(answer, "activities"));
  return {
    deeds: rows.map(parseDeed).reverse(),
    nowSeconds: Number(toDigits(fieldOf(answer, "blockSeconds"))),
    isStale: fieldOf(answer, "stale") !== false,
  };
}

/** Which argument of an event says where the player stands now. */
const PLACES: Readonly<Record<string, string>> = { Moved: "toTile", PlayerJoined: "tile" };

function parseDeed(row: unknown): Deed {
  const place = PLACES[String(fieldOf(row, "kind"))];
  return {
    player: String(fieldOf(row, "account")),
    tile: place === undefined ? undefined : Number(toDigits(fieldOf(fieldOf(row, "detail"), place))),
    seconds: Number(toDigits(fieldOf(row, "seconds"))),
  };
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

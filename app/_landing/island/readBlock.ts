import { type Deed, fieldOf, listOf, readStart, toDigits } from "./readServer";

/** The first four bytes of the topics of three events (readBlock.test.ts computes them from the contract's ABI). */
export const MOVED = "0xd90667fc";
export const EMBARKED = "0x592d4e5a";
export const DAY_DRAWN = "0x32f4bc66";

/** A block as the stream pushes it: what was done in it, in order. `today`: seed of a day that was drawn in it. */
export type Heard = { deeds: readonly Deed[]; seconds: number; today?: bigint };

/** An account is no small number; a day and a room are. */
const SMALL = /^0x0{24}0{16}/;

/**
 * Reads a message `block` of `GET /api/events`. Every event of a player names them first, so whoever did anything is known
 * without the ABI; where they stand is one word of two events.
 * @throws When the text is something else.
 */
export function readBlock(text: string): Heard {
  const block: unknown = JSON.parse(text);
  const seconds = Number(toDigits(fieldOf(block, "timestamp")));
  const heard: { deeds: Deed[]; seconds: number; today?: bigint } = { deeds: [], seconds };
  for (const log of listOf(fieldOf(block, "game"))) {
    const [topic = "", first = ""] = listOf(fieldOf(log, "topics")).map(String);
    const event = topic.slice(0, 10);
    const data = String(fieldOf(log, "data"));
    if (event === DAY_DRAWN) heard.today = wordOf(data, 0);
    else if (!SMALL.test(first))
      heard.deeds.push({ player: `0x${first.slice(-40)}`, seconds, ...readPlace(event, data) });
  }
  return heard;
}

/** `Moved(player, expedition, path, tile)`, `Embarked(player, expedition, plan, seed, endsAt)`: all but the player are words. */
function readPlace(event: string, data: string): Pick<Deed, "tile" | "seed"> {
  if (event === MOVED) return { tile: Number(wordOf(data, 2)) };
  if (event === EMBARKED) return { tile: readStart(wordOf(data, 1)), seed: Number(wordOf(data, 2)) };
  return { tile: undefined };
}

function wordOf(data: string, index: number): bigint {
  return BigInt(`0x${data.slice(2 + index * 64, 66 + index * 64)}`);
}

import { type Deed, fieldOf, listOf, toDigits } from "./readServer";

/** First topics of the two events that say where somebody stands (readBlock.test.ts computes them from the contract's ABI). */
export const MOVED = "0xd90667fc01ab4bc3eacbfafd214b4ec561704309a60f0430b09107ea38702b17";
export const JOINED = "0x3330a6773675f31f62070870f40379f8c6d42e3761410011a4dfc42b18043d2f";

/** A block as the stream pushes it: what was done in it, in order. */
export type Heard = { deeds: readonly Deed[]; seconds: number };

/**
 * Reads a message `block` of `GET /api/events`. Every event of the game names its player first, so whoever did anything is
 * known without the ABI; where they stand is one word of two events.
 * @throws When the text is something else.
 */
export function readBlock(text: string): Heard {
  const block: unknown = JSON.parse(text);
  const seconds = Number(toDigits(fieldOf(block, "timestamp")));
  const deeds = listOf(fieldOf(block, "game")).map((log): Deed => {
    const [event, player] = listOf(fieldOf(log, "topics")).map(String);
    return { player: `0x${player?.slice(-40)}`, tile: readTile(event, String(fieldOf(log, "data"))), seconds };
  });
  return { deeds, seconds };
}

/** `Moved(player, fromTile, toTile, steps)` has it in its second word, `PlayerJoined(player, tile)` in its first. */
function readTile(event: string | undefined, data: string): number | undefined {
  const word = event === MOVED ? 1 : event === JOINED ? 0 : undefined;
  return word === undefined ? undefined : Number(`0x${data.slice(2 + word * 64, 66 + word * 64)}`);
}

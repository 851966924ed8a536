import type { RoomReading } from "@/app/_bridge/expedition/viewRoom";

const AGAIN_MS = 3_000;

/**
 * Asks the chain for a room that is not known, again and again: a node may be late, a reorganisation may have taken it back, and
 * it may be opened in a moment.
 * @param read Asks once; rejects when the chain does not answer.
 * @param tell Gets what came of each question.
 * @returns A function that stops it: what comes later is not told.
 */
export function askForRoom(read: () => Promise<void>, tell: (reading: RoomReading) => void): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const reading = await read().then(
      () => "read" as const,
      () => "failed" as const,
    );
    if (!isWanted) return;
    tell(reading);
    timer = setTimeout(() => void ask(), AGAIN_MS);
  };
  void ask();
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}

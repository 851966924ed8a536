import type { Show } from "./createShow";
import { readBlock } from "./readBlock";
import { readRecent } from "./readServer";

/**
 * Tells a show what happens on the island: the newest deeds once, then each block as it comes. Nothing is asked while
 * nobody looks at the page; whoever comes back gets everything anew.
 * @param onChange After each thing that was told.
 * @param onToday Another island of the day was drawn.
 * @returns A function that stops it.
 */
export function followWorld(show: Show, onChange: () => void, onToday: (seed: bigint) => void): () => void {
  const gone = new AbortController();
  let source: EventSource | undefined;

  const read = async () => {
    const recent = await readRecent(gone.signal).catch(() => undefined);
    if (gone.signal.aborted) return;
    if (recent) show.begin(recent);
    else show.fail();
    onChange();
  };
  const listen = () => {
    const stream = new EventSource("/api/events");
    stream.addEventListener("block", ({ data }: MessageEvent<string>) => {
      const block = readBlock(data);
      show.hear(block);
      if (block.today !== undefined) onToday(block.today);
      onChange();
    });
    // What was told may be wrong: blocks were replaced, or too many were missed.
    stream.addEventListener("reset", () => void read());
    // The browser tries again by itself, also when there was no place for the stream.
    stream.addEventListener("error", () => {
      show.lose();
      onChange();
    });
    source = stream;
  };
  const onVisibility = () => {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    listen();
    void read();
  };
  onVisibility();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    gone.abort();
    source?.close();
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import type { BlockRecord } from "./blockRecord.ts";

/**
 * Opens a journal for writing: an append-only file of blocks, one per line. A block whose number was there before replaces that
 * one and all after it: the chain was reorganised. A last line that a kill or a full disk cut off is taken out first.
 */
export function openJournal(file: string) {
  const handle = openSync(file, "a+");
  ftruncateSync(handle, readFileSync(file).lastIndexOf("\n") + 1);
  return {
    append(records: readonly BlockRecord[]): void {
      const end = fstatSync(handle).size;
      try {
        writeFileSync(handle, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
      } catch (error) {
        ftruncateSync(handle, end);
        throw error;
      }
      // A killed process loses nothing of what it wrote; a power cut does, and an empty block is worth no wait.
      if (records.some(({ content }) => content)) fdatasyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

/**
 * Blocks of a journal that still stand, in order, each following the one before. Stops where one is missing.
 * @param base The block that the first one follows; what was before it is in the state already. Its hash is in no file: the recorder has compared it.
 */
export function* readJournal(file: string, base: number): Iterable<BlockRecord> {
  const standing: { number: number; line: string }[] = [];
  for (const line of wholeLines(file)) {
    const number = Number(/^\{"number":(\d+),/.exec(line)?.[1]);
    while ((standing.at(-1)?.number ?? -1) >= number) standing.pop();
    standing.push({ number, line });
  }
  let last: { number: number; hash?: string } = { number: base };
  for (const { number, line } of standing) {
    if (number <= base) continue;
    const record: BlockRecord = JSON.parse(line);
    const follows = last.hash === undefined || record.header.parentHash === last.hash;
    if (record.number !== last.number + 1 || !follows) return;
    yield record;
    last = record;
  }
}

/** Latin-1 is what JSON of hexadecimal numbers needs, and half of what other strings take. */
function wholeLines(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "latin1").split("\n").slice(0, -1);
}

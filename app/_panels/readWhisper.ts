import type { JournalEntry } from "@/app/_bridge/journal";

/**
 * Pure: which line the player is to read now.
 * @param entries Oldest first.
 * @returns A refusal until something is played after it, whatever the chain confirms meanwhile; an undoing until the next one,
 * since what came after it is confirmed at once. Undefined: none.
 */
export function readWhisper(entries: readonly JournalEntry[]): JournalEntry | undefined {
  const last = entries.findLast(({ kind }) => kind === "refused" || kind === "rolledBack");
  if (last?.kind !== "refused") return last;
  return entries.findLast(({ kind }) => kind !== "confirmed") === last ? last : undefined;
}

import { expect, it } from "vitest";
import type { JournalEntry } from "@/app/_bridge/journal";
import { readWhisper } from "./readWhisper";

const listOf = (...kinds: JournalEntry["kind"][]) => kinds.map((kind, id): JournalEntry => ({ id, kind, text: kind }));
const read = (...kinds: JournalEntry["kind"][]) => readWhisper(listOf(...kinds))?.kind;

it("keeps a refusal while blocks confirm what was played before it, and drops it at the next action", () => {
  expect(read()).toBeUndefined();
  expect(read("played", "refused")).toBe("refused");
  expect(read("played", "refused", "confirmed")).toBe("refused");
  expect(read("played", "refused", "confirmed", "played")).toBeUndefined();
});

it("keeps an undoing whatever comes after it", () => {
  expect(read("rolledBack", "played", "confirmed")).toBe("rolledBack");
});

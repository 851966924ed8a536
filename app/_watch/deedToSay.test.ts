import { expect, it, test } from "vitest";
import type { ActivityPage } from "@/app/_api/projections";
import { deedToSay, noteOfDeeds } from "./deedToSay";
import { text } from "./text";

const deed = (kind: string, words: string): ActivityPage["activities"][number] => ({
  ...{ id: words, account: "0xa", kind, words, detail: {}, transactionHash: "0x1", seconds: 1n },
});

it("reads out the newest deed that is no step", () => {
  const gathered = deed("Gathered", "Gathered 2 × wood");
  expect(deedToSay([deed("Moved", "Walked 3 steps"), gathered, deed("Embarked", "Set out on a Dash")])).toBe(
    "Gathered 2 × wood",
  );
  expect(deedToSay([deed("Moved", "Walked 3 steps")])).toBeUndefined();
});

test.each([
  ["nothing is read yet", undefined, false, text.card.readingDeeds],
  ["nothing could be read", undefined, true, text.card.deedsDown],
  ["nothing happened", { stale: false, activities: [] }, false, text.card.noDeeds],
  ["all is known", { stale: false, activities: [1] }, false, ""],
  ["the list is behind, whatever it has", { stale: true, activities: [] }, false, text.card.deedsBehind],
  ["the list is behind", { stale: true, activities: [1] }, false, text.card.deedsBehind],
  ["the list answered before, and does not now", { stale: false, activities: [1] }, true, text.card.deedsOld],
])("when %s, the deeds say so", (_, answer, hasFailed, words) => {
  expect(noteOfDeeds(answer, hasFailed)).toBe(words);
});

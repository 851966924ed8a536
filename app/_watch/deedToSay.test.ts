import { expect, it } from "vitest";
import type { ActivityPage } from "@/app/_api/projections";
import { deedToSay } from "./deedToSay";

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

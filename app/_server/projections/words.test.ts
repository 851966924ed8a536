import { expect, test } from "vitest";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { tellEvent } from "@/game/rules/tellEvent";

test("every event of an expedition is told in words", () => {
  const kinds = hourglassAbi.flatMap((item) =>
    item.type === "event" && item.inputs.some(({ name }) => name === "expedition") ? [item.name] : [],
  );
  expect(kinds.length).toBe(12);
  for (const kind of kinds) expect(tellEvent(kind, [1, 1, 1, 1])).not.toBe(kind);
});

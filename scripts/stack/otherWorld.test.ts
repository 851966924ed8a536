import { expect, test } from "vitest";
import { describeOtherWorld } from "./contracts.ts";

const now = { startBlock: 9, name: "Hourglass", hourglass: "0x01", sessionValidator: "0x02" };

test("a world of the first generation is recognised, and set aside with a sentence", () => {
  const { name: _, ...before } = now;
  expect(describeOtherWorld(before, now)).toContain("a world of the first generation of the session contracts");
  expect(describeOtherWorld(before, now)).toContain("It is set aside");
});

test("a world whose contracts moved says which, one whose first block is gone says that", () => {
  expect(describeOtherWorld({ ...now, sessionValidator: "0x03" }, now)).toContain(
    "sessionValidator are at other addresses",
  );
  expect(describeOtherWorld({ ...now, startBlock: 1 }, now)).toContain("forgotten the block");
});

import { expect, test } from "vitest";
import { readParts } from "./moments";

const brief = (trace: Parameters<typeof readParts>[0]) =>
  readParts(trace).map(({ name, startMs, durationMs }) => `${name} ${startMs}+${durationMs}`);

test("the parts of a trace lie between the moments that are known, and add up to the whole", () => {
  expect(brief({ input: 1000, predicted: 1002, drawn: 1010, taken: 1100, confirmed: 1500 })).toEqual([
    "predicted 0+2",
    "drawn 0+10",
    "taken 2+98",
    "confirmed 100+400",
  ]);
  // On a calm chain the operation leaves before a frame has shown the action.
  expect(brief({ predicted: 1000, drawn: 1016, taken: 1001 })).toEqual(["drawn 0+16", "taken 0+1"]);
  expect(brief({ taken: 5, confirmed: 9 })).toEqual(["confirmed 0+4"]);
  expect(brief({ taken: 5 })).toEqual([]);
  expect(brief({})).toEqual([]);
});

test("a moment of a clock that disagrees is left out", () => {
  expect(brief({ accepted: 100, mined: 60, seen: 120 })).toEqual(["seen 0+20"]);
});

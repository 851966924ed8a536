import { expect, test } from "vitest";
import { text } from "./text";

test("one step is a step, and a place within reach is right here", () => {
  expect(text.stepsToward({ steps: 1, seconds: 1, toward: "east" })).toBe("1 step east");
  expect(text.stepsToward({ steps: 24, seconds: 41, toward: "southWest" })).toBe("24 steps south-west");
  expect(text.stepsToward({ steps: 0, seconds: 0, toward: "north" })).toBe("right here");
});

test("the way home has steps and time", () => {
  expect(text.bar.wayHome({ steps: 24, seconds: 41, toward: "south" })).toBe("24 steps · 0:41");
});

test("the last tide ends, the others turn", () => {
  expect([0, 2].map((tide) => text.bar.turns(tide, 108))).toEqual(["turns in 1:48", "ends in 1:48"]);
});

test("what is lost is listed, and what was not carried is not", () => {
  expect(text.summary.lost(312, 1)).toBe(
    "Lost: a load of 312, 1 layer of relics, the bonus for home. What you banked stays.",
  );
  expect(text.summary.lost(0, 0)).toBe("Lost: the bonus for home. What you banked stays.");
});

test("a plan without Sand says so, and a change has its sign", () => {
  const plan = { mode: "daily", length: "dash", calling: "forager", tool: "satchel", purse: 0, start: "camp" } as const;
  expect(text.start.plan(plan, 0)).toBe("Forager · satchel · no Sand");
  expect(text.start.risk(40)).toBe("You can lose what you carry and up to 40 Sand, not what you banked.");
  expect([24, 0, -25].map(text.signed)).toEqual(["+24 %", "+0 %", "−25 %"]);
});

import { describe, expect, it } from "vitest";
import { padCommands, readPad } from "./readPad";

const pad = (buttons: readonly number[], axes: readonly number[] = [0, 0], mapping = "standard") => ({
  mapping,
  axes,
  buttons: Array.from({ length: 17 }, (_, index) => ({ pressed: buttons.includes(index) })),
});
const named = (bits: number) => padCommands.filter((_, index) => bits & (1 << index));

describe("readPad", () => {
  it("reads the D-pad, the buttons and the shoulder buttons of the standard mapping", () => {
    expect(named(readPad(pad([12, 0]), 0))).toEqual(["north", "gather"]);
    expect(named(readPad(pad([13]), 0))).toEqual(["south"]);
    expect(named(readPad(pad([14]), 0))).toEqual(["west"]);
    expect(named(readPad(pad([15]), 0))).toEqual(["east"]);
    expect(named(readPad(pad([4]), 0))).toEqual(["previousPanel"]);
    expect(named(readPad(pad([5]), 0))).toEqual(["nextPanel"]);
    expect([1, 2, 3, 8, 9].flatMap((button) => named(readPad(pad([button]), 0)))).toEqual([
      "bank",
      "claim",
      "mute",
      "minimap",
      "proceed",
    ]);
  });

  it("uses the axis of the stick that is pushed further", () => {
    expect(named(readPad(pad([], [0.9, 0.4]), 0))).toEqual(["east"]);
    expect(named(readPad(pad([], [-0.9, 0.4]), 0))).toEqual(["west"]);
    expect(named(readPad(pad([], [0.3, -0.8]), 0))).toEqual(["north"]);
    expect(named(readPad(pad([], [0.3, 0.8]), 0))).toEqual(["south"]);
  });

  it("ignores a stick that rests off centre, and does not flicker at the threshold", () => {
    expect(readPad(pad([], [0.2, -0.15]), 0)).toBe(0);
    expect(readPad(pad([], [0.45, 0]), 0)).toBe(0);
    const pushed = readPad(pad([], [0.7, 0]), 0);
    expect(readPad(pad([], [0.45, 0]), pushed)).toBe(pushed);
    expect(readPad(pad([], [0.3, 0]), pushed)).toBe(0);
  });

  it("ignores a gamepad with an unknown button mapping", () => {
    expect(readPad(pad([0, 12], [1, 0], ""), 0)).toBe(0);
  });

  it("works without axes and buttons", () => {
    expect(readPad({ mapping: "standard", axes: [], buttons: [] }, 0)).toBe(0);
  });
});

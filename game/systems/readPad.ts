import type { GameCommand } from "@/game/ports";

/** The parts of a browser's `Gamepad` that matter here. */
export type PadState = {
  mapping: string;
  axes: readonly number[];
  buttons: readonly { readonly pressed: boolean }[];
};

/** A resting stick is rarely at 0. Releasing has a lower threshold than pushing, or steps would flicker between the two. */
const PUSH = 0.5;
const LET_GO = 0.35;

/** Buttons of the standard mapping (W3C Gamepad): the D-pad, A, B, X, Y, LB, RB, select and start. */
const held: readonly (readonly [button: number, command: GameCommand])[] = [
  [12, "north"],
  [15, "east"],
  [13, "south"],
  [14, "west"],
  [0, "gather"],
  [1, "bank"],
  [2, "claim"],
  [3, "mute"],
  [4, "previousPanel"],
  [5, "nextPanel"],
  [8, "minimap"],
  [9, "proceed"],
];

/** Bit of each command in the result; the first four are the directions from north, clockwise. */
export const padCommands = held.map(([, command]) => command);

/**
 * What is held on a gamepad, as bits of `padCommands`: a number, so that reading it in every frame creates no garbage.
 * @param pad Only the standard mapping is supported; nothing is held on any other.
 * @param before The result of the previous frame.
 */
export function readPad(pad: PadState, before: number): number {
  if (pad.mapping !== "standard") return 0;
  let bits = 0;
  for (let i = 0; i < held.length; i++) {
    const button = held[i]?.[0];
    if (button !== undefined && pad.buttons[button]?.pressed) bits |= 1 << i;
  }
  return bits | readStick(pad.axes[0] ?? 0, pad.axes[1] ?? 0, before);
}

/** The island has four directions: the axis that is pushed further decides. */
function readStick(x: number, y: number, before: number): number {
  const sideways = Math.abs(x) > Math.abs(y);
  const push = sideways ? Math.abs(x) : Math.abs(y);
  const index = sideways ? (x > 0 ? 1 : 3) : y > 0 ? 2 : 0;
  const bit = 1 << index;
  return push > (before & bit ? LET_GO : PUSH) ? bit : 0;
}

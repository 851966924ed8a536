import type { Plan } from "@/game/rules/types";
import { createLocalPlay } from "./localPlay";

export const ANA = "0x00000000000000000000000000000000000a11ce";
const START = 1_800_000_000;

/** A practice Dash of a Delver on island 7, with a clock that tests move. */
export function createTestPlay(plan: Partial<Plan> = {}, roll: () => number = () => 255) {
  let seconds = START;
  const play = createLocalPlay({ self: ANA, now: () => seconds, roll });
  play.play({
    type: "embark",
    plan: { mode: 1, length: 1, calling: 2, tool: 3, purse: 2, start: 0, of: 7, ...plan },
  });
  return {
    play,
    wait: (more: number) => {
      seconds += more;
    },
  };
}

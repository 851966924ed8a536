import { take } from "./grains";
import { falls } from "./numbers";
import { refuse } from "./outcome";
import type { Refusal, Run, Scene } from "./types";
import { wears } from "./weigh";

const LANTERN = 16;
/** The block of a night is stored by its lowest 20 bits. */
const BLOCKS = 2 ** 20;

/** How many blocks ago the stored steps were made: an expedition is over long before 2^20 blocks. */
function ageOf(run: Run, block: number): number {
  return (((block - run.nightBlock) % BLOCKS) + BLOCKS) % BLOCKS;
}

/** Whether steps of this very block are stored: nobody knows yet who fell. */
export function isUnsettled(run: Run, block: number): boolean {
  return run.nightSteps > 0 && ageOf(run, block) === 0;
}

/** The player after the falls of the steps of an earlier block. */
export function settleFalls(scene: Scene, run: Run): Run {
  if (run.nightSteps === 0 || isUnsettled(run, scene.block)) return run;
  const count = countFalls(scene, run);
  const settled = { ...run, nightSteps: 0, nightBlock: 0, nightLit: false };
  return count === 0 ? settled : { ...settled, fell: true, used: take(run, count * falls.grains) };
}

function countFalls({ self, block, draws }: Scene, run: Run): number {
  const drawn = draws.falls(self, block - ageOf(run, block), run.nightSteps);
  if (drawn === undefined) return 0;
  if (drawn === "gone") return Math.floor((run.nightSteps + falls.stepsPerOldFall - 1) / falls.stepsPerOldFall);
  const odds = run.nightLit ? falls.oddsLit : falls.odds;
  return drawn.subarray(0, run.nightSteps).filter((byte) => byte < odds).length;
}

/**
 * The player with more steps of a night, to be settled in a later block. Light counts when a step is made: else a player would
 * walk in the dark and put the lantern on before the falls are counted.
 */
export function storeSteps(run: Run, steps: number, block: number): Run {
  const hasLight = run.oil || wears(run, LANTERN);
  const nightLit = hasLight && (run.nightSteps === 0 || run.nightLit);
  return { ...run, nightSteps: run.nightSteps + steps, nightBlock: block % BLOCKS, nightLit };
}

/** The refusal of an action that must know who fell; undefined when everything is settled. */
export function refuseUnsettled(run: Run, block: number): Refusal | undefined {
  return isUnsettled(run, block)
    ? refuse("NightUnsettled", [block], "Wait for the next block: nobody knows yet whether you fell.")
    : undefined;
}

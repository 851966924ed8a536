/**
 * The parts of `npm test`: steps one after the other, what is quick to fail first; the lanes of a step run side by side,
 * each with about one core; the parts of a lane one after the other. Documents may name the parts.
 */
export const plan = [
  [
    ["check", "build", "sizes"],
    ["compile", "formal"],
  ],
  [["forge"]],
  // Chains, bundlers and databases wait more than they work.
  [["integration"], ["guide", "mutants", "coverage", "trace", "postgres", "built", "kit", "unit"]],
  [["e2e"]],
] as const;

export type PartName = (typeof plan)[number][number][number];

export const partNames: readonly PartName[] = plan.flat(2);

/** The parts of `npm test`, in their order: what is quick to fail comes first. Documents may name them. */
export const partNames = [
  "check",
  "forge",
  "trace",
  "guide",
  "coverage",
  "mutants",
  "vitest",
  "postgres",
  "build",
  "sizes",
  "built",
  "e2e",
] as const;

export type PartName = (typeof partNames)[number];

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
  // Half of the stories each, in a world of its own.
  [["firstStories"], ["otherStories"]],
] as const;

export type PartName = (typeof plan)[number][number][number];

export const partNames: readonly PartName[] = plan.flat(2);

/** Which parts run a test file. What takes minutes is no part: `npm run test:deep`. */
const RUNNERS: readonly (readonly [ending: RegExp, ...parts: PartName[]])[] = [
  [/^contracts\/test\/erc7562\/.*\.t\.sol$/, "trace"],
  [/\.t\.sol$/, "forge"],
  [/^e2e\/.*\.spec\.ts$/, "firstStories", "otherStories"],
  [/\.integration\.test\.ts$/, "integration"],
  [/\.kit\.test\.ts$/, "kit"],
  [/\.built\.test\.ts$/, "built"],
  [/\.data\.test\.ts$/, "postgres"],
  [/(?<!\.deep)\.test\.tsx?$/, "unit"],
];

const partsOf = (file: string): readonly PartName[] =>
  (RUNNERS.find(([ending]) => ending.test(file))?.slice(1) as PartName[] | undefined) ?? [];

/** What a person calls a test file: `gather` of contracts/test/game/gather.t.sol. */
export const stemOf = (file: string) => (file.split("/").at(-1) ?? "").split(".")[0] ?? "";

/**
 * Finds what `npm test -- NAME…` means: a part; a test file by its name without endings; or all that have it in their path.
 * @param names As typed.
 * @param files All files of the repository; what is no test is passed over.
 * @returns What to run; empty for no names: everything. Or one sentence about a name that nobody knows.
 */
export function chooseTests(names: readonly string[], files: readonly string[]) {
  const tests = files.filter((file) => partsOf(file).length > 0);
  const wholes = partNames.filter((part) => names.includes(part));
  /** Parts to run, each with the files that it shall run; with none it runs all of its own. */
  const chosen = new Map<PartName, readonly string[]>(wholes.map((part) => [part, []]));
  for (const name of names.filter((each) => !wholes.some((part) => part === each))) {
    const found = findTests(name, tests);
    if (found.length === 0) {
      return [
        `Seen '${name}', which is no part and in the path of no test file.`,
        `  parts: ${partNames.join(", ")}`,
        "  files: by their name, or any piece of their path",
        "  Without a name everything runs; what takes minutes more is 'npm run test:deep'.",
      ].join("\n");
    }
    for (const file of found) {
      // A part that runs whole stays whole.
      const parts = partsOf(file).filter((part) => !wholes.includes(part));
      for (const part of parts) chosen.set(part, [...new Set(chosen.get(part)).add(file)]);
    }
  }
  return chosen;
}

function findTests(name: string, tests: readonly string[]): readonly string[] {
  const wanted = name.replace(/^\.\//, "").toLowerCase();
  const named = tests.filter((file) => stemOf(file).toLowerCase() === wanted);
  return named.length > 0 ? named : tests.filter((file) => file.toLowerCase().includes(wanted));
}

import { type PartName, partNames } from "./partNames.ts";

/** Parts to run, each with the files that it shall run; with none it runs all of its own. */
type Chosen = ReadonlyMap<PartName, readonly string[]>;

/** Which part runs a test file. What takes minutes is no part: `npm run test:deep`. */
const RUNNERS: readonly (readonly [ending: RegExp, part: PartName])[] = [
  [/^contracts\/test\/erc7562\/.*\.t\.sol$/, "trace"],
  [/\.t\.sol$/, "forge"],
  [/^e2e\/.*\.spec\.ts$/, "e2e"],
  [/\.integration\.test\.ts$/, "integration"],
  [/\.kit\.test\.ts$/, "kit"],
  [/\.built\.test\.ts$/, "built"],
  [/\.data\.test\.ts$/, "postgres"],
  [/(?<!\.deep)\.test\.tsx?$/, "unit"],
];

const partOf = (file: string) => RUNNERS.find(([ending]) => ending.test(file))?.[1];

/** What a person calls a test file: `gather` of contracts/test/game/gather.t.sol. */
export const stemOf = (file: string) => (file.split("/").at(-1) ?? "").split(".")[0] ?? "";

/**
 * Finds what `npm test -- NAME…` means: a part; a test file by its name without endings; or all that have it in their path.
 * @param names As typed.
 * @param files All files of the repository; what is no test is passed over.
 * @returns What to run; empty for no names: everything. Or one sentence about a name that nobody knows.
 */
export function chooseTests(names: readonly string[], files: readonly string[]): Chosen | string {
  const tests = files.filter((file) => partOf(file) !== undefined);
  const chosen = new Map<PartName, readonly string[]>();
  for (const name of names) {
    const part = partNames.find((each) => each === name);
    if (part) {
      chosen.set(part, []);
      continue;
    }
    const found = findTests(name, tests);
    if (found.length === 0) {
      return [
        `Seen '${name}', which is no part and in the path of no test file.`,
        `  parts: ${partNames.join(", ")}`,
        "  files: by their name, or any piece of their path",
        "  Without a name everything runs; what takes minutes more is 'npm run test:deep'.",
      ].join("\n");
    }
    for (const file of found) add(chosen, partOf(file), file);
  }
  return chosen;
}

function findTests(name: string, tests: readonly string[]): readonly string[] {
  const wanted = name.replace(/^\.\//, "").toLowerCase();
  const named = tests.filter((file) => stemOf(file).toLowerCase() === wanted);
  return named.length > 0 ? named : tests.filter((file) => file.toLowerCase().includes(wanted));
}

/** A part that runs whole stays whole. */
function add(chosen: Map<PartName, readonly string[]>, part: PartName | undefined, file: string): void {
  const before = part && chosen.get(part);
  if (!part || before?.length === 0 || before?.includes(file)) return;
  chosen.set(part, [...(before ?? []), file]);
}

/** What docs/make-your-own-game.md tells its reader to do, in order. */
export type Step =
  | { do: "create"; file: string; text: string }
  | { do: "insert" | "replace"; file: string; anchor: string; text: string }
  | { do: "run"; commands: readonly string[] };

const CREATE = /^New file `([^`]+)`:$/;
const CHANGE = /^In `([^`]+)`, (before|replace) `([^`]+)`:$/;

/**
 * Reads the steps of the guide: a sentence that says where, and the block of code below it.
 * @param markdown The page.
 * @returns Its steps. Throws on a block that no sentence explains: it would be skipped in silence.
 */
export function readGuide(markdown: string): Step[] {
  const steps: Step[] = [];
  const parts = markdown.split(/^```/m);
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const sentence = parts[index]?.trimEnd().split("\n").at(-1) ?? "";
    const block = parts[index + 1] ?? "";
    const text = block.slice(block.indexOf("\n") + 1);
    const [, created] = CREATE.exec(sentence) ?? [];
    const [, file, how, anchor] = CHANGE.exec(sentence) ?? [];
    if (created) steps.push({ do: "create", file: created, text });
    else if (file && anchor) steps.push({ do: how === "before" ? "insert" : "replace", file, anchor, text });
    else if (sentence === "Run:") steps.push({ do: "run", commands: text.trim().split("\n") });
    else throw new Error(`docs/make-your-own-game.md: the block after '${sentence}' says nothing of where it belongs.`);
  }
  return steps;
}

/**
 * The file after a step.
 * @param source The file before; undefined: there is none.
 * @throws When the place is not there, or not once.
 */
export function applyStep(step: Exclude<Step, { do: "run" }>, source: string | undefined): string {
  if (step.do === "create") {
    if (source !== undefined) throw new Error(`${step.file} is there already.`);
    return step.text;
  }
  const lines = source?.split("\n") ?? [];
  const found = lines.flatMap((line, index) => (line.trim() === step.anchor ? [index] : []));
  const [at] = found;
  if (at === undefined || found.length > 1) {
    throw new Error(`${step.file} has the line '${step.anchor}' ${found.length} times; wanted is once.`);
  }
  const added = step.text.replace(/\n$/, "").split("\n");
  return lines.toSpliced(at, step.do === "replace" ? 1 : 0, ...added).join("\n");
}

/** The most files that a new action may touch. */
export const MOST_FILES = 9;

/**
 * The files that the guide's table names.
 * @param markdown The page.
 * @returns Their paths, in its order. Throws when there are none: a page that was read wrongly must not pass.
 */
export function readFiles(markdown: string): string[] {
  const files = [...markdown.matchAll(/^\| `([^`]+)` \|/gm)].map(([, file = ""]) => file);
  if (files.length === 0) throw new Error("docs/make-your-own-game.md has no table of files.");
  return files;
}

/**
 * What is wrong with the files that changed.
 * @param changed What git sees in the copy in which the guide was followed.
 * @param told What the guide's table names.
 * @returns A line for each fault; none when they are the same, and few enough.
 */
export function findFaults(changed: readonly string[], told: readonly string[]): string[] {
  const untold = changed.filter((file) => !told.includes(file));
  const unchanged = told.filter((file) => !changed.includes(file));
  return [
    ...untold.map((file) => `${file} changed, which the guide's table does not name.`),
    ...unchanged.map((file) => `${file} stands in the guide's table and did not change.`),
    ...(changed.length > MOST_FILES
      ? [`The new action touches ${changed.length} files; allowed are ${MOST_FILES}.`]
      : []),
  ];
}

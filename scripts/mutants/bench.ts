import { rmSync } from "node:fs";
import { type Failure, firstFailure } from "./forge.ts";
import type { Mutant } from "./generate.ts";
import { compileUnbroken, createJudge, type Outcome } from "./judge.ts";
import type { Project } from "./project.ts";
import { makeTree } from "./tree.ts";

/** One compiles (that happens here, and keeps a core) while forge runs the tests of the other. More would only wait. */
const PLACES = 2;

/**
 * Judges mutants and reports each as it is known. Rejects when a test that killed also fails without any mutant.
 * @param signal Ends it early; what was made is removed all the same.
 */
export async function judgeAll(
  project: Project,
  mutants: readonly Mutant[],
  report: (mutant: Mutant, outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...mutants];
  const killers: Failure[] = [];
  const broke = new AbortController();
  const ended = AbortSignal.any([signal, broke.signal]);
  const trees: string[] = [];
  const unbroken = compileUnbroken(project);

  async function work(tree: string): Promise<void> {
    const judge = createJudge(project, unbroken, tree, ended);
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const outcome = await judge(mutant);
      if (outcome.verdict === "killed") killers.push(outcome.by);
      report(mutant, outcome);
    }
    await refuseFailing(tree, killers.splice(0), ended);
  }

  try {
    while (trees.length < Math.min(PLACES, mutants.length)) trees.push(makeTree(project));
    let reason: unknown;
    const note = (error: unknown) => {
      if (!broke.signal.aborted) reason = error;
      broke.abort();
    };
    // None may be at work when the trees go.
    await Promise.all(trees.map((tree) => work(tree).catch(note)));
    if (broke.signal.aborted) throw reason;
  } finally {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  }
}

/** A test that fails anyway kills nothing. */
async function refuseFailing(tree: string, killers: readonly Failure[], signal: AbortSignal): Promise<void> {
  const real = killers.filter(({ file, test }) => file !== "" && /^\w+$/.test(test));
  const named = real.filter(({ test }) => test !== "setUp");
  const whole = real.filter(({ test }) => test === "setUp");
  for (const [group, tests] of [
    [named, named.map(({ test }) => test)],
    [whole, []],
  ] as const) {
    if (group.length === 0) continue;
    const files = [...new Set(group.map(({ file }) => file))];
    const failed = await firstFailure(tree, files, { signal, tests: [...new Set(tests)] });
    if (failed) throw new Error(`${failed.test} (${failed.file}) fails without any mutant, so it kills none.`);
  }
}

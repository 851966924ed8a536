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
  const unbroken = await compileUnbroken(project);

  async function work(tree: string): Promise<void> {
    const judge = createJudge(project, unbroken, tree, ended);
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const outcome = await judge(mutant);
      if (outcome.verdict === "killed") killers.push(outcome.by);
      report(mutant, outcome);
    }
    await refuseFailing(tree, killers.splice(0), ended);
  }

  const trees: string[] = [];
  try {
    while (trees.length < Math.min(PLACES, mutants.length)) trees.push(makeTree(project));
    // None may be at work when the trees go.
    await Promise.all(trees.map((tree) => work(tree).catch((error) => broke.abort(error))));
    broke.signal.throwIfAborted();
  } finally {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  }
}

/** A test that fails anyway kills nothing. Where a set-up failed, all tests of its file are run. */
async function refuseFailing(tree: string, killers: readonly Failure[], signal: AbortSignal): Promise<void> {
  const real = killers.filter(({ file, test }) => file !== "" && /^\w+$/.test(test));
  for (const isWhole of [false, true]) {
    const group = real.filter(({ test }) => (test === "setUp") === isWhole);
    const files = [...new Set(group.map(({ file }) => file))];
    const tests = isWhole ? [] : [...new Set(group.map(({ test }) => test))];
    const failed = group.length > 0 ? await firstFailure(tree, files, { signal, tests }) : undefined;
    if (failed) throw new Error(`${failed.test} (${failed.file}) fails without any mutant, so it kills none.`);
  }
}

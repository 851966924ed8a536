// npm run test:mutants: breaks every rule of account, session and paymaster, one at a time, and asks the tests.
// --quick: a few for every contract and operator. --only NAME,NAME: those with one of these in their id. --list: tries none.
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { compile } from "./compiler.ts";
import { firstFailure } from "./forge.ts";
import type { Mutant } from "./generate.ts";
import { createJudge, type Outcome } from "./judge.ts";
import { type Project, readProject } from "./project.ts";
import { chooseFew, type Judged, readSurvivors, summarise } from "./survivors.ts";
import { makeTree } from "./tree.ts";

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => interrupt.abort(new Error("interrupted")));
}

/** One compiles (that happens here, and keeps a core) while forge runs the tests of the other. More would only wait. */
const PLACES = 2;

/**
 * Judges mutants and reports each as it is known. Rejects when a test that killed also fails without any mutant.
 * @param signal Ends it early; what was made is removed all the same.
 */
async function judgeAll(
  project: Project,
  mutants: readonly Mutant[],
  report: (mutant: Mutant, outcome: Outcome) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...mutants];
  const broke = new AbortController();
  const ended = AbortSignal.any([signal, broke.signal]);
  const names = project.hosts.map(({ name }) => name);
  const unbroken = compile(project.sources, names, project.profile);

  async function work(tree: string): Promise<void> {
    const judge = createJudge(project, unbroken, tree, ended);
    const killers = new Set<string>();
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const outcome = await judge(mutant);
      if (outcome.verdict === "killed" && outcome.by.file) killers.add(outcome.by.file);
      report(mutant, outcome);
    }
    // A test that fails anyway kills nothing.
    const failed = killers.size > 0 ? await firstFailure(tree, [...killers], ended) : undefined;
    if (failed) throw new Error(`${failed.test} (${failed.file}) fails without any mutant, so it kills none.`);
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

async function main(): Promise<number> {
  const { quick, list, only } = parseArgs({
    options: { quick: { type: "boolean" }, list: { type: "boolean" }, only: { type: "string" } },
  }).values;
  const names = only?.split(",").map((name) => name.trim().toLowerCase());
  if (names?.includes("")) throw new Error(`Seen --only '${only}'; wanted are parts of ids, with commas between.`);
  const beganMs = Date.now();
  const project = await readProject();
  const survivors = readSurvivors();
  const wanted = (quick ? chooseFew(project.mutants, survivors) : project.mutants).filter(
    ({ id }) => names === undefined || names.some((name) => id.toLowerCase().includes(name)),
  );
  if (list) {
    for (const { id } of wanted) console.log(id);
    console.log(`${wanted.length} of ${project.mutants.length}`);
    return 0;
  }
  if (wanted.length === 0) throw new Error(`No mutant has '${only}' in its id; --list shows all.`);

  const explained = new Set(survivors.map(({ mutant }) => mutant));
  const judged: Judged[] = [];
  const report = (mutant: Mutant, outcome: Outcome) => {
    judged.push({ mutant, outcome });
    console.log(`[${judged.length}/${wanted.length}] ${describe(mutant, outcome, explained.has(mutant.id))}`);
  };
  await judgeAll(project, wanted, report, interrupt.signal);

  const known = new Set(project.mutants.map(({ id }) => id));
  const { line, killed, faults } = summarise(judged, survivors, known);
  for (const fault of faults) console.error(`  ${fault}`);
  console.log(`\n${line}; ${Math.round((Date.now() - beganMs) / 1000)} s`);
  console.log(`mutants: ${killed} passed, ${faults.length} failed`);
  return faults.length > 0 ? 1 : 0;
}

function describe({ id }: Mutant, outcome: Outcome, isExplained: boolean): string {
  const verdict = outcome.verdict === "survived" && !isExplained ? "SURVIVED" : outcome.verdict;
  return `${verdict.padEnd(8)}  ${id}${outcome.verdict === "killed" ? `  (${outcome.by.test})` : ""}`;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});

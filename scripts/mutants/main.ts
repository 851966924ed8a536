// npm run test:mutants: breaks every rule of account, session and paymaster, one at a time, and asks the tests.
// --quick: a few for every contract and operator. --only NAME,NAME: those with one of these in their id. --list: tries none.
import { parseArgs } from "node:util";
import { judgeAll } from "./bench.ts";
import type { Mutant } from "./generate.ts";
import type { Outcome } from "./judge.ts";
import { readProject } from "./project.ts";
import { chooseFew, type Judged, readSurvivors, summarise } from "./survivors.ts";

const interrupt = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => interrupt.abort(new Error("interrupted")));
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

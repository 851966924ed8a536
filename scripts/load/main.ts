// npm run load: bad traffic and good, and what becomes of the good.
import { UsageError } from "../stack/options.ts";
import { percentile } from "../testing/percentile.ts";
import { parseLoadArguments, USAGE } from "./options.ts";
import { type LoadReport, runLoad } from "./run.ts";
import { joinWorld, type LoadWorld, startLoadWorld } from "./world.ts";

const beganMs = Date.now();
const say = (line: string) => console.log(`${((Date.now() - beganMs) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function main(argv: readonly string[]): Promise<void> {
  const { help, data, players, faults, seconds } = parseLoadArguments(argv);
  if (help) return console.log(USAGE);
  const interrupt = new AbortController();
  let running: LoadWorld | undefined;
  // Whoever interrupts waits until nothing of it runs any more.
  const end = () => {
    interrupt.abort(new Error("interrupted"));
    void running?.dispose().then(() => process.exit(130));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  const world = data === undefined ? await startLoadWorld(say, interrupt.signal) : joinWorld(data);
  running = world;
  try {
    const report = await runLoad(world, { players, faults, say, quietMs: seconds * 1000, loadMs: seconds * 1000 });
    printReport(report);
    process.exitCode = report.problems.length > 0 ? 1 : 0;
  } finally {
    await world.dispose();
  }
}

/** Prints what was seen, and every invariant that does not hold. */
function printReport({ pump, goodRequests, felt, problems, ...counts }: LoadReport): void {
  const perGood = (pump.sent / Math.max(1, goodRequests)).toFixed(1);
  console.log(`\n${pump.sent} bad requests beside ${goodRequests} good ones (${perGood} : 1), by what was answered`);
  console.table(Object.fromEntries([...pump.refusals].sort(([, a], [, b]) => b - a)));
  const row = (values: readonly number[]) => ({
    ...{ actions: values.length, "p50 ms": percentile(values, 50), "p95 ms": percentile(values, 95) },
  });
  console.log("What an action felt like, from play to confirmation");
  console.table({ alone: row(felt.quiet), "under load": row(felt.load) });
  console.log(`Played: ${counts.played} actions; the rules refused ${counts.refused} more, for which players waited.`);
  console.log(`On chain: ${counts.actions} actions in ${counts.operations} operations.`);
  console.log(`In the ledger: ${counts.vouchers} vouchers, ${counts.budgets} budget rows.`);
  if (problems.length === 0) console.log("Every invariant holds: nothing lost, nothing twice, no budget exceeded.");
  else
    console.log(`${problems.length} invariants do not hold:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
});

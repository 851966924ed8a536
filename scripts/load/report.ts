import { percentile } from "../testing/percentile.ts";
import type { LoadReport } from "./run.ts";

/** Prints what was seen, and every invariant that does not hold. */
export function printReport({ pump, goodRequests, felt, problems, ...counts }: LoadReport): void {
  const perGood = (pump.sent / Math.max(1, goodRequests)).toFixed(1);
  console.log(`\n${pump.sent} bad requests beside ${goodRequests} good ones (${perGood} : 1), by what was answered`);
  console.table(Object.fromEntries([...pump.refusals].sort(([, a], [, b]) => b - a)));
  const row = (values: readonly number[]) => ({
    ...{ steps: values.length, "p50 ms": percentile(values, 50), "p95 ms": percentile(values, 95) },
  });
  console.log("What a step felt like, from play to confirmation");
  console.table({ alone: row(felt.quiet), "under load": row(felt.load) });
  console.log(`On chain: ${counts.steps} steps in ${counts.operations} operations.`);
  console.log(`In the ledger: ${counts.vouchers} vouchers, ${counts.budgets} budget rows.`);
  if (problems.length === 0) console.log("Every invariant holds: nothing lost, nothing twice, no budget exceeded.");
  else
    console.log(`${problems.length} invariants do not hold:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
}

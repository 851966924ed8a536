import { table } from "../stack/table.ts";
import type { LoadReport } from "./run.ts";

/** The report as text. */
export function formatReport({ pump, goodRequests, felt, problems, ...counts }: LoadReport): string {
  const refusals = [...pump.refusals].sort(([, a], [, b]) => b - a).map(([what, count]) => [what, String(count)]);
  const row = (name: string, values: readonly number[]) => [
    ...[name, String(values.length)],
    ...[percentile(values, 50), percentile(values, 95)].map(formatMs),
  ];
  const ratio = (percent: number) => {
    const [quiet, load] = [percentile(felt.quiet, percent), percentile(felt.load, percent)];
    return quiet === undefined || load === undefined ? "–" : `${(load / quiet).toFixed(2)}×`;
  };
  return [
    `${pump.sent} bad requests beside ${goodRequests} good ones (${(pump.sent / Math.max(1, goodRequests)).toFixed(1)} : 1)`,
    table([["bad request: answer", "times"], ...refusals]),
    "What a step felt like, from play to confirmation",
    table([
      ["phase", "steps", "p50", "p95"],
      row("alone", felt.quiet),
      row("under load", felt.load),
      ["ratio", "", ratio(50), ratio(95)],
    ]),
    `On chain: ${counts.steps} steps in ${counts.operations} operations. In the ledger: ${counts.vouchers} vouchers, ${counts.budgets} budget rows.`,
    problems.length === 0
      ? "Every invariant holds: nothing lost, nothing twice, no budget exceeded."
      : `${problems.length} invariants do not hold:\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
  ].join("\n\n");
}

/** A percentile. */
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
}

function formatMs(ms: number | undefined): string {
  return ms === undefined ? "–" : `${Math.round(ms)} ms`;
}

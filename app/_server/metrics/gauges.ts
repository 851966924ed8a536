import type { HealthReport } from "@/app/_api/health";
import type { Sample } from "./registry";

/**
 * The health report as numbers. A part that is down has no other numbers.
 * @param report The current report.
 * @returns The gauges.
 */
export function toGauges({ parts }: HealthReport): Sample[] {
  const { rpc, sponsor, indexer } = parts;
  const known: [name: string, help: string, value: number | undefined][] = [
    ["hourglass_chain_head_block", "The chain's newest block.", rpc.blockNumber],
    ["hourglass_chain_head_age_seconds", "Age of that block by this machine's clock.", rpc.blockAgeSeconds],
    // A double keeps 15 digits of it: enough to see it fall.
    ["hourglass_sponsor_deposit_wei", "What the sponsor can still pay, in wei.", toNumber(sponsor.depositWei)],
    ["hourglass_indexer_block", "The last block whose events are all in the database.", indexer.blockNumber],
    ["hourglass_indexer_lag_blocks", "Blocks that the database is behind the chain.", indexer.lagBlocks],
    ["hourglass_indexer_blocks_per_second", "Pace of catching up; 0 at the head.", indexer.blocksPerSecond],
    ["hourglass_resident_memory_bytes", "Memory of this process.", process.memoryUsage.rss()],
  ];
  return [
    ...Object.entries(parts).flatMap(([part, { status, latencyMs }]) => [
      {
        name: "hourglass_part_up",
        help: "1 while the part answers.",
        labels: { part },
        value: Number(status === "up"),
      },
      { name: "hourglass_part_seconds", help: "How long it took.", labels: { part }, value: latencyMs / 1000 },
    ]),
    ...known.flatMap(([name, help, value]) => (value === undefined ? [] : [{ name, help, value }])),
  ];
}

const toNumber = (text: string | undefined) => (text === undefined ? undefined : Number(text));

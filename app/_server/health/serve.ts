import type { HealthReport } from "@/app/_api/health";
import { nothing, respond } from "../door/respond";
import { json } from "../json";
import { measure } from "./measure";
import { askBundler, askChain, askDatabase, askIndexer, askSponsor } from "./parts";

/** `GET /api/health`: which parts answer, and how fast. 200 as long as the game can be played, 503 when the chain is down. */
export const serveHealth = respond("health", {
  parse: nothing,
  decide: () => readHealth(),
  answer: (report) => json(report, { status: report.status === "down" ? 503 : 200 }),
});

let reading: Promise<HealthReport> | undefined;

/**
 * Asks every part, once for all simultaneous requests.
 * @returns The report; never rejects.
 */
export function readHealth(): Promise<HealthReport> {
  reading ??= askParts().finally(() => {
    reading = undefined;
  });
  return reading;
}

async function askParts(): Promise<HealthReport> {
  const [rpc, bundler, sponsor, database, indexer] = await Promise.all([
    measure("rpc", askChain),
    measure("bundler", askBundler),
    measure("sponsor", askSponsor),
    measure("database", askDatabase),
    measure("indexer", askIndexer),
  ]);
  const parts = { rpc, bundler, sponsor, database, indexer };
  const isDegraded = Object.values(parts).some(({ status }) => status === "down");
  return { status: rpc.status === "down" ? "down" : isDegraded ? "degraded" : "up", parts };
}

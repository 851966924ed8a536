// Reads the chain into the database until stopped. `--rebuild` deletes everything that was read, reads it again and ends.
import { readServerEnv } from "@/app/_env/server";
import { createChainClient } from "@/app/_server/chain";
import { createDatabase } from "@/app/_server/database";
import { readDeployment } from "@/app/_server/deployment";
import { watchHeads } from "@/app/_server/events/watchHeads";
import { log } from "@/app/_server/log";
import { rebuild } from "./rebuild";
import { runIndexer } from "./run";

const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== "--rebuild");
if (unknown.length > 0) {
  console.error(`Arguments: seen ${unknown.join(" ")}; allowed: --rebuild`);
  process.exit(1);
}

const env = readServerEnv();
const database = createDatabase(env.DATABASE_URL, 4);
const end = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end.abort());

const run = flags.includes("--rebuild") ? rebuild : runIndexer;
await run({
  databaseUrl: env.DATABASE_URL,
  database,
  chain: createChainClient(env.RPC_URL, env.CHAIN_ID),
  readDeployment: () => readDeployment(),
  watchHeads: (onHead) => watchHeads(env.RPC_WS_URL, onHead),
  signal: end.signal,
});
await database.$disconnect();
log.info("The indexer has stopped.");

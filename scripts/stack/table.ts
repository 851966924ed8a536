import path from "node:path";
import { addressOf, localKeys } from "./keys.ts";
import type { StackOptions } from "./options.ts";
import { root } from "./paths.ts";
import type { Stack } from "./stack.ts";

/** What runs where, one row per part, for `console.table`. */
export function worldTable(stack: Stack, { ports, production, databaseUrl, dataDir }: StackOptions) {
  const near = (file: string) => path.relative(root, file) || file;
  const { env } = stack;
  const whose = databaseUrl ? "yours (DATABASE_URL)" : "embedded";
  const app = `http://localhost:${ports.app}`;
  const database = Object.assign(new URL(env.DATABASE_URL), { username: "", password: "" });
  return {
    app: { where: app, what: production ? "production build" : "development server" },
    sponsor: { where: `${app}/api/sponsor`, what: "ERC-7677, part of the app" },
    chain: { where: env.RPC_URL, what: `anvil, chain ${env.CHAIN_ID}, also ${env.RPC_WS_URL}` },
    recorder: { where: `process ${stack.recorder.pid()}`, what: "every block to the chain's journal" },
    bundler: { where: env.BUNDLER_URL, what: "Alto, EntryPoint v0.8" },
    database: { where: database.href, what: `${whose}, PostgreSQL ${stack.databaseVersion}` },
    indexer: { where: stack.indexer ? `process ${stack.indexer.pid()}` : "not started", what: "chain to database" },
    keeper: { where: addressOf(localKeys.keeper), what: "opens the island of the day" },
    contracts: { where: near(stack.deploymentFile), what: "addresses" },
    "data, logs": { where: near(dataDir), what: "kept until --reset" },
  };
}

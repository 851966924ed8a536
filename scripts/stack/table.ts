import path from "node:path";
import type { StackOptions } from "./options.ts";
import { root } from "./paths.ts";
import type { Stack } from "./stack.ts";

/** What runs where, one row per part. */
export function worldTable(stack: Stack, { ports, production, databaseUrl, dataDir }: StackOptions): string {
  const near = (file: string) => path.relative(root, file) || file;
  const { env } = stack;
  const whose = databaseUrl ? "yours (DATABASE_URL)," : "embedded";
  return table([
    ["part", "where", "what"],
    ["app", `http://localhost:${ports.app}`, production ? "production build" : "development server"],
    ["sponsor", `http://localhost:${ports.app}/api/sponsor`, "ERC-7677, part of the app"],
    ["chain", env.RPC_URL, `anvil, chain ${env.CHAIN_ID}, also ${env.RPC_WS_URL}`],
    ["recorder", `process ${stack.recorder.pid()}`, "every block to the chain's journal"],
    ["bundler", env.BUNDLER_URL, "Alto, EntryPoint v0.8"],
    ["database", withoutPassword(env.DATABASE_URL), `${whose} PostgreSQL ${stack.databaseVersion}`],
    ["indexer", stack.indexer ? `process ${stack.indexer.pid()}` : "not started", "chain to database"],
    ["contracts", near(stack.deploymentFile), "addresses"],
    ["data, logs", near(dataDir), "kept until --reset"],
  ]);
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const rule = widths.map((width) => "─".repeat(width));
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return rows
    .toSpliced(1, 0, rule)
    .map((row) => line(row).trimEnd())
    .join("\n");
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = "";
  url.username = "";
  return url.toString();
}

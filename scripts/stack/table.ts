import path from "node:path";
import type { StackOptions } from "./options.ts";
import { root } from "./paths.ts";
import type { Stack } from "./stack.ts";

/** What runs where, one row per part. */
export function worldTable(stack: Stack, options: StackOptions): string {
  const near = (file: string) => path.relative(root, file) || file;
  const { env } = stack;
  return table([
    ["part", "where", "what"],
    ["app", `http://localhost:${options.ports.app}`, options.production ? "production build" : "development server"],
    ["sponsor", `http://localhost:${options.ports.app}/api/sponsor`, "ERC-7677, part of the app"],
    ["chain", env.RPC_URL, `anvil, chain ${env.CHAIN_ID}, also ${env.RPC_WS_URL}`],
    ["recorder", `process ${stack.recorder.pid()}`, "every block to the chain's journal"],
    ["bundler", env.BUNDLER_URL, "Alto, EntryPoint v0.8"],
    [
      "database",
      withoutPassword(env.DATABASE_URL),
      `${options.databaseUrl ? "yours (DATABASE_URL)," : "embedded"} PostgreSQL ${stack.databaseVersion}`,
    ],
    ["indexer", stack.indexer ? `process ${stack.indexer.pid()}` : "not started", "chain to database"],
    ["contracts", near(stack.deploymentFile), "addresses"],
    ["data, logs", near(options.dataDir), "kept until --reset"],
  ]);
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  const rule = line(widths.map((width) => "─".repeat(width)));
  return rows.flatMap((row, index) => (index === 0 ? [line(row), rule] : [line(row)])).join("\n");
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = "";
  url.username = "";
  return url.toString();
}

import { existsSync } from "node:fs";
import { type PartOptions, startChild } from "./child.ts";
import { UsageError } from "./options.ts";
import { bin, fromRoot, root, tsxArgs } from "./paths.ts";
import { until } from "./until.ts";

/** Runs code of ours by Node, from the root of the repository. */
const startOurs = (name: string, args: readonly string[], options: Omit<PartOptions, "port"> & { env?: Env }) =>
  startChild({ name, command: process.execPath, args, cwd: root, ...options });

type Env = Record<string, string>;
type AppOptions = PartOptions & { production: boolean; env: Env };

/** Starts Next.js on loopback. Resolves when the first page is there, which in development means: is compiled. */
export async function startApp({ dataDir, port, production, env, signal }: AppOptions) {
  refuseMissingBuild(production);
  const args = [bin("next"), production ? "start" : "dev", "--hostname", "127.0.0.1", "--port", String(port)];
  const mode = { NODE_ENV: production ? "production" : "development" };
  const child = startOurs("app", args, { dataDir, signal, env: { ...env, ...mode } });
  // The page itself, not a health check: a person opens it next.
  const asks = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(60_000) });
    await response.arrayBuffer();
    return response.status < 500;
  };
  await until("the first page is there", child, asks, 180_000);
  return child;
}

export function refuseMissingBuild(production: boolean): void {
  if (production && !existsSync(fromRoot(".next/BUILD_ID"))) {
    throw new UsageError("There is no production build yet. Make it first: npm run build");
  }
}

/** Starts the worker that copies the chain into the database. It answers nobody: that it lives is all there is to wait for. */
export const startIndexer = async (options: Omit<PartOptions, "port"> & { env: Env }) =>
  startOurs("indexer", tsxArgs("indexer/main.ts"), options);

/** Starts the process that writes every block into the chain's journal. Resolves when it has caught up. */
export async function startRecorder({ dataDir, port, signal }: PartOptions) {
  const args = [...tsxArgs("scripts/stack/chain/recorder.ts"), dataDir, String(port)];
  const child = startOurs("recorder", args, { dataDir, signal });
  await until("every block is written down", child, async () => child.tail().includes("Every block is written down."));
  return child;
}

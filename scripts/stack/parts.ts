import { existsSync } from "node:fs";
import { startBundler } from "./bundler.ts";
import { startChain } from "./chain.ts";
import { type PartOptions, startChild } from "./child.ts";
import { startDatabase } from "./database/server.ts";
import type { AppEnvironment } from "./environment.ts";
import { type StackOptions, UsageError } from "./options.ts";
import { bin, fromRoot, root, tsxArgs } from "./paths.ts";
import { createService, type Say } from "./service.ts";
import { until } from "./until.ts";

type PartsOptions = StackOptions & {
  env: AppEnvironment;
  wanted: { app: boolean; indexer: boolean };
  say: Say;
  signal: AbortSignal | undefined;
};

/** The parts of a stack, none of which runs yet: `Service`s, or undefined where a part is not wanted. */
export function createParts({ env, wanted, say, signal, ...options }: PartsOptions) {
  const { ports, dataDir, production, restarts } = options;
  const service = (name: string, start: Parameters<typeof createService>[0]["start"]) =>
    createService({ name, start, restarts, say, signal });
  const bundler = (name: string, place: "first" | "spare", port: number) =>
    service(name, () => startBundler({ dataDir, port, rpcUrl: env.RPC_URL, signal, place }));
  return {
    chain: service("chain", () => startChain({ dataDir, port: ports.rpc, signal, allowsLargeCode: !production })),
    /** Writes down every block as it comes. */
    recorder: service("recorder", () => startRecorder({ dataDir, port: ports.rpc, signal })),
    /** None where DATABASE_URL names somebody else's server. */
    database: options.databaseUrl
      ? undefined
      : service("database", async () => (await startDatabase({ dataDir, port: ports.database, signal })).child),
    bundler: bundler("bundler", "first", ports.bundler),
    spareBundler: ports.spareBundler === undefined ? undefined : bundler("spare bundler", "spare", ports.spareBundler),
    indexer:
      wanted.indexer && existsSync(fromRoot("indexer/main.ts"))
        ? service("indexer", () => startIndexer({ dataDir, env, signal }))
        : undefined,
    app: wanted.app ? service("app", () => startApp({ dataDir, port: ports.app, production, env, signal })) : undefined,
  };
}

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

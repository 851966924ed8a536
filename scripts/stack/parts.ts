import { existsSync } from "node:fs";
import { startBundler } from "./bundler.ts";
import { startChain } from "./chain.ts";
import { startDatabase } from "./database/server.ts";
import type { AppEnvironment } from "./environment.ts";
import type { StackOptions } from "./options.ts";
import { startApp, startIndexer, startRecorder } from "./ownParts.ts";
import { fromRoot } from "./paths.ts";
import { createService, type Say } from "./service.ts";

/** `Service`s, or undefined where a part is not wanted. */
export type Parts = ReturnType<typeof createParts>;

type PartsOptions = StackOptions & {
  env: AppEnvironment;
  wanted: { app: boolean; indexer: boolean };
  say: Say;
  signal: AbortSignal | undefined;
};

/** The parts of a stack, none of which runs yet. */
export function createParts({ env, wanted, say, signal, ...options }: PartsOptions) {
  const { ports, spareBundlerPort, dataDir, production, restarts } = options;
  const service = (name: string, start: Parameters<typeof createService>[0]["start"]) =>
    createService({ name, start, restarts, say, signal });
  const rpcUrl = env.RPC_URL;
  return {
    chain: service("chain", () => startChain({ dataDir, port: ports.rpc, signal, allowsLargeCode: !production })),
    /** Writes down every block as it comes. */
    recorder: service("recorder", () => startRecorder({ dataDir, port: ports.rpc, signal })),
    /** None where DATABASE_URL names somebody else's server. */
    database: options.databaseUrl
      ? undefined
      : service("database", async () => (await startDatabase({ dataDir, port: ports.database, signal })).child),
    bundler: service("bundler", () => startBundler({ dataDir, port: ports.bundler, rpcUrl, signal })),
    spareBundler:
      spareBundlerPort === undefined
        ? undefined
        : service("spare bundler", () =>
            startBundler({ dataDir, port: spareBundlerPort, rpcUrl, signal, place: "spare" }),
          ),
    indexer:
      wanted.indexer && existsSync(fromRoot("indexer/main.ts"))
        ? service("indexer", () => startIndexer({ dataDir, env, signal }))
        : undefined,
    app: wanted.app ? service("app", () => startApp({ dataDir, port: ports.app, production, env, signal })) : undefined,
  };
}

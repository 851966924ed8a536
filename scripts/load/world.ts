import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { parseServerEnv, type ServerEnv } from "@/app/_env/server";
import { appEnvironment, recallEnvironment } from "../stack/environment.ts";
import { PORTS, takeDataFolder, UsageError } from "../stack/options.ts";
import { fromRoot } from "../stack/paths.ts";
import { freePort } from "../stack/ports.ts";
import { type Stack, startStack } from "../stack/stack.ts";

/** A running world, as the harness reaches it. */
export type LoadWorld = {
  appUrl: string;
  rpcUrl: string;
  databaseUrl: string;
  /** What one account and everybody may be promised in a day. */
  limits: Pick<ServerEnv, "SPONSOR_ACCOUNT_DAY_WEI" | "SPONSOR_DAY_WEI">;
  /** The processes, where they are the harness's own. */
  stack: Stack | undefined;
  dispose: () => Promise<void>;
};

/** Starts a world of the harness's own, on free ports, with the production build where there is one. */
export async function startLoadWorld(say: (line: string) => void, signal?: AbortSignal): Promise<LoadWorld> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-load-"));
  // Run as root, the database is another user's, who must be able to enter.
  chmodSync(dataDir, 0o755);
  const production = existsSync(fromRoot(".next/BUILD_ID"));
  if (!production) say("There is no production build: the development server is slower, and compiles under load.");
  const [app, rpc, bundler, database] = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const stack = await startStack({
    ports: { app, rpc, bundler, database },
    ...{ dataDir, production, say, databaseUrl: undefined, reset: false },
    // What the harness kills comes back by itself, as under any supervisor.
    restarts: true,
    ...(signal && { signal }),
  });
  return {
    appUrl: `http://127.0.0.1:${app}`,
    ...{ rpcUrl: stack.env.RPC_URL, databaseUrl: stack.env.DATABASE_URL, stack },
    limits: parseServerEnv(stack.env),
    dispose: async () => {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Where the parts of a running stack are, as it wrote them down.
 * @throws UsageError when none runs from there.
 */
export function findWorld(folder: string): { app: string; rpc: string | undefined; database: string | undefined } {
  const { dataDir } = takeDataFolder(["--data", folder], {});
  const env = recallEnvironment(dataDir);
  if (!env)
    throw new UsageError(`--data: no stack runs from ${dataDir}; start one with: npm run dev -- --data ${folder}`);
  return { app: `http://127.0.0.1:${env.PORT}`, rpc: env.RPC_URL, database: env.DATABASE_URL };
}

/**
 * A world that somebody else runs on this machine, as `npm run dev` does.
 * @throws UsageError for anything that is not on loopback.
 */
export function joinWorld(urls: { app: string; rpc?: string | undefined; database?: string | undefined }): LoadWorld {
  const usual = appEnvironment({
    ports: {
      app: PORTS.app.preset,
      rpc: PORTS.rpc.preset,
      bundler: PORTS.bundler.preset,
      database: PORTS.database.preset,
    },
    databaseUrl: `postgresql://hourglass:hourglass@127.0.0.1:${PORTS.database.preset}/hourglass`,
    deploymentFile: "",
  });
  const given = { app: urls.app, rpc: urls.rpc ?? usual.RPC_URL, database: urls.database ?? usual.DATABASE_URL };
  for (const [name, url] of Object.entries(given)) refuseForeign(name, url);
  const limits = Object.entries(process.env).filter(([name]) => name.startsWith("SPONSOR_"));
  return {
    appUrl: given.app.replace(/\/$/, ""),
    ...{ rpcUrl: given.rpc, databaseUrl: given.database, stack: undefined },
    limits: parseServerEnv({ ...usual, DEPLOYMENT_FILE: "none", ...Object.fromEntries(limits) }),
    dispose: async () => undefined,
  };
}

/** The harness is a weapon: it is pointed at this machine and nothing else. */
function refuseForeign(name: string, url: string): void {
  const host = URL.canParse(url) ? new URL(url).hostname : undefined;
  if (host === "localhost" || host === "[::1]" || (host && /^127\.\d+\.\d+\.\d+$/.test(host))) return;
  throw new UsageError(`--${name}: seen ${host ?? "no URL"}; allowed: a URL of this machine (localhost, 127.0.0.1)`);
}

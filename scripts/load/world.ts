import { existsSync } from "node:fs";
import { parseServerEnv, type ServerEnv } from "@/app/_env/server";
import { recallEnvironment } from "../stack/environment.ts";
import { newFolder } from "../stack/newFolder.ts";
import { dataFolder, UsageError } from "../stack/options.ts";
import { fromRoot } from "../stack/paths.ts";
import { freePorts } from "../stack/ports.ts";
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
  const { folder: dataDir, remove } = newFolder("load");
  const production = existsSync(fromRoot(".next/BUILD_ID"));
  if (!production) say("There is no production build: the development server is slower, and compiles under load.");
  const ports = await freePorts();
  const stack = await startStack({
    ...{ ports, dataDir, production, say, databaseUrl: undefined, reset: false },
    // What the harness kills comes back by itself, as under any supervisor.
    restarts: true,
    ...(signal && { signal }),
  });
  return {
    appUrl: `http://127.0.0.1:${ports.app}`,
    ...{ rpcUrl: stack.env.RPC_URL, databaseUrl: stack.env.DATABASE_URL, stack },
    limits: parseServerEnv(stack.env),
    dispose: async () => {
      await stack.stop();
      remove();
    },
  };
}

/**
 * The world of a stack that runs on this machine, as it wrote that down. The harness is a weapon, and pointed at nothing else.
 * @throws UsageError when none runs from that folder.
 */
export function joinWorld(folder: string): LoadWorld {
  const dataDir = dataFolder(folder, {});
  const env = recallEnvironment(dataDir);
  if (!env?.RPC_URL || !env.DATABASE_URL)
    throw new UsageError(`--data: no stack runs from ${dataDir}; start one with: npm run dev -- --data ${folder}`);
  const limits = Object.entries(process.env).filter(([name]) => name.startsWith("SPONSOR_"));
  return {
    appUrl: `http://127.0.0.1:${env.PORT}`,
    ...{ rpcUrl: env.RPC_URL, databaseUrl: env.DATABASE_URL, stack: undefined },
    limits: parseServerEnv({ ...env, ...Object.fromEntries(limits) }),
    dispose: async () => undefined,
  };
}

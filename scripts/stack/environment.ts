import { rmSync } from "node:fs";
import path from "node:path";
import { LOCAL_CHAIN_ID } from "./chain.ts";
import { parseJson, readText } from "./deployed.ts";
import { localKeys } from "./keys.ts";
import { type Ports, UsageError } from "./options.ts";
import { writeWhole } from "./writeWhole.ts";

export type AppEnvironment = ReturnType<typeof appEnvironment>;

/** What the local stack tells the app and the indexer: the same names that a real deployment sets. */
export function appEnvironment(options: {
  ports: Ports;
  databaseUrl: string;
  deploymentFile: string;
  /** Where it is written which contracts were swapped in: in development only. */
  swapsFile?: string | undefined;
}) {
  const { ports, databaseUrl, deploymentFile, swapsFile } = options;
  return {
    DATABASE_URL: databaseUrl,
    RPC_URL: `http://127.0.0.1:${ports.rpc}`,
    RPC_WS_URL: `ws://127.0.0.1:${ports.rpc}`,
    BUNDLER_URL: [ports.bundler, ports.spareBundler]
      .flatMap((port) => (port ? `http://127.0.0.1:${port}` : []))
      .join(","),
    CHAIN_ID: String(LOCAL_CHAIN_ID),
    DEPLOYMENT_FILE: deploymentFile,
    ...(swapsFile ? { SWAPS_FILE: swapsFile } : {}),
    SPONSOR_SIGNER_KEY: localKeys.sponsorSigner as string,
    RELAYER_KEY: localKeys.relayer as string,
    // Everybody's: the local stack listens on loopback, and its numbers are no secret.
    METRICS_TOKEN: process.env.METRICS_TOKEN || "hourglass-metrics",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(ports.app),
  };
}

const fileOf = (dataDir: string) => path.join(dataDir, "environment.json");

/** Writes down what the parts of a running stack are told, so that a command beside it works on the same world. */
export function rememberEnvironment(dataDir: string, env: AppEnvironment): void {
  // For its owner alone: DATABASE_URL may name a server of somebody's, with a password.
  writeWhole(fileOf(dataDir), JSON.stringify(env, null, 2), 0o600);
}

export function forgetEnvironment(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true });
}

/** What the running stack wrote down; undefined when none did. */
export const recallEnvironment = (dataDir: string) => parseJson<Record<string, string>>(readText(fileOf(dataDir)));

/** The same for a command that needs it. @throws UsageError that says how to get one. */
export function readEnvironment(dataDir: string): Record<string, string> {
  const env = recallEnvironment(dataDir);
  if (env) return env;
  const advice = "Start one with 'npm run dev' (--data FOLDER names its folder here as well), or set the variables.";
  throw new UsageError(`No stack runs from ${dataDir}.\n  ${advice}`);
}

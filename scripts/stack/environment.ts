import { LOCAL_CHAIN_ID } from "./chain.ts";
import { localKeys } from "./keys.ts";
import type { Ports } from "./options.ts";

export type AppEnvironment = ReturnType<typeof appEnvironment>;

/** What the local stack tells the app and the indexer: the same names that a real deployment sets. */
export function appEnvironment(options: {
  ports: Ports;
  spareBundlerPort?: number | undefined;
  databaseUrl: string;
  deploymentFile: string;
}) {
  const { ports, spareBundlerPort, databaseUrl, deploymentFile } = options;
  const bundlerPorts = [ports.bundler, ...(spareBundlerPort === undefined ? [] : [spareBundlerPort])];
  return {
    DATABASE_URL: databaseUrl,
    RPC_URL: `http://127.0.0.1:${ports.rpc}`,
    RPC_WS_URL: `ws://127.0.0.1:${ports.rpc}`,
    BUNDLER_URL: bundlerPorts.map((port) => `http://127.0.0.1:${port}`).join(","),
    CHAIN_ID: String(LOCAL_CHAIN_ID),
    DEPLOYMENT_FILE: deploymentFile,
    SPONSOR_SIGNER_KEY: localKeys.sponsorSigner as string,
    RELAYER_KEY: localKeys.relayer as string,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(ports.app),
  };
}

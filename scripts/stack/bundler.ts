import path from "node:path";
import { pathToFileURL } from "node:url";
import { http } from "viem";
import { createBundlerClient, entryPoint08Address } from "viem/account-abstraction";
import { BLOCK_TIME_MS } from "./chain.ts";
import { type Child, type PartOptions, startChild } from "./child.ts";
import { localKeys } from "./keys.ts";
import { fromRoot, require } from "./paths.ts";
import { until } from "./until.ts";
import { writeWhole } from "./writeWhole.ts";

const names = { first: "bundler", spare: "bundler-spare" } as const;

/** Starts Alto. It begins with an empty mempool: what it had accepted before and not sent is lost. */
export async function startBundler(
  options: PartOptions & { rpcUrl: string; place?: keyof typeof names },
): Promise<Child> {
  const { dataDir, port, rpcUrl, signal, place = "first" } = options;
  const name = names[place];
  const config = path.join(dataDir, `${name}.json`);
  // The keys are public (see keys.ts).
  writeWhole(config, JSON.stringify(altoConfig(port, rpcUrl, place), null, 2));
  const cli = path.resolve(path.dirname(require.resolve("@pimlico/alto")), "cli/alto.js");
  const child = startChild({
    name,
    command: process.execPath,
    // Alto listens on all interfaces and cannot be told otherwise.
    args: ["--import", pathToFileURL(fromRoot("scripts/stack/loopbackOnly.mjs")).href, cli, "run", "--config", config],
    dataDir,
    signal,
  });
  const client = createBundlerClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
  await until("the bundler answers", child, async () =>
    (await client.getSupportedEntryPoints()).includes(entryPoint08Address),
  );
  return child;
}

function altoConfig(port: number, rpcUrl: string, place: keyof typeof names) {
  const [executors, utility] =
    place === "first"
      ? [localKeys.bundlerExecutors, localKeys.bundlerUtility]
      : [localKeys.spareBundlerExecutors, localKeys.spareBundlerUtility];
  return {
    port,
    "rpc-url": rpcUrl,
    entrypoints: entryPoint08Address,
    "executor-private-keys": executors.join(","),
    "utility-private-key": utility,
    "deploy-simulations-contract": true,
    // Safe mode traces validation, with a tracer that anvil does not have. The rules are proven by a test instead.
    "safe-mode": false,
    "block-time": BLOCK_TIME_MS,
    "min-bundle-interval": 10,
    "max-bundle-interval": BLOCK_TIME_MS / 2,
    // Version 1 of its API takes operations at any fee, also at none, and executors then pay for them. A page sends at
    // prices that are a minute old at most.
    "default-api-version": "v2",
    "api-version": "v2",
    "gas-price-expiry": 60,
    // What is valid in simulation and reverts on chain would else be sent again until the executors have nothing left.
    "max-resubmits": 3,
    // It would bundle what comes that way without validating it first.
    "enable-instant-bundling-endpoint": false,
    // Tens of players at once: with the default of ten a room waits in a row.
    "mempool-max-parallel-ops": 40,
    "max-bundle-count": 10,
    // A bundle that a reorganisation took away is sent anew after so long. With the default of 10 s a player stands for
    // as long; shorter than a few blocks would send anew what is only slow.
    "resubmit-stuck-timeout": 2_000,
    "log-level": "warn",
    // At `warn` it writes every operation whole that it refuses: strangers must not be able to fill the disk.
    "mempool-log-level": "error",
  };
}

import { createPublicClient, type Hex, http, keccak256, stringToHex } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { privateKeyToAccount } from "viem/accounts";
import { type Running, startChild } from "./child.ts";
import { importNode, resolveFromProject } from "./node.ts";

const PLATFORMS: Partial<Record<string, string>> = { darwin: "darwin", linux: "linux", win32: "win32" };

/** Keys of the stack: public, and worthless anywhere else. anvil gives money to the first, which passes it on. */
export const keys = {
  deployer: "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
  relayer: "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  utility: "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  executor: "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  sponsor: keccak256(stringToHex("local stack: sponsor")),
} as const satisfies Record<string, Hex>;

export const deployer = privateKeyToAccount(keys.deployer);

/**
 * Starts anvil on loopback.
 * @param port The port.
 * @param options Id, and seconds between blocks.
 */
export async function startAnvil(
  port: number,
  { chainId, blockTime }: { chainId: number; blockTime: number },
): Promise<Running> {
  const [{ platform, arch }, { dirname, join }] = await Promise.all([importNode("process"), importNode("path")]);
  const binary = `@foundry-rs/anvil-${PLATFORMS[platform]}-${arch === "x64" ? "amd64" : arch}`;
  await resolveFromProject("@foundry-rs/anvil/package.json");
  const folder = dirname(await resolveFromProject(`${binary}/package.json`));
  const command = join(folder, "bin", platform === "win32" ? "anvil.exe" : "anvil");
  // Osaka has the precompile that makes P-256 signatures cheap.
  const flags = { host: "127.0.0.1", port, "chain-id": chainId, hardfork: "osaka", "block-time": blockTime };
  const args = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
  return startChild("anvil", command, [...args, "--quiet"], async () => (await client.getChainId()) === chainId);
}

/** Loaded before Alto, which otherwise listens on all interfaces and uses this machine's clock instead of the chain's. */
const PRELOAD = `import net from "node:net";
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (first, ...rest) {
  return typeof first === "object" && first !== null && "port" in first
    ? listen.call(this, { ...first, host: "127.0.0.1" }, ...rest)
    : listen.call(this, first, ...rest);
};
const { now } = Date;
let aheadMs = 0;
Date.now = () => now() + aheadMs;
process.on("message", (message) => { aheadMs = message.aheadMs; });
process.channel?.unref();`;

/**
 * Starts Alto on loopback.
 * @param port The port.
 * @param rpcUrl The chain.
 * @param folder For its configuration.
 * @param blockTimeMs How often it polls.
 * @returns When told `{ aheadMs }`, it uses a clock that is this far ahead of the machine's.
 */
export async function startAlto(port: number, rpcUrl: string, folder: string, blockTimeMs: number): Promise<Running> {
  const [{ dirname, join }, { writeFileSync }, { execPath }] = await Promise.all([
    importNode("path"),
    importNode("fs"),
    importNode("process"),
  ]);
  const config = join(folder, "bundler.json");
  writeFileSync(config, JSON.stringify(toAltoConfig(port, rpcUrl, blockTimeMs)));
  const cli = join(dirname(await resolveFromProject("@pimlico/alto")), "cli/alto.js");
  const args = ["--import", `data:text/javascript,${encodeURIComponent(PRELOAD)}`, cli, "run", "--config", config];
  return startChild("Alto", execPath, args, async () => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_supportedEntryPoints", params: [] });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`http://127.0.0.1:${port}`, { method: "POST", headers, body });
    return response.ok && (await response.text()).toLowerCase().includes(entryPoint08Address.toLowerCase());
  });
}

function toAltoConfig(port: number, rpcUrl: string, blockTimeMs: number) {
  return {
    ...{ port, "rpc-url": rpcUrl, entrypoints: entryPoint08Address },
    ...{ "executor-private-keys": keys.executor, "utility-private-key": keys.utility },
    // Safe mode traces validation, with a tracer that anvil does not have.
    ...{ "deploy-simulations-contract": true, "safe-mode": false, "block-time": blockTimeMs },
    ...{ "min-bundle-interval": 10, "max-bundle-interval": Math.max(10, blockTimeMs / 2) },
    ...{ "log-level": "warn", "mempool-log-level": "error" },
    ...{ "enable-instant-bundling-endpoint": false, "mempool-max-parallel-ops": 40 },
  };
}

/** Creation code of EntryPoint v0.8, which its authors publish on npm. */
export async function readEntryPoint(): Promise<Hex> {
  const file = await resolveFromProject("@account-abstraction/contracts/artifacts/EntryPoint.json");
  const { readFileSync } = await importNode("fs");
  const { bytecode }: { bytecode: Hex } = JSON.parse(readFileSync(file, "utf8"));
  return bytecode;
}

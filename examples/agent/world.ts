import { readFileSync } from "node:fs";
import { allow, createSessions, parseDeployment } from "@hourglass/session";
import { type Address, defineChain, type Hex, http, parseAbi } from "viem";

export const abi = parseAbi(["function sign(string text)", "error TextTooLong(uint256 seen, uint256 allowed)"]);
type World = { deployment: unknown; guestbook: Address; rpc: string; bundler: string; sponsor: string };

const world: World = JSON.parse(readFileSync("world.json", "utf8"));
export const address = world.guestbook;
const deployment = parseDeployment(world.deployment);
const chain = defineChain({
  id: deployment.chainId,
  name: deployment.name,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [world.rpc] } },
});
export const sessions = createSessions({
  chain,
  deployment,
  bundler: http(world.bundler),
  sponsor: http(world.sponsor),
});
export const permissions = [allow({ address, abi, functions: { sign: { calls: 3 } } })] as const;

/** A private key from the environment: it is never written anywhere. */
export function readKey(variable: string): Hex {
  const key = process.env[variable];
  if (!key?.startsWith("0x")) throw new Error(`${variable} is not set.`);
  return key as Hex;
}

import { parseArgs } from "node:util";
import { allow, createSessions, memoryStore, parseDeployment } from "@hourglass/session";
import { type Address, defineChain, http, parseAbi } from "viem";

const { values } = parseArgs({
  options: {
    /** Where the game is. */
    url: { type: "string", default: "http://localhost:3000" },
    /** What the owner reads. */
    name: { type: "string", default: "Explorer" },
    minutes: { type: "string", default: "20" },
    actions: { type: "string", default: "60" },
    /** Between two actions, in milliseconds. */
    pause: { type: "string", default: "1000" },
  },
});
export const { url, name } = values;
export const limits = { calls: Number(values.actions), duration: Number(values.minutes) * 60 };
export const pauseMs = Number(values.pause);

/** The part of the game that it plays, and why the game refuses. */
export const abi = parseAbi([
  "function move(bytes path)",
  "function gather(uint256 tile)",
  "function tileAt(uint256 tile) view returns (uint256 biome, uint256 resource)",
  "event Moved(address indexed player, uint256 fromTile, uint256 toTile, uint256 steps)",
  "event Gathered(address indexed player, uint256 indexed tile, uint256 item, uint256 amount, uint256 left, uint256 since)",
  "error BiomeClosed(uint256 tile, uint256 biome, uint256 open)",
  "error TileOutOfReach(uint256 tile, uint256 playerTile)",
  "error NothingGrows(uint256 tile)",
  "error ToolNotWorn(uint256 material, uint256 tool)",
  "error NodeEmpty(uint256 tile, uint256 readyAt)",
]);

const config = await readConfig();
const deployment = parseDeployment(config.deployment);
export const game = { address: config.deployment.hourglass, abi } as const;
export const permissions = [allow({ ...game, functions: { move: true, gather: true } })] as const;

const chain = defineChain({
  id: deployment.chainId,
  name: deployment.name,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [`${url}/api/rpc`] } },
});
/** Nothing is stored: a restart asks again. */
export const sessions = createSessions({
  ...{ chain, deployment, store: memoryStore() },
  bundler: http(`${url}/api/bundler`),
  sponsor: http(`${url}/api/sponsor`),
});

async function readConfig(): Promise<{ deployment: { hourglass: Address } }> {
  const response = await fetch(`${url}/api/config`);
  if (!response.ok) throw new Error(`${url} does not answer: ${response.status}.`);
  return (await response.json()) as { deployment: { hourglass: Address } };
}

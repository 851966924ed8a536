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
  "function embark(uint256 plan)",
  "function move(bytes path)",
  "function gather(uint256 tile)",
  "function CHART() view returns (address)",
  "event Moved(address indexed player, uint256 expedition, uint256 path, uint256 tile)",
  "event Gathered(address indexed player, uint256 expedition, uint256 tile, uint256 item, uint256 amount)",
  "error OutOfGrains(uint256 readyAt)",
  "error ExpeditionOver(uint256 endsAt)",
  "error ExpeditionRuns(uint256 endsAt)",
  "error BiomeClosed(uint256 tile, uint256 biome, uint256 open)",
  "error TileOutOfReach(uint256 tile, uint256 playerTile)",
  "error NothingGrows(uint256 tile)",
  "error ToolNotWorn(uint256 material, uint256 tool)",
  "error NodeTaken(uint256 tile, uint256 tide)",
  "error PackFull(uint256 weight, uint256 capacity)",
]);
/** What the game's map says of a tile. */
export const chartAbi = parseAbi([
  "function tileAt(uint256 seed, uint256 tile) view returns (uint256 biome, uint256 resource)",
]);

/** The island on which it practises, and its plan: a Walk of a Delver with a lantern, without a purse, from the camp. */
export const seed = 7n;
export const plan = 1n | (2n << 2n) | (2n << 4n) | (3n << 6n) | (seed << 14n);

const config = await readConfig();
const deployment = parseDeployment(config.deployment);
export const game = { address: config.deployment.hourglass, abi } as const;
export const permissions = [allow({ ...game, functions: { embark: true, move: true, gather: true } })] as const;

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

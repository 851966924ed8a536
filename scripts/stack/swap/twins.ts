import {
  type Address,
  createPublicClient,
  decodeErrorResult,
  getAddress,
  type Hex,
  http,
  type PublicClient,
  parseAbi,
  toHex,
} from "viem";
import { encodeAction } from "@/app/_bridge/encodeAction";
import { createWorldReader } from "@/app/_bridge/worldReader";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Action } from "@/game/rules/actions";
import { weekOf } from "@/game/rules/expedition";
import { readIsland } from "@/game/rules/island";
import { SAND_UNIT } from "@/game/rules/lookup";
import { addItem, newcomer, readPlayer, withPlayer } from "@/game/rules/player";
import { items } from "@/game/rules/table";
import type { Island, World } from "@/game/rules/types";
import { chooseAction } from "../../vectors/chooseAction";
import { encodePlayer } from "../../vectors/encodeState";
import { playAction } from "../../vectors/playAction";
import { createRandom, type Random } from "../../vectors/random";

const SEQUENCES = 12;
const STEPS = 30;
/** Seconds between two actions: within an expedition, around its end, into the next week. */
const PAUSES = [1, 1, 1, 2, 5, 31, 60, 200, 1200, 3599, 3600, 604_800];
const RICH_SAND = 100n;

const mintAbi = parseAbi([
  "function mint(address to, uint256 amount)",
  "function mint(address to, uint256 item, uint256 amount)",
]);

type Step = { action: Action; nowSeconds: number; self: Address; expected: string };

/**
 * Plays the same actions by the rules in TypeScript and by the contract that runs, and compares what comes of each. The chain
 * is asked what would be: nothing is written to it.
 */
export async function compareTwins(rpcUrl: string, hourglass: Address, seed: number) {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 60_000 }), cacheTime: 0 });
  const game = { address: hourglass, abi: hourglassAbi } as const;
  const island = readIsland(BigInt(await client.readContract({ ...game, functionName: "SEED" })));
  const { timestamp } = await client.getBlock();
  const nodes = await createWorldReader(client, hourglass, island).readNodes();
  const random = createRandom(seed);
  const found = new Map<string, { count: number; first: string }>();
  let compared = 0;
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const isRich = sequence % 2 === 1;
    const players = Array.from({ length: 3 }, () => toAddress(random));
    const steps = choose({ island, world: { players: {}, nodes }, players, random, isRich, from: Number(timestamp) });
    const outcomes = await replay(client, hourglass, steps, isRich ? players : []);
    for (const [index, { action, expected }] of steps.entries()) {
      compared += 1;
      const seen = outcomes[index] ?? "nothing";
      if (seen === expected) continue;
      const { count = 0, first = describe(action, expected, seen) } = found.get(action.type) ?? {};
      found.set(action.type, { count: count + 1, first });
      break; // from here on the two play different games
    }
  }
  /** One entry for each kind of action that came out otherwise, with the first of them. */
  const differences = [...found].map(([action, each]) => ({ action, ...each }));
  return { compared, differences };
}

type Choice = {
  island: Island;
  world: World;
  players: readonly Address[];
  random: Random;
  isRich: boolean;
  from: number;
};

/** What three players try, and what the rules in TypeScript say to it. */
function choose({ island, world: start, players, random, isRich, from }: Choice): Step[] {
  let world = start;
  const keys = players.map((player) => player.toLowerCase());
  if (isRich) {
    for (const key of keys) {
      const owning = items.reduce((player, { id }) => addItem(player, id, 2), readPlayer(world, key));
      world = withPlayer(world, key, { ...owning, sand: RICH_SAND * SAND_UNIT });
    }
  }
  let nowSeconds = from + 1;
  const steps: Step[] = [];
  while (steps.length < STEPS) {
    nowSeconds += random.pick(PAUSES);
    const index = random.below(players.length);
    const [self, key] = [players[index], keys[index]];
    if (!self || !key) throw new Error("There is no such player.");
    const action = chooseAction(island, world, key, keys, random);
    // What owners and bystanders do is no action of a session.
    if (action.type === "withdraw" || action.type === "settle") continue;
    const outcome = playAction(island, world, key, action, nowSeconds);
    if (outcome.ok) world = outcome.world;
    const state = encodePlayer(readPlayer(world, key), weekOf(nowSeconds));
    steps.push({ action, nowSeconds, self, expected: outcome.ok ? `plays ${state}` : `refuses ${outcome.reason}` });
  }
  return steps;
}

/** What the contract says to the same, in the same words. */
async function replay(client: PublicClient, hourglass: Address, steps: readonly Step[], rich: readonly Address[]) {
  const read = { to: hourglass, abi: hourglassAbi, functionName: "readPlayer" } as const;
  const first = (steps[0]?.nowSeconds ?? 1) - 1;
  const blocks = [
    { blockOverrides: { time: BigInt(first) }, calls: await giftsFor(client, hourglass, rich) },
    ...steps.map(({ action, nowSeconds, self }) => {
      const { to, data = "0x" } = encodeAction(hourglass, action);
      return {
        blockOverrides: { time: BigInt(nowSeconds) },
        calls: [
          { from: self, to, data },
          { ...read, args: [self] },
        ],
      };
    }),
  ];
  const [, ...answers] = await client.simulateBlocks({ blocks: blocks as never });
  return Promise.all(
    answers.map(async ({ calls: [played, seen] }, index) => {
      if (played?.status !== "success") return `refuses ${errorName(played?.data ?? "0x")}`;
      // As the page reads a player.
      const answering = { readContract: async () => seen?.result } as unknown as PublicClient;
      const player = await createWorldReader(answering, hourglass, readIsland(0n)).readPlayer(hourglass);
      return `plays ${encodePlayer(player ?? newcomer, weekOf(steps[index]?.nowSeconds ?? 0))}`;
    }),
  );
}

/** The tokens take it from the game alone. */
async function giftsFor(client: PublicClient, hourglass: Address, players: readonly Address[]) {
  const game = { address: hourglass, abi: hourglassAbi } as const;
  const sand = await client.readContract({ ...game, functionName: "SAND" });
  const tokens = await client.readContract({ ...game, functionName: "ITEMS" });
  const mint = { from: hourglass, abi: mintAbi, functionName: "mint" } as const;
  return players.flatMap((player) => [
    { ...mint, to: sand, args: [player, RICH_SAND * SAND_UNIT] },
    ...items.map(({ id }) => ({ ...mint, to: tokens, args: [player, BigInt(id), 2n] })),
  ]);
}

function errorName(data: Hex): string {
  try {
    return decodeErrorResult({ abi: hourglassAbi, data }).errorName;
  } catch {
    return `with ${data.slice(0, 10)}`;
  }
}

/** Somebody who never played here. */
const toAddress = (random: Random): Address =>
  getAddress(toHex(BigInt(random.below(2 ** 32)) + (0x7714n << 140n), { size: 20 }));

function describe(action: Action, expected: string, seen: string): string {
  const words = (outcome: string) => (outcome.startsWith("plays") ? "plays it" : outcome);
  const call = JSON.stringify(action, (_, value) => (typeof value === "bigint" ? `${value}` : value));
  if (words(expected) === words(seen)) return `${call}: both play it, with another result`;
  return `${call}: TypeScript ${words(expected)}, Solidity ${words(seen)}`;
}

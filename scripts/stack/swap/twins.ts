import {
  type Address,
  createPublicClient,
  decodeErrorResult,
  getAddress,
  type Hex,
  http,
  type PublicClient,
  toHex,
} from "viem";
import { createDraws } from "@/app/_bridge/draws";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { clockAt, readLength } from "@/game/rules/clock";
import { emptyWorld, readSelf } from "@/game/rules/player";
import type { Outcome, Player, Scene } from "@/game/rules/types";
import { encodeDigs, encodeNodes, encodePack, encodeProfile, encodeRun } from "@/game/rules/words";
import { chooseAction } from "../../vectors/chooseAction";
import { encodePlayed, type PlayedAction, type PlayedName, playAction } from "../../vectors/playAction";
import { createRandom, type Random } from "../../vectors/random";

const SEQUENCES = 12;
const STEPS = 30;
const ISLANDS = 4;
/** Seconds between two actions: grains come back, a tide turns. */
const PAUSES = [1, 1, 1, 2, 5, 10, 31, 60, 100];
/** After an expedition: it is over at its end. */
const AFTERWARDS = [0, 1, 60];
const NODE_WORDS = 32;
/** What owners and bystanders do is no action of a session, and what days and rooms give depends on blocks that nobody mined. */
const LEFT_OUT: ReadonlySet<PlayedName> = new Set(["withdraw", "openRoom", "openDay", "drawRoom"]);

type Step = { action: PlayedAction; nowSeconds: number; self: Address; expected: string };

/**
 * Plays the same actions by the rules in TypeScript and by the contract that runs, and compares what comes of each: expeditions
 * of practice, by day and at dusk, as the falls of the night depend on blocks. The chain is asked what would be: nothing is
 * written to it.
 */
export async function compareTwins(rpcUrl: string, hourglass: Address, seed: number) {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 60_000 }), cacheTime: 0 });
  const { timestamp } = await client.getBlock();
  const random = createRandom(seed);
  const found = new Map<string, { count: number; first: string }>();
  let compared = 0;
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const steps = choose(hourglass, Number(timestamp), random);
    const outcomes = await replay(client, hourglass, steps);
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

/** What a player tries, and what the rules in TypeScript say to it. */
function choose(hourglass: Address, from: number, random: Random): Step[] {
  const seeds = Array.from({ length: ISLANDS }, () => random.below(2 ** 32));
  const self = toAddress(random);
  const draws = createDraws(() => "gone", hourglass);
  let scene: Scene = { world: emptyWorld, self: self.toLowerCase(), nowSeconds: from + 1, block: 1, draws };
  const steps: Step[] = [];
  while (steps.length < STEPS) {
    scene = { ...scene, nowSeconds: passTime(scene, random) };
    const action = toPractice(chooseAction(scene, seeds, random), seeds, random);
    if (LEFT_OUT.has(action.type)) continue;
    const outcome = playAction(scene, action);
    if (outcome.ok) scene = { ...scene, world: outcome.world };
    steps.push({ action, nowSeconds: scene.nowSeconds, self, expected: say(outcome, readSelf(scene)) });
  }
  return steps;
}

/** A little later; instead of the night it is the time after it. */
function passTime(scene: Scene, random: Random): number {
  const nowSeconds = scene.nowSeconds + random.pick(PAUSES);
  const { run } = readSelf(scene);
  if (!run || nowSeconds >= run.endsAt) return nowSeconds;
  const { phase } = clockAt(run.length, nowSeconds - run.endsAt + readLength(run.length).seconds);
  return phase === "night" ? run.endsAt + random.pick(AFTERWARDS) : nowSeconds;
}

function toPractice(action: PlayedAction, seeds: readonly number[], random: Random): PlayedAction {
  if (action.type !== "embark") return action;
  return { ...action, plan: { ...action.plan, mode: 1, of: random.pick(seeds) } };
}

const say = (outcome: Outcome, player: Player) =>
  outcome.ok ? `plays ${wordsOf(player)}` : `refuses ${outcome.reason}`;

function wordsOf({ run, pack, digs, profile, nodes }: Player): string {
  const taken = Array.from({ length: NODE_WORDS }, (_, index) => encodeNodes(nodes[index]));
  return [encodeRun(run), encodePack(pack), encodeDigs(digs), encodeProfile(profile), ...taken].join(" ");
}

/** What the contract says to the same, in the same words. */
async function replay(client: PublicClient, hourglass: Address, steps: readonly Step[]) {
  const game = { to: hourglass, abi: hourglassAbi } as const;
  const blocks = steps.map(({ action, nowSeconds, self }) => ({
    blockOverrides: { time: BigInt(nowSeconds) },
    calls: [
      { from: self, to: hourglass, data: encodePlayed(action) },
      { ...game, functionName: "readPlayer", args: [self] },
      { ...game, functionName: "readNodes", args: [self] },
    ],
  }));
  const answers = await client.simulateBlocks({ blocks: blocks as never });
  return answers.map(({ calls: [played, words, nodes] }) => {
    if (played?.status !== "success") return `refuses ${errorName(played?.data ?? "0x")}`;
    const { run, pack, digs, profile } = (words?.result ?? {}) as unknown as Record<string, bigint>;
    return `plays ${[run, pack, digs, profile, ...((nodes?.result ?? []) as unknown as bigint[])].join(" ")}`;
  });
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

function describe(action: PlayedAction, expected: string, seen: string): string {
  const words = (outcome: string) => (outcome.startsWith("plays") ? "plays it" : outcome);
  const call = JSON.stringify(action, (_, value) => (typeof value === "bigint" ? `${value}` : value));
  if (words(expected) === words(seen)) return `${call}: both play it, with another result`;
  return `${call}: TypeScript ${words(expected)}, Solidity ${words(seen)}`;
}

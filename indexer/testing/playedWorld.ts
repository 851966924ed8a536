import { type Address, createTestClient, type Hex, http, numberToHex, publicActions } from "viem";
import { deployment as deploymentSchema } from "@/app/_api/config";
import { createDraws } from "@/app/_bridge/draws";
import { stateOf, unnamed } from "@/game/rules/draw";
import { lengthIds } from "@/game/rules/plan";
import { emptyWorld, newcomer, withPlayer } from "@/game/rules/player";
import { countRooms, dayOf, endOfRoom } from "@/game/rules/seeds";
import type { Draw, Scene, World } from "@/game/rules/types";
import { compileRelease } from "@/scripts/stack/solidity/release";
import { makeWorld } from "@/scripts/stack/world";
import { chooseAction } from "@/scripts/vectors/chooseAction";
import { encodePlayed, type PlayedAction, playAction } from "@/scripts/vectors/playAction";
import { createRandom, type Random } from "@/scripts/vectors/random";
import { type Expected, expectRun } from "./expected";

/** Who plays; one more opens days and rooms. */
export const accounts = Array.from({ length: 12 }, (_, index) =>
  numberToHex(0xa11ce000n + BigInt(index), { size: 20 }),
);
const bystander = numberToHex(0xb0b, { size: 20 });

const ISLANDS = [7, 77, 777];
const GAS = 1_000_000n;
const MOST_TRIES = 40;

/** What players of this world leave to the bystander: two of these in one block would depend on their order. */
const shared: ReadonlySet<string> = new Set(["openDay", "openRoom", "drawRoom"]);

/** Where the chain and the rules in TypeScript are, which must be the same place. */
type Standing = {
  world: World;
  block: number;
  nowSeconds: number;
  /** By account and number. */
  runs: ReadonlyMap<string, Expected>;
  serial: number;
};

type Receipt = { from: Hex; status: Hex; blockHash: Hex };
type Chosen = { self: Hex; action: PlayedAction };

const connect = (rpcUrl: string) =>
  createTestClient({ mode: "anvil", transport: http(rpcUrl, { timeout: 60_000, batch: true }) }).extend(publicActions);
type Anvil = ReturnType<typeof connect>;

export type PlayedWorld = Awaited<ReturnType<typeof createPlayedWorld>>;

/**
 * A new world on an empty chain, played by plain accounts in all modes: actions are chosen by chance among those that the rules in
 * TypeScript accept, and the contract must accept them too.
 * @param rpcUrl Of an anvil.
 * @param seed Of the chance.
 */
export async function createPlayedWorld(rpcUrl: string, seed: number) {
  const anvil = connect(rpcUrl);
  const random = createRandom(seed);
  const { artifacts } = await compileRelease();
  const { addresses } = await makeWorld(rpcUrl, (contract) => artifacts[contract].bytecode.object);
  const deployment = deploymentSchema.parse(addresses);
  const address = deployment.hourglass;
  await standStill(anvil);
  const { number, timestamp } = await anvil.getBlock();
  const hashes = new Map<number, Hex>();
  let now: Standing = {
    ...{ world: emptyWorld, block: Number(number), nowSeconds: Number(timestamp), runs: new Map(), serial: 0 },
  };

  const playBlock = async () => {
    const block = now.block + 1;
    const draws = createDraws((named) => (block - named <= 256 ? hashes.get(named) : "gone"), address);
    const time = { nowSeconds: now.nowSeconds + pause(random), block, draws };
    const chosen = chooseActions({ ...time, world: now.world, self: bystander }, random);
    // Nobody found anything to do: time passes without a block.
    if (chosen.length === 0) now = { ...now, nowSeconds: time.nowSeconds };
    else {
      const { hash, inOrder } = await mine(anvil, address, time.nowSeconds, chosen);
      hashes.set(block, hash);
      now = expectBlock(now, time, inOrder);
    }
  };

  return {
    ...{ anvil, deployment },
    standing: () => now,
    /** Plays until so many expeditions were begun. */
    play: async (expeditions: number) => {
      while (now.runs.size < expeditions) await playBlock();
    },
    /** Remembers where everything is, and returns what goes back there: the chain then continues in another way. */
    mark: async () => {
      const id = await anvil.snapshot();
      const then = now;
      return async () => {
        await anvil.revert({ id });
        now = then;
      };
    },
  };
}

/** From now on a block is mined when it is asked for, and everybody can pay for it. */
async function standStill(anvil: Anvil): Promise<void> {
  await anvil.setIntervalMining({ interval: 0 });
  await anvil.setAutomine(false);
  for (const address of [...accounts, bystander]) await anvil.setBalance({ address, value: 10n ** 24n });
}

/** Plays all of a block; returns its hash, and what was played in the chain's order. */
async function mine(anvil: Anvil, to: Address, nowSeconds: number, chosen: readonly Chosen[]) {
  await Promise.all(
    chosen.map(({ self: from, action }) =>
      anvil.sendUnsignedTransaction({ from, to, data: encodePlayed(action), gas: GAS }),
    ),
  );
  await anvil.request({ method: "evm_mine", params: [{ timestamp: nowSeconds }] } as never);
  const request = { method: "eth_getBlockReceipts", params: ["latest"] };
  const receipts = await anvil.request<{ ReturnType: readonly Receipt[] }>(request as never);
  const inOrder = receipts.flatMap(({ from }) => chosen.find(({ self }) => self === from) ?? []);
  const refused = inOrder.filter((_, index) => receipts[index]?.status !== "0x1").map(({ action }) => action.type);
  if (refused.length > 0) throw new Error(`At ${nowSeconds} the rules accept ${refused}, the contract does not.`);
  if (inOrder.length !== chosen.length || !receipts[0]) throw new Error("Not all transactions are in the block.");
  return { hash: receipts[0].blockHash, inOrder };
}

/** The same block by the rules. */
function expectBlock(now: Standing, time: Omit<Scene, "world" | "self">, played: readonly Chosen[]): Standing {
  let { world, serial } = now;
  const runs = new Map(now.runs);
  for (const { self, action } of played) {
    const before: Scene = { ...time, world, self };
    const outcome = playAction(before, action);
    if (!outcome.ok) throw new Error(`${action.type}: ${outcome.reason}`);
    world = outcome.world;
    serial += 1;
    const after = world.players[self] ?? newcomer;
    const name = `${self} ${after.profile.number}`;
    const run = expectRun(runs.get(name), before, action, after, serial);
    if (run) runs.set(name, run);
  }
  return { world, block: time.block, nowSeconds: time.nowSeconds, runs, serial };
}

/** Mostly seconds; now and then a day or so, after which nobody's expedition runs. */
function pause(random: Random): number {
  return random.below(80) === 0 ? 50_000 + random.below(90_000) : random.pick([1, 2, 5, 10, 20, 30, 60]);
}

/** What happens in a block: one thing that matters to all, or something of most players. */
function chooseActions(scene: Scene, random: Random): Chosen[] {
  const shared = chooseShared(scene, random);
  if (shared) return [{ self: bystander, action: shared }];
  return accounts
    .filter(() => random.below(4) > 0)
    .flatMap((self) => {
      const action = chooseLegal({ ...scene, self }, random);
      return action ? [{ self, action }] : [];
    });
}

function chooseShared(scene: Scene, random: Random): PlayedAction | undefined {
  const { world, nowSeconds, block } = scene;
  const isDue = (draw: Draw) => ["name", "ready"].includes(stateOf(draw, block));
  if (isDue(world.days[dayOf(nowSeconds)] ?? unnamed)) return { type: "openDay" };
  const room = Object.entries(world.rooms).find(
    ([, each]) => each.startsAt <= nowSeconds && nowSeconds < endOfRoom(each) && isDue(each),
  );
  if (room) return { type: "drawRoom", room: Number(room[0]) };
  if (random.below(10) > 0) return undefined;
  return { type: "openRoom", length: random.pick(lengthIds), startsAt: nowSeconds + random.below(60) };
}

/** Something that the rules accept: seldom the end of an expedition, and seldom practice, which is always possible. */
function chooseLegal(scene: Scene, random: Random): PlayedAction | undefined {
  const player = scene.world.players[scene.self] ?? newcomer;
  const isOver = player.run !== undefined && player.run.endsAt <= scene.nowSeconds;
  const asSeen = isOver ? withPlayer(scene.world, scene.self, { ...player, run: undefined }) : scene.world;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const action = inNewestRoom(chooseAction({ ...scene, world: asSeen }, ISLANDS, random), scene);
    if (shared.has(action.type) || (action.type === "finish" && random.below(3) > 0)) continue;
    if (action.type === "embark" && player.run && !isOver && random.below(30) > 0) continue;
    if (action.type === "embark" && action.plan.mode === 1 && random.below(4) > 0) continue;
    if (playAction(scene, action).ok) return action;
  }
  return undefined;
}

/** Of many rooms only the last may still be open. */
function inNewestRoom(action: PlayedAction, scene: Scene): PlayedAction {
  const of = countRooms(scene);
  const room = scene.world.rooms[of];
  if (!room || action.type !== "embark" || action.plan.mode !== 2) return action;
  return { ...action, plan: { ...action.plan, of, length: room.length } };
}

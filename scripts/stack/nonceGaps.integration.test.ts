import { createTestClient, type Hex, http } from "viem";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import {
  callTarget,
  createPlayer,
  type Player,
  prepareByHand,
  refusalOfBundler,
  waitForInclusion,
} from "@/session/test/player";
import { startWorld, type World } from "@/session/test/world";
import { addressOf, localKeys, localSenders } from "./keys";
import { watchNonceGaps } from "./nonceGaps";

let world: World;
let rpcUrl: string;
let stop: () => Promise<void>;
const said: string[] = [];

beforeAll(async () => {
  world = await startWorld();
  rpcUrl = world.chain.rpcUrls.default.http[0] ?? "";
  stop = watchNonceGaps(rpcUrl, localSenders, (line) => said.push(line));
});

afterAll(async () => {
  await stop();
  await world.dispose();
});

const chain = () => createTestClient({ mode: "anvil", transport: http(rpcUrl) });
const executors = localKeys.bundlerExecutors.map((key) => addressOf(key).toLowerCase());

async function send(player: Player, isFirst = false) {
  const operation = await prepareByHand(world, player, [callTarget(world, "play", [1n])], {
    deploys: isFirst,
    enables: isFirst,
  });
  expect(await refusalOfBundler(world, operation)).toBeUndefined();
  return operation;
}

async function play(player: Player, isFirst = false) {
  return waitForInclusion(world, player, await send(player, isFirst));
}

/** Who has a transaction in the pool that is not mined yet. */
async function sendersInPool(): Promise<string[]> {
  const pool = await world.rpc.request<{ ReturnType: Record<string, Record<string, unknown>> }>({
    method: "txpool_content",
  } as never);
  return [...Object.keys(pool.pending ?? {}), ...Object.keys(pool.queued ?? {})].map((sender) => sender.toLowerCase());
}

test("a player whose bundle lost its place to a reorganisation plays on within seconds", async () => {
  const [stander, other] = [await createPlayer(world), await createPlayer(world)];
  await play(stander, true);
  await play(other, true);
  // The executors take turns: after so many bundles each of them has one in the blocks that are taken back.
  const first = await play(other);
  for (let n = 1; n < executors.length; n += 1) await play(other);
  await chain().setIntervalMining({ interval: 0 });
  const operation = await send(stander);
  await vi.waitUntil(async () => (await sendersInPool()).some((sender) => executors.includes(sender)), 10_000);
  const head = await world.rpc.getBlockNumber({ cacheTime: 0 });
  const depth = Number(head - (first.blockNumber ?? head)) + 1;
  await world.rpc.request({ method: "anvil_reorg", params: [depth, []] } as never);
  const lostMs = Date.now();
  await chain().setIntervalMining({ interval: 1 });
  await vi.waitUntil(() => waitForInclusion(world, stander, operation), { timeout: 30_000 });
  expect(said.join("\n")).toContain("an empty one takes its place");
  expect(Date.now() - lostMs).toBeLessThan(15_000);
  // And goes on playing, as does the one whose operations were taken back.
  await play(stander);
  await play(other);
  const nonces = await Promise.all(
    executors.map((address) => world.rpc.getTransactionCount({ address: address as Hex, blockTag: "latest" })),
  );
  expect(Math.min(...nonces)).toBeGreaterThan(0);
}, 90_000);

test("a sender whose nonces have no hole, and one of somebody else's, are left alone", async () => {
  const before = said.length;
  const stranger = await createPlayer(world);
  await play(stranger, true);
  const { wallet } = world;
  // A hole of a sender that is not watched here.
  const unwatched = watchNonceGaps(rpcUrl, [], (line) => said.push(line));
  const nonce = await world.rpc.getTransactionCount({ address: wallet.account.address });
  await stop();
  await wallet.sendTransaction({ to: wallet.account.address, nonce: nonce + 1 });
  await play(stranger);
  expect(await world.rpc.getTransactionCount({ address: wallet.account.address })).toBe(nonce);
  await unwatched();
  expect(said).toHaveLength(before);
}, 60_000);

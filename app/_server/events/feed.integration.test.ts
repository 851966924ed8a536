import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Address, createTestClient, createWalletClient, type Hex, http, numberToHex, pad } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { LOCAL_CHAIN_ID, startChain } from "@/scripts/stack/chain";
import type { Child } from "@/scripts/stack/child";
import { localKeys } from "@/scripts/stack/keys";
import { freePort } from "@/scripts/stack/ports";
import { createChainClient, describeChain } from "../chain";
import { createHeadWatch } from "../headAge";
import { exampleDeployment } from "../testDeployment";
import { type BlockFeed, type BlockFeedOptions, createBlockFeed, type FeedMessage } from "./blockFeed";
import { readBlocks, type WatchedBlock } from "./readBlocks";
import { type BlockSource, readMissed } from "./resume";
import { watchHeads } from "./watchHeads";

/** Emits one log whose topic is the first word of the call: PUSH0 CALLDATALOAD PUSH0 PUSH0 LOG1 STOP. */
const EMITTER: Hex = "0x655f355f5fa1005f526006601af3";

// A chain starts and stops in these tests, possibly on a slow machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let dataDir: string;
let port: number;
let node: Child;
let deployment = exampleDeployment;
let emit: (word: number) => Promise<bigint>;
let chain: ReturnType<typeof createChainClient>;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-feed-"));
  port = await freePort();
  node = await startChain({ dataDir, port });
  const rpcUrl = `http://127.0.0.1:${port}`;
  chain = createChainClient(rpcUrl, LOCAL_CHAIN_ID);
  const wallet = createWalletClient({
    account: privateKeyToAccount(localKeys.deployer),
    chain: describeChain(rpcUrl, LOCAL_CHAIN_ID),
    transport: http(rpcUrl),
  });
  const hash = await wallet.sendTransaction({ data: EMITTER });
  const { contractAddress, blockNumber } = await chain.waitForTransactionReceipt({ hash, pollingInterval: 50 });
  deployment = { ...exampleDeployment, hourglass: contractAddress as Address, startBlock: blockNumber };
  emit = async (word) => {
    const sent = await wallet.sendTransaction({ to: deployment.hourglass, data: numberToHex(word, { size: 32 }) });
    return (await chain.waitForTransactionReceipt({ hash: sent, pollingInterval: 50 })).blockNumber;
  };
});

afterAll(async () => {
  await node.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const createFeed = (wsUrl?: string, isStale?: BlockFeedOptions["isStale"]) =>
  createBlockFeed({
    ...(isStale && { isStale }),
    chain,
    readDeployment: async () => deployment,
    watchHeads: (onHead) => watchHeads(wsUrl, onHead),
  });

/** Collects a feed's messages until a condition holds. */
function collect(feed: BlockFeed) {
  const messages: FeedMessage[] = [];
  const blocks = () => toBlocks(messages);
  let check = () => {};
  const stop = feed.subscribe((message) => {
    messages.push(message);
    check();
  });
  const until = (isTrue: () => boolean) =>
    new Promise<void>((resolve) => {
      check = () => isTrue() && resolve();
      check();
    });
  return { messages, blocks, stop, until };
}

const words = (blocks: readonly WatchedBlock[]) =>
  blocks.flatMap(({ game }) => game.map(({ topics }) => Number(topics[0])));
const follow = (blocks: readonly WatchedBlock[]) =>
  blocks.every((block, index) => index === 0 || block.parentHash === blocks[index - 1]?.hash);
const toBlocks = (messages: readonly FeedMessage[]) =>
  messages.flatMap((message) => (message.type === "block" ? [message.block] : []));
const never = new AbortController().signal;
const source: BlockSource = {
  readBlocks: (from, to) => readBlocks(chain, deployment, from, to),
  readHash: async (blockNumber) => (await chain.getBlock({ blockNumber })).hash,
};

describe("the feed", () => {
  test.each(["polled", "subscribed"])("reports every block in order, with its events (%s)", async (how) => {
    const feed = collect(createFeed(how === "polled" ? undefined : `ws://127.0.0.1:${port}`));
    await feed.until(() => feed.blocks().length > 0);
    await emit(1);
    await emit(2);
    await feed.until(() => words(feed.blocks()).length >= 2);
    feed.stop();
    expect(words(feed.blocks())).toEqual([1, 2]);
    expect(follow(feed.blocks())).toBe(true);
    expect(feed.messages[0]).toMatchObject({ type: "status", status: { chain: "up" } });
  });

  test("sends a returning client all that it missed, from memory or from the chain", async () => {
    const from = await emit(10);
    const { hash } = await chain.getBlock({ blockNumber: from });
    await emit(11);
    const last = await emit(12);
    const live = createFeed();
    const feed = collect(live);
    await feed.until(() => (feed.blocks().at(-1)?.number ?? 0n) >= last);
    // The feed began after the last message, so these come from the chain.
    const missed = toBlocks(await readMissed(live, source, `${from}-${hash}`, never));
    expect(missed[0]?.number).toBe(from + 1n);
    expect(words(missed)).toEqual([11, 12]);
    expect(follow(missed)).toBe(true);
    // And these from memory.
    await feed.until(() => feed.blocks().length > 2);
    const first = live.recent()[0];
    const remembered = toBlocks(await readMissed(live, source, `${first?.number}-${first?.hash}`, never));
    expect(remembered[0]?.parentHash).toBe(first?.hash);
    expect(follow(remembered)).toBe(true);
    expect(await readMissed(live, source, `${from}-${pad("0x1")}`, never)).toEqual([
      { type: "reset", reset: { reason: "reorganised" } },
    ]);
    expect(await readMissed(live, source, "nonsense", never)).toEqual([{ type: "reset", reset: { reason: "gap" } }]);
    feed.stop();
  });

  test("reports that blocks were replaced, and sends the new ones", async () => {
    const feed = collect(createFeed());
    await emit(20);
    await feed.until(() => feed.blocks().length > 3);
    const anvil = createTestClient({ mode: "anvil", transport: http(`http://127.0.0.1:${port}`) });
    await anvil.request({ method: "anvil_reorg" as never, params: [2, []] as never });
    await feed.until(() => feed.messages.some(({ type }) => type === "reset"));
    const told = feed.messages.findIndex(({ type }) => type === "reset");
    expect(feed.messages[told]).toEqual({ type: "reset", reset: { reason: "reorganised" } });
    await feed.until(() => feed.messages.length > told + 3);
    feed.stop();
    const after = toBlocks(feed.messages.slice(told + 1));
    expect(follow(after)).toBe(true);
    const before = toBlocks(feed.messages.slice(0, told));
    expect(before.map(({ hash }) => hash)).toContain(after[0]?.parentHash);
  });

  test("reports that the chain is down, and that it is back, and skips no block", async () => {
    const feed = collect(createFeed());
    await feed.until(() => feed.blocks().length > 0);
    await node.stop();
    await feed.until(() =>
      feed.messages.some((message) => message.type === "status" && message.status.chain === "down"),
    );
    const known = feed.blocks().length;
    node = await startChain({ dataDir, port });
    await feed.until(() => feed.blocks().length > known);
    feed.stop();
    const states = feed.messages.flatMap((message) => (message.type === "status" ? [message.status.chain] : []));
    expect(states).toEqual(["up", "down", "up"]);
    expect(feed.messages.some(({ type }) => type === "reset")).toBe(false);
    expect(follow(feed.blocks())).toBe(true);
  });

  test("reports a chain that answers but does not move as down, and as up when it moves again", async () => {
    const ageOf = createHeadWatch();
    const feed = collect(createFeed(undefined, (head) => ageOf(head, Date.now()) > 2));
    const anvil = createTestClient({ mode: "anvil", transport: http(`http://127.0.0.1:${port}`) });
    const states = () => feed.messages.flatMap((message) => (message.type === "status" ? [message.status.chain] : []));
    // On a busy machine a block may be late, and the chain down for a moment, before it is stopped here.
    await feed.until(() => feed.blocks().length > 0 && states().at(-1) === "up");
    await anvil.setIntervalMining({ interval: 0 });
    await feed.until(() => states().at(-1) === "down");
    const known = feed.blocks().length;
    await anvil.setIntervalMining({ interval: 1 });
    await feed.until(() => feed.blocks().length > known);
    feed.stop();
    expect(states().slice(-3)).toEqual(["up", "down", "up"]);
    expect(follow(feed.blocks())).toBe(true);
  });
});

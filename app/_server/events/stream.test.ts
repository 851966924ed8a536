import { numberToHex, pad } from "viem";
import { describe, expect, test } from "vitest";

import { blockEvent } from "@/app/_api/events";
import { exampleDeployment } from "../testDeployment";
import type { BlockFeed, FeedMessage } from "./blockFeed";
import type { WatchedBlock } from "./readBlocks";
import { createEventStream, format } from "./stream";

const mine = numberToHex(1, { size: 20 });
const other = numberToHex(2, { size: 20 });
const hashOf = (number: number) => numberToHex(number, { size: 32 });

const operation = (sender: typeof mine) => ({
  userOpHash: hashOf(99),
  sender,
  paymaster: exampleDeployment.sessionPaymaster,
  nonce: 1n << 200n,
  success: true,
  actualGasCost: 5n,
  actualGasUsed: 6n,
  transactionHash: hashOf(98),
  logIndex: 0,
});
const event = (topics: `0x${string}`[]) => ({
  address: exampleDeployment.hourglass,
  topics,
  data: "0x" as const,
  transactionHash: hashOf(98),
  logIndex: 1,
});
const block = (number: number): WatchedBlock => ({
  number: BigInt(number),
  hash: hashOf(number),
  parentHash: hashOf(number - 1),
  timestamp: 1n,
  operations: [operation(mine), operation(other)],
  game: [event([hashOf(1), pad(other)])],
  sessions: [event([hashOf(1), pad(mine)]), event([hashOf(1), pad(other)])],
});
const message = (number: number): FeedMessage => ({ type: "block", block: block(number) });

function createFakeFeed() {
  const listeners = new Set<(message: FeedMessage) => void>();
  const feed: BlockFeed = {
    status: () => ({ chain: "up" }),
    recent: () => [],
    swaps: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = (told: FeedMessage) => {
    for (const listener of listeners) listener(told);
  };
  return { feed, listeners, tell };
}

async function readIds(stream: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const ids: string[] = [];
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  while (ids.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    const id = /^id: ([0-9]+)-/m.exec(decoder.decode(value))?.[1];
    if (id !== undefined) ids.push(id);
  }
  await reader.cancel();
  return ids;
}

describe("a message", () => {
  test("is one event whose data parses back to the same block, for the requested account", () => {
    const text = format(message(7), mine);
    expect(text).toMatch(/^event: block\nid: 7-0x0{63}7\ndata: \{.*\}\n\n$/);
    const parsed = blockEvent.parse(JSON.parse(text.split("data: ")[1] ?? ""));
    expect(parsed.operations.map(({ sender }) => sender)).toEqual([mine]);
    expect(parsed.operations[0]?.nonce).toBe(1n << 200n);
    expect(parsed.game).toHaveLength(1);
    expect(parsed.sessions.map(({ topics }) => topics[1])).toEqual([pad(mine)]);
  });

  test("has everybody's operations when no account was requested", () => {
    expect(
      blockEvent.parse(JSON.parse(format(message(7), undefined).split("data: ")[1] ?? "")).operations,
    ).toHaveLength(2);
  });
});

describe("a stream", () => {
  test("sends what was missed first, and what came meanwhile once", async () => {
    const { feed, tell, listeners } = createFakeFeed();
    let closed = 0;
    const stream = createEventStream({
      feed,
      account: mine,
      signal: new AbortController().signal,
      onClose: () => {
        closed += 1;
      },
      readMissed: async () => {
        tell(message(3));
        tell(message(4));
        return [message(2), message(3)];
      },
    });
    expect(await readIds(stream, 3)).toEqual(["2", "3", "4"]);
    expect(closed).toBe(1);
    expect(listeners.size).toBe(0);
  });

  test("is closed when the client is too slow, when it leaves, and when the missed blocks cannot be read", async () => {
    const open = (readMissed: () => Promise<FeedMessage[]>, signal = new AbortController().signal) => {
      const fake = createFakeFeed();
      const closed = new Promise<void>((onClose) => {
        createEventStream({ feed: fake.feed, account: undefined, signal, onClose, readMissed });
      });
      return { ...fake, closed };
    };
    const slow = open(async () => Array.from({ length: 600 }, (_, index) => message(index + 1)));
    await slow.closed;
    expect(slow.listeners.size).toBe(0);

    const leaving = new AbortController();
    const left = open(() => new Promise(() => {}), leaving.signal);
    leaving.abort();
    await left.closed;

    await open(async () => Promise.reject(new Error("no chain"))).closed;
  });
});

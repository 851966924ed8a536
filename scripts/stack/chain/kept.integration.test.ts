import { readFileSync, writeFileSync } from "node:fs";
import { concatHex, type Hex, pad, toHex } from "viem";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startChain } from "../chain";
import { type Child, killGroup } from "../child";
import { startRecorder } from "../parts";
import { createService } from "../service";
import { readJournal } from "./journal";
import { type ChainState, prune, readState } from "./state";
import { baseNumber, chainFiles } from "./store";
import { createTestChain, type TestChain } from "./testChain";

/** Stores its second word in the slot named by the first, and logs the first. */
const STORE: Hex = "0x600d600c600039600d6000f360203560003555602060 00a000".replace(" ", "") as Hex;
/** Stores what only the block knows: PREVRANDAO, the hash of the block before, TIMESTAMP. */
const OF_BLOCK: Hex = "0x6011600c60003960116000f34460005560014303406001554260025500";
/** Hashes 4,000 times, as long as a bundle takes, and stores the result in the slot named by its first word. */
const SLOW: Hex = "0x601c600c600039601c6000f3610fa05b604060002060005260019003806003576000516000355500";
/** Destroys itself while it is being created. */
const GONE: Hex = "0x33ff";

let chain: TestChain;
beforeEach(async () => {
  chain = await createTestChain();
});
afterEach(() => chain.dispose());

/** A few blocks with everything in them that an operation can do to a state, and more. */
async function play() {
  const { client, wallet } = chain;
  const done = async (hash: Promise<Hex>) => client.waitForTransactionReceipt({ hash: await hash });
  const create = async (bytecode: Hex) => (await done(wallet.deployContract({ abi: [], bytecode }))).contractAddress;
  const store = (await create(STORE)) as Hex;
  const ofBlock = (await create(OF_BLOCK)) as Hex;
  await create(GONE);
  const put = (slot: number, value: number) =>
    wallet.sendTransaction({ to: store, data: concatHex([pad(toHex(slot)), pad(toHex(value))]) });
  await done(put(1, 5));
  // Several in one block; one writes what another takes back.
  const nonce = await client.getTransactionCount({ address: wallet.account.address });
  const several = [1, 2, 3].map((value, index) =>
    wallet.sendTransaction({
      to: store,
      data: concatHex([pad(toHex(2)), pad(toHex(value % 3))]),
      nonce: nonce + index,
      gas: 100_000n,
    }),
  );
  for (const hash of several) await done(hash);
  await done(put(1, 0));
  await done(wallet.sendTransaction({ to: ofBlock, type: "legacy" }));
  const reverting = wallet.deployContract({ abi: [], bytecode: "0x60006000fd", gas: 100_000n });
  expect((await done(reverting)).status).toBe("reverted");
  const stranger = "0x00000000000000000000000000000000000ca11e";
  await done(wallet.sendTransaction({ to: stranger, value: 10n ** 18n }));
  await client.impersonateAccount({ address: stranger });
  await done(wallet.sendTransaction({ account: stranger, to: wallet.account.address, value: 1n }));
}

/** Everything that the chain says about itself, and the state behind it, at one moment. */
async function describeChain(upTo?: bigint) {
  const { client } = chain;
  const head = upTo ?? (await client.getBlockNumber());
  const ask = (method: string, params: unknown[]) => client.request({ method, params } as never);
  const blocks: unknown[] = [];
  for (let number = 0n; number <= head; number += 1n) {
    blocks.push(await ask("eth_getBlockByNumber", [toHex(number), true]));
    blocks.push(await ask("eth_getBlockReceipts", [toHex(number)]));
  }
  return { head, blocks, logs: await ask("eth_getLogs", [{ fromBlock: "0x0", toBlock: toHex(head) }]) };
}

/** A slot that holds zero is no slot, an account with nothing no account. */
function accountsOf({ accounts }: ChainState) {
  return Object.fromEntries(
    Object.entries(accounts)
      .filter(([, { nonce, balance, code }]) => nonce > 0 || BigInt(balance) > 0n || code !== "0x")
      .map(([address, { storage, ...rest }]) => {
        const slots = Object.entries(storage).filter(([, value]) => BigInt(value) !== 0n);
        return [address, { ...rest, storage: Object.fromEntries(slots.sort()) }];
      }),
  );
}

const startedFrom = (): ChainState => JSON.parse(readFileSync(chainFiles(chain.dataDir).state, "utf8"));

async function kill(child: Child): Promise<void> {
  killGroup(child.pid);
  await child.exited;
}

/** Kills the chain when everything is written down, and starts it again: it is the same. @returns Its new process. */
async function expectKept(process: Child): Promise<Child> {
  await chain.freeze();
  await chain.written();
  const [before, state] = [await describeChain(), await readState(chain.client)];
  await kill(process);
  const again = await chain.begin(startChain);
  expect(await describeChain(before.head)).toEqual(before);
  expect(accountsOf(startedFrom())).toEqual(accountsOf(state));
  return again;
}

describe("a chain that is killed", () => {
  test("comes back with the same blocks, transactions, receipts and state as it had, and again after a second life", async () => {
    const process = await chain.begin(startChain);
    await chain.begin(startRecorder);
    await play();
    const again = await expectKept(process);
    await play();
    await expectKept(again);
  });

  test("has lost nothing that was confirmed a second before, and its clock goes on", async () => {
    const { client, wallet } = chain;
    const process = await chain.begin(startChain);
    await chain.begin(startRecorder);
    const confirmed: { hash: Hex; atMs: number }[] = [];
    const enough = Date.now() + 4_000;
    while (Date.now() < enough) {
      const hash = await wallet.sendTransaction({ to: wallet.account.address });
      await client.waitForTransactionReceipt({ hash });
      confirmed.push({ hash, atMs: Date.now() });
    }
    const killedMs = Date.now();
    const last = await client.getBlock();
    await kill(process);
    await chain.begin(startChain);
    for (const { hash, atMs } of confirmed) {
      if (killedMs - atMs >= 1_000) expect((await client.getTransactionReceipt({ hash })).status).toBe("success");
    }
    expect(confirmed.length).toBeGreaterThan(8);
    await client.mine({ blocks: 1 });
    const { timestamp } = await client.getBlock();
    expect(timestamp).toBeGreaterThanOrEqual(last.timestamp);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(3);
  });

  test("is written down anew when it was reorganised, and by a recorder that was killed in between", async () => {
    const process = await chain.begin(startChain);
    const recorder = await chain.begin(startRecorder);
    await play();
    await chain.written();
    await kill(recorder);
    await play();
    await chain.begin(startRecorder);
    await chain.written();
    await chain.client.request({ method: "anvil_reorg", params: [5, []] } as never);
    await play();
    await expectKept(process);
  });

  test("was never held up by being written down, however fast its blocks come", async () => {
    const { client, wallet } = chain;
    await chain.begin(startChain);
    await chain.begin(startRecorder);
    const hash = await wallet.deployContract({ abi: [], bytecode: SLOW });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    let nonce = await client.getTransactionCount({ address: wallet.account.address });
    for (let round = 0; round < 8; round += 1) {
      for (let n = 0; n < 12; n += 1) {
        const data = pad(toHex(nonce));
        await wallet.sendTransaction({ to: contractAddress ?? null, data, gas: 1_000_000n, nonce: nonce++ });
      }
      await client.mine({ blocks: 40 });
    }
    await chain.written();
  });
});

describe("a chain on a full disk", () => {
  test("keeps what it had when the disk was full, says so, and goes on when there is room", async () => {
    const disk = chain.smallDisk();
    const process = await chain.begin(startChain);
    const said: string[] = [];
    // Writes nothing while there is no room, and comes back by itself.
    const recorder = createService({
      name: "recorder",
      start: () => startRecorder(chain),
      restarts: true,
      say: (line) => said.push(line),
    });
    await recorder.start();
    try {
      await play();
      await chain.written();
      const before = await describeChain();
      disk.fill();
      await chain.until(() => said.some((line) => line.includes("The disk is full")));
      expect(said.join("\n")).toContain("what is played from now on is not kept");
      // Its own file has no room either, and is torn.
      await process.stop();
      const files = chainFiles(chain.dataDir);
      const kept = [...readJournal(files.journal, baseNumber(files))].at(-1)?.number;
      expect(kept).toBeGreaterThanOrEqual(Number(before.head));
      await expect(startChain(chain)).rejects.toThrow(/no room on the disk.*The world is unharmed/);
      disk.free();
      await chain.begin(startChain);
      await chain.until(() => said.includes("The recorder is back."));
      expect(await describeChain(before.head)).toEqual(before);
    } finally {
      await recorder.stop();
    }
  });
});

describe("a chain that is stopped", () => {
  test("keeps what was set by hand as well, forgets its quiet past, and answers for what is named", async () => {
    const process = await chain.begin(startChain);
    await chain.begin(startRecorder);
    await play();
    const stranger = `0x${"ab".repeat(20)}` as const;
    await chain.client.setBalance({ address: stranger, value: 7n });
    await chain.client.mine({ blocks: 30 });
    await process.stop();
    expect(readFileSync(chainFiles(chain.dataDir).exit, "utf8")).toMatch(/"historical_states":null\}$/);
    const again = await chain.begin(startChain);
    expect(await chain.client.getBalance({ address: stranger })).toBe(7n);
    // As after hours: of the quiet blocks only the named one is there, and logs are found across the holes.
    const state = startedFrom();
    const quiet = state.blocks.flatMap(({ header, transactions }) =>
      transactions.length === 0 && Number(header.number) > 0 ? [BigInt(header.number)] : [],
    );
    const [named = 0n, forgotten = 0n] = quiet.sort((a, b) => Number(a - b));
    const before = await chain.client.getBlock({ blockNumber: named });
    const logs = () => chain.client.getLogs({ fromBlock: 0n, toBlock: BigInt(state.best_block_number) });
    const logsBefore = await logs();
    await again.stop();
    prune(state, [named], 5);
    writeFileSync(chainFiles(chain.dataDir).exit, JSON.stringify(state));
    await chain.begin(startChain);
    expect(await chain.client.getBlock({ blockNumber: named })).toEqual(before);
    await expect(chain.client.getBlock({ blockNumber: forgotten })).rejects.toThrow("could not be found");
    expect(await logs()).toEqual(logsBefore);
    expect(logsBefore.length).toBeGreaterThan(4);
  });
});

test("a page that the player has open elsewhere can neither call the chain nor read its answers", async () => {
  await chain.begin(startChain);
  const url = `http://127.0.0.1:${chain.port}`;
  const headers = { origin: "http://elsewhere.example", "content-type": "application/json" };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  // A browser asks first whether it may send JSON, and hands no answer over without this header.
  const asked = await fetch(url, {
    method: "OPTIONS",
    headers: { ...headers, "access-control-request-method": "POST" },
  });
  const answered = await fetch(url, { method: "POST", headers, body });
  for (const response of [asked, answered]) expect(response.headers.get("access-control-allow-origin")).toBeNull();
  expect(asked.ok).toBe(false);
  // What a page may send without asking is text, which is no call.
  const text = await fetch(url, { method: "POST", headers: { ...headers, "content-type": "text/plain" }, body });
  expect(await text.text()).toContain("Invalid request");
});

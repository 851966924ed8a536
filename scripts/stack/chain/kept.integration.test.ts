import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { concatHex, createTestClient, createWalletClient, type Hex, hexToBytes, http, pad, publicActions, toHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { anvil } from "viem/chains";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { startChain } from "../chain";
import type { Child } from "../child";
import { killGroup } from "../child";
import { rememberDeployed } from "../deployed";
import { localKeys } from "../keys";
import { freePort } from "../ports";
import { startRecorder } from "../recorder";
import type { ChainState } from "./state";
import { currentGeneration } from "./store";

/** Stores its second word in the slot named by the first, and logs the first. */
const STORE: Hex = "0x600d600c600039600d6000f360203560003555602060 00a000".replace(" ", "") as Hex;
/** Stores what only the block knows: PREVRANDAO, the hash of the block before, TIMESTAMP. */
const OF_BLOCK: Hex = "0x6011600c60003960116000f34460005560014303406001554260025500";
/** Destroys itself while it is being created. */
const GONE: Hex = "0x33ff";

let dataDir: string;
let port: number;
const running: Child[] = [];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hourglass-kept-"));
  port = await freePort();
});

afterEach(async () => {
  for (const child of running.splice(0)) await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function begin(start: typeof startChain): Promise<Child> {
  const child = await start({ dataDir, port });
  running.push(child);
  return child;
}

function clientOf() {
  const transport = http(`http://127.0.0.1:${port}`);
  const client = createTestClient({ mode: "anvil", chain: anvil, transport, pollingInterval: 20 }).extend(publicActions);
  const wallet = createWalletClient({ chain: anvil, transport, account: privateKeyToAccount(localKeys.deployer) });
  return { client, wallet };
}

/** A few blocks with everything in them that an operation can do to a state, and more. */
async function play() {
  const { client, wallet } = clientOf();
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
  const hash = client.request({
    method: "eth_sendTransaction",
    params: [{ from: stranger, to: wallet.account.address, value: "0x1" }],
  } as never) as Promise<Hex>;
  await done(hash);
}

/** Everything that the chain says about itself, and the state behind it, at one moment. */
async function describeChain(upTo?: bigint) {
  const { client } = clientOf();
  const head = upTo ?? (await client.getBlockNumber());
  const ask = (method: string, params: unknown[]) => client.request({ method, params } as never);
  const blocks: unknown[] = [];
  for (let number = 0n; number <= head; number += 1n) {
    blocks.push(await ask("eth_getBlockByNumber", [toHex(number), true]));
    blocks.push(await ask("eth_getBlockReceipts", [toHex(number)]));
  }
  return { head, blocks, logs: await ask("eth_getLogs", [{ fromBlock: "0x0", toBlock: toHex(head) }]) };
}

async function dump(): Promise<ChainState> {
  const packed = await clientOf().client.request<{ ReturnType: Hex }>({ method: "anvil_dumpState" } as never);
  return JSON.parse(gunzipSync(hexToBytes(packed)).toString());
}

/** Stands still, so that what is compared is of one moment. */
const freeze = () => clientOf().client.setIntervalMining({ interval: 0 });

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

/** Where the journal stands. */
const written = () =>
  vi.waitUntil(async () => {
    const head = await clientOf().client.getBlockNumber();
    const file = currentGeneration(dataDir)?.journalFile ?? "";
    return readFileSync(file, "latin1").includes(`{"number":${head},`);
  }, 10_000);

const startedFrom = (): ChainState => JSON.parse(readFileSync(currentGeneration(dataDir)?.stateFile ?? "", "utf8"));

describe("a chain that is killed", () => {
  test("comes back with the same blocks, transactions, receipts and state as it had, from the journal", async () => {
    const chain = await begin(startChain);
    await begin(startRecorder);
    await play();
    await freeze();
    await written();
    const [before, state] = [await describeChain(), await dump()];
    killGroup(chain.pid);
    await chain.exited;
    await begin(startChain);
    expect(await describeChain(before.head)).toEqual(before);
    expect(accountsOf(startedFrom())).toEqual(accountsOf(state));
  });
});

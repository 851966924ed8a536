import type { Hex } from "viem";
import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";

import { startChain } from "./chain";
import { createTestChain, type TestChain } from "./chain/testChain";
import { localKeys } from "./keys";
import { watchNonceGaps } from "./nonceGaps";

let chain: TestChain;
let said: string[];

beforeEach(async () => {
  chain = await createTestChain();
  await chain.begin(startChain);
});
afterEach(() => chain.dispose());

function watch(key: Hex): void {
  said = [];
  onTestFinished(watchNonceGaps(`http://127.0.0.1:${chain.port}`, [key], (line) => said.push(line)));
}

/** A reorganisation takes back a transaction, and its sender goes on counting, as Alto does. @returns What is sent next. */
async function takeBack(): Promise<Hex> {
  const { client, wallet } = chain;
  const to = wallet.account.address;
  const first = await wallet.sendTransaction({ to });
  const { blockNumber } = await client.waitForTransactionReceipt({ hash: first });
  await chain.freeze();
  const nonce = await client.getTransactionCount({ address: to });
  const depth = Number((await client.getBlockNumber()) - blockNumber) + 1;
  await client.request({ method: "anvil_reorg", params: [depth, []] } as never);
  await expect(client.getTransactionReceipt({ hash: first })).rejects.toThrow("could not be found");
  await client.setIntervalMining({ interval: 1 });
  return wallet.sendTransaction({ to, nonce });
}

test("a transaction whose predecessor was lost to a reorganisation is mined within seconds, and one line says so", async () => {
  watch(localKeys.deployer);
  const hash = await takeBack();
  expect(await chain.client.waitForTransactionReceipt({ hash, timeout: 15_000 })).toMatchObject({ status: "success" });
  expect(said).toEqual([expect.stringContaining("an empty one takes its place, so that the next goes on.")]);
});

test("a sender whose nonces have no hole, and one of somebody else's, are left alone", async () => {
  watch(localKeys.relayer);
  const hash = await takeBack();
  const head = await chain.client.getBlockNumber();
  await chain.until(async () => (await chain.client.getBlockNumber()) > head + 3n);
  await expect(chain.client.getTransactionReceipt({ hash })).rejects.toThrow("could not be found");
  expect(said).toEqual([]);
});

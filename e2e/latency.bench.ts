import { mkdirSync, writeFileSync } from "node:fs";
import { createTestClient, createWalletClient, http, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { sendTransactionSync } from "viem/actions";
import { APP_GONE } from "./fixtures/guard";
import { type LatencySamples, readMeasures, readServerTimes } from "./fixtures/timing";
import { test } from "./test";

const PRESSES = 40;
/** A press comes at any moment of a block. */
const MOST_WAIT_MS = 1_000;
/** What `npm run bench` reads. */
const FILE = "test-results/latency.json";

test("from a press to its confirmation, beside a raw transaction, and beside no network", async ({
  page,
  context,
  chain,
  stack,
  game,
  beginAsGuest,
  openSession,
  guard,
}) => {
  await page.addInitScript(() => performance.setResourceTimingBufferSize(5_000));
  const coldMs = Date.now();
  await beginAsGuest();
  await game.waitUntilConfirmed();
  const firstActionMs = Date.now() - coldMs;
  const account = await openSession();
  await page.keyboard.press("Escape");

  const wallet = createWalletClient({
    account: privateKeyToAccount(generatePrivateKey()),
    ...{ chain: chain.chain, transport: http(stack.rpcUrl) },
  });
  const anvil = createTestClient({ mode: "anvil", transport: http(stack.rpcUrl) });
  await anvil.setBalance({ address: wallet.account.address, value: parseEther("1") });
  const pendingAtMs = new Map<string, number>();
  const unwatch = chain.client.watchPendingTransactions({
    ...{ poll: true, pollingInterval: 5 },
    onTransactions: (hashes) => {
      for (const hash of hashes) pendingAtMs.set(hash, Date.now());
    },
  });
  const pause = () => page.waitForTimeout(Math.random() * MOST_WAIT_MS);
  const step = (press: number) => game.step(press % 2 === 0 ? "west" : "east");
  const raw: number[] = [];
  for (let press = 0; press < PRESSES; press++) {
    await pause();
    await step(press);
    await game.waitUntilConfirmed();
    await pause();
    const beganMs = Date.now();
    await sendTransactionSync(wallet, { to: wallet.account.address, gas: 21_000n });
    raw.push(Date.now() - beganMs);
  }
  unwatch();
  const measures = await readMeasures(page);
  const door = await readServerTimes(page, "/api/bundler");
  const operations = await chain.readOperations(account);
  const bundled = operations.flatMap(({ userOpHash, hash }) => {
    const atMs = pendingAtMs.get(hash);
    return atMs === undefined ? [] : [{ hash: userOpHash, atMs }];
  });

  guard.forgive(APP_GONE);
  await context.setOffline(true);
  const before = measures.filter(({ name }) => name === "hourglass.drawn").length;
  for (let press = 0; press < PRESSES; press++) {
    await pause();
    await step(press);
  }
  const drawn = (await readMeasures(page)).filter(({ name }) => name === "hourglass.drawn");
  const offline = drawn.slice(before).map(({ durationMs }) => durationMs);
  await context.setOffline(false);
  await game.waitUntilConfirmed();
  const samples: LatencySamples = { firstActionMs, measures, bundled, door, raw, offline };
  mkdirSync("test-results", { recursive: true });
  writeFileSync(FILE, JSON.stringify(samples));
});

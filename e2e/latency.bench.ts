import { mkdirSync, writeFileSync } from "node:fs";
import { createTestClient, createWalletClient, http, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { sendTransactionSync } from "viem/actions";
import { APP_GONE } from "./fixtures/guard";
import { readMeasures, readServerTimes } from "./fixtures/timing";
import { test } from "./test";

const PRESSES = 40;
/** A press comes at any moment of a block. */
const MOST_WAIT_MS = 1_000;

test("from a press to its confirmation, beside a raw transaction and beside no network", async ({
  page,
  context,
  chain,
  stack,
  game,
  beginAsGuest,
  guard,
}) => {
  await page.addInitScript(() => performance.setResourceTimingBufferSize(5_000));
  await beginAsGuest();
  await game.waitUntilConfirmed();
  const wallet = createWalletClient({
    account: privateKeyToAccount(generatePrivateKey()),
    ...{ chain: chain.chain, transport: http(stack.rpcUrl) },
  });
  const anvil = createTestClient({ mode: "anvil", transport: http(stack.rpcUrl) });
  await anvil.setBalance({ address: wallet.account.address, value: parseEther("1") });
  const pendingAt = new Map<string, number>();
  const unwatch = chain.client.watchPendingTransactions({
    poll: true,
    pollingInterval: 5,
    onTransactions: (hashes) => {
      for (const hash of hashes) if (!pendingAt.has(hash)) pendingAt.set(hash, Date.now());
    },
  });

  const raw: number[] = [];
  for (let press = 0; press < PRESSES; press++) {
    await page.waitForTimeout(Math.random() * MOST_WAIT_MS);
    await game.step(press % 2 === 0 ? "west" : "east");
    await game.waitUntilConfirmed();
    await page.waitForTimeout(Math.random() * MOST_WAIT_MS);
    const beganMs = Date.now();
    await sendTransactionSync(wallet, { to: wallet.account.address, gas: 21_000n });
    raw.push(Date.now() - beganMs);
  }
  unwatch();
  const online = await readMeasures(page);
  const door = await readServerTimes(page, "/api/bundler");
  guard.forgive(APP_GONE);
  await context.setOffline(true);
  for (let press = 0; press < PRESSES; press++) {
    await game.step(press % 2 === 0 ? "west" : "east");
    await page.waitForTimeout(Math.random() * MOST_WAIT_MS);
  }
  const offline = (await readMeasures(page)).filter(({ name }) => name === "hourglass.drawn");
  await context.setOffline(false);
  mkdirSync("test-results", { recursive: true });
  writeFileSync("test-results/latency.json", JSON.stringify({ raw, online, door, offline, pendingAt: [...pendingAt] }));
});

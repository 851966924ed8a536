import { readFileSync } from "node:fs";
import { sessionValidatorAbi } from "@hourglass/session/abis";
import type { Address, Hex } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { expectAccessible } from "./fixtures/audit";
import { DOOR_DOWN } from "./fixtures/guard";
import { injectWallet } from "./fixtures/wallet";
import { Doors } from "./pages/Doors";
import { expect, test } from "./test";

test("a player sees every session of the account and ends them, from the chain alone; a stranger only reads", async ({
  page,
  browser,
  baseURL,
  contextOptions,
  stack,
  chain,
  guard,
  keep,
  walkAsGuest,
  openSession,
}) => {
  guard.forgive(DOOR_DOWN);
  await walkAsGuest("east", "west");
  const account = await openSession();
  const row = page.getByTestId("session");
  const module = { abi: sessionValidatorAbi, address: chain.deployment.sessionValidator } as const;
  const readWord = (id: Hex) =>
    chain.client.readContract({ ...module, functionName: "sessionOf", args: [account, id] });

  await test.step("one press from the panel: the running session, with what it used and has left", async () => {
    await page.getByTestId("to-sessions").click();
    await expect(page).toHaveURL("/sessions");
    await expect(row).toHaveCount(1);
    await expect(row).toHaveAttribute("data-status", "running");
    await expect(row.getByTestId("session-label")).toContainText("This browser");
    await expect(page.getByTestId("sessions")).toHaveAttribute("data-owner", "guest");
    await expect(page.getByText("A grant that was never used is not on the chain")).toBeVisible();
    const { actionsLeft, gasLeftWei } = await readWord(await readId());
    const actions = row.getByTestId("used-actions");
    const max = Number(await actions.getAttribute("data-max"));
    await expect(actions).toHaveAttribute("data-used", String(max - actionsLeft));
    expect(max - actionsLeft).toBeGreaterThan(0);
    const gas = row.getByTestId("used-gas");
    await expect(gas).toHaveAttribute(
      "data-used",
      String(BigInt((await gas.getAttribute("data-max")) ?? "") - gasLeftWei),
    );
    const operations = await chain.readOperations(account);
    await expect(row).toContainText((operations.at(-1)?.userOpHash ?? "none").slice(0, 6));
    await row.getByTestId("session-may").locator("summary").first().click();
    await expect(row.getByText("move(bytes)", { exact: true })).toBeVisible();
    await expectAccessible(page, "the sessions of an account");
    await keep("running");
  });

  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  const stranger = await context.newPage();
  for (const part of ["indexer", "database", "bundler"] as const) await stack.stop(part);
  try {
    await test.step("without indexer, database and bundler it is the same, for a stranger too, who may only read", async () => {
      await page.reload();
      await expect(row).toHaveAttribute("data-status", "running");
      await stranger.goto(`/sessions?account=${account}`);
      await expect(stranger.getByTestId("session")).toHaveAttribute("data-status", "running");
      await expect(stranger.getByTestId("session-label")).toContainText("Session");
      await expect(stranger.getByTestId("read-only")).toBeVisible();
      for (const button of ["end-one", "end-all"]) await expect(stranger.getByTestId(button)).toHaveCount(0);
      await stranger.screenshot({ path: test.info().outputPath("stranger.png") });
    });

    await test.step("the owner ends it with two presses of a key", async () => {
      await row.getByTestId("end-one").focus();
      await page.keyboard.press("Enter");
      await expect(row.getByTestId("end-one-confirm")).toBeFocused();
      await keep("asked");
      await page.keyboard.press("Enter");
      await expect(page.getByTestId("sessions-status")).toHaveAttribute("data-state", "ended");
      await expect(page.getByTestId("sessions-status"), "the keyboard is where the answer is").toBeFocused();
      await expect(page.getByTestId("sessions-status")).toContainText("The chain refuses its key");
      await expect(row).toHaveAttribute("data-status", "ended");
      await expect(row.getByTestId("session-status")).toContainText("Ended by the owner");
      expect(await readWord(await readId())).toMatchObject({ isEnded: true, isLive: false });
      await expect(row.getByTestId("end-one")).toHaveCount(0);
      await keep("ended");
    });

    await test.step("and all, with every grant that was not used", async () => {
      await page.getByTestId("end-all").click();
      await page.getByTestId("end-all-confirm").click();
      await expect(page.getByTestId("sessions-status")).toContainText("All sessions have ended");
      const epoch = await chain.client.readContract({ ...module, functionName: "epochOf", args: [account] });
      expect(epoch.slice(0, 10), "once").toBe("0x00000001");
      await expect(stranger.getByTestId("session")).toHaveAttribute("data-status", "ended");
    });
  } finally {
    for (const part of ["bundler", "database", "indexer"] as const) await stack.start(part);
    await context.close();
  }

  await test.step("what was read can be saved as JSON", async () => {
    const waiting = page.waitForEvent("download");
    await page.getByTestId("export").click();
    const saved = JSON.parse(readFileSync(await (await waiting).path(), "utf8")) as {
      account: Address;
      sessions: unknown[];
    };
    expect(saved.account.toLowerCase()).toBe(account.toLowerCase());
    expect(saved.sessions).toMatchObject([
      { id: await readId(), status: "ended", ended: { by: "owner", isAll: false } },
    ]);
  });

  async function readId(): Promise<Hex> {
    return (await row.getAttribute("data-session")) as Hex;
  }
});

test("the owner ends a session on a device that never had its key, with the bundler down", { tag: "@anySize" }, async ({
  page,
  browser,
  baseURL,
  contextOptions,
  stack,
  chain,
  guard,
  doors,
  game,
}) => {
  guard.forgive(DOOR_DOWN);
  const key = generatePrivateKey();
  const { chainId } = chain.deployment;
  await doors.enterWithWallet(await injectWallet(page, chainId, undefined, key));
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();

  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  const other = await context.newPage();
  const wallet = await injectWallet(other, chainId, undefined, key);
  await new Doors(other).enterWithWallet(wallet);
  await other.goto("/sessions");
  const row = other.getByTestId("session");
  const status = other.getByTestId("sessions-status");
  await expect(row).toHaveAttribute("data-status", "running");
  await expect(row.getByTestId("session-label")).toContainText("Another device");
  await stack.stop("bundler");
  try {
    const end = async () => {
      await row.getByTestId("end-one").click();
      await row.getByTestId("end-one-confirm").click();
    };
    wallet.refuseNext("eth_signTypedData_v4");
    await end();
    await expect(status).toHaveAttribute("data-state", "failed");
    await expect(status).toContainText("Nothing was ended");
    await expect(row).toHaveAttribute("data-status", "running");
    await end();
    await expect(row).toHaveAttribute("data-status", "ended");
    expect(wallet.shown().map(({ primaryType }) => primaryType)).toEqual(["Revoke"]);
    await other.screenshot({ path: test.info().outputPath("other-device.png") });
    // The device that had the key is told.
    await expect(page.getByTestId("ended-dialog")).toBeVisible();
  } finally {
    await stack.start("bundler");
    await context.close();
  }
});

test("without sessions, without a player, and without the chain the page says so", { tag: "@anySize" }, async ({
  page,
  context,
  guard,
  keep,
}) => {
  guard.forgive(/status of 404|response: 404/);
  await page.goto("/sessions");
  await expect(page.getByRole("heading", { name: "Nobody plays in this browser" })).toBeVisible();
  await page.goto(`/sessions?account=0x${"12".repeat(20)}`);
  await expect(page.getByTestId("sessions-empty")).toBeVisible();
  await expect(page.getByTestId("read-only")).toBeVisible();
  await expectAccessible(page, "an account without sessions");
  await keep("empty");

  guard.forgive(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await expect(page.getByTestId("freshness")).toHaveAttribute("data-state", "offline");
  await context.setOffline(false);
  await expect(page.getByTestId("freshness")).toHaveAttribute("data-state", "fresh");

  await page.goto("/sessions?account=nobody");
  await expect(page.getByTestId("sessions")).toHaveCount(0);
});

test("while the chain does not answer, the page says so, and continues by itself", { tag: "@anySize" }, async ({
  page,
  stack,
  guard,
  keep,
}) => {
  guard.forgive(DOOR_DOWN);
  await page.goto(`/sessions?account=0x${"34".repeat(20)}`);
  await expect(page.getByTestId("sessions-empty")).toBeVisible();
  await stack.stop("chain");
  try {
    await expect(page.getByTestId("freshness")).toHaveAttribute("data-state", "unread");
    await page.reload();
    await expect(page.getByTestId("board-problem")).toBeVisible();
    await expect(page.getByTestId("board-problem")).toContainText("blockchain");
    await keep("chain-down");
  } finally {
    await stack.start("chain");
  }
  await expect(page.getByTestId("sessions-empty")).toBeVisible();
});

import type { Browser, Page } from "@playwright/test";
import { type Address, getAddress, parseAbi } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expectAccessible } from "./fixtures/audit";
import { plugInAuthenticator } from "./fixtures/authenticator";
import { endDelay } from "./fixtures/delay";
import { DOOR_DOWN } from "./fixtures/guard";
import { injectWallet } from "./fixtures/wallet";
import { GameDriver } from "./game/GameDriver";
import { Doors } from "./pages/Doors";
import { expect, test } from "./test";

const ownerAbi = parseAbi(["function owner() view returns (bytes)"]);

test("a guest is offered to secure the account once there is something to lose, and keeps everything", async ({
  page,
  chain,
  doors,
  game,
  keep,
  walkAsGuest,
  openSession,
}) => {
  await plugInAuthenticator(page);
  await walkAsGuest("east");
  const account = await openSession();
  const risk = page.getByTestId("risk");

  await test.step("nothing is earned yet: nothing is offered", async () => {
    await expect(page.getByTestId("secure")).toHaveCount(0);
    await page.getByTestId("to-account").click();
    await expect(page).toHaveURL("/account");
    await expect(page.getByTestId("account-page")).toHaveAttribute("data-you", "guest");
    await expect(page.getByTestId("signer")).toHaveAttribute("data-kind", "device");
    await expect(risk).toHaveAttribute("data-stake", "none");
    await expect(page.getByTestId("secure")).toHaveCount(0);
    await keep("1-nothing-to-lose");
  });

  await test.step("once there is, the page says what a guest risks, and the way out is one press", async () => {
    await page.goto("/play");
    await game.waitUntilPlayable();
    await chain.give(account, { idols: 1n });
    await game.step("west");
    await game.waitUntilConfirmed();
    await page.goto("/account");
    await expect(risk).toHaveAttribute("data-stake", "some");
    await expect(risk).toContainText("If the data of this browser is cleared");
    await expect(page.getByTestId("owner-since")).toContainText("Owner since");
    await expectAccessible(page, "the account of a guest");
    await keep("2-at-risk");
    await page.getByTestId("secure").click();
    await expect(page.getByTestId("secure-dialog")).toBeVisible();
    await expect(page, "a reload does not open it again").toHaveURL("/play");
    await page.getByTestId("passkey-new").click();
    await expect(doors.card).toBeVisible();
    await doors.sign.click();
    await expect(page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
    await game.step("west");
    await game.waitUntilConfirmed();
  });

  await test.step("the passkey owns it; for a day nothing leaves, and guardians come later", async () => {
    await page.goto("/account");
    await expect(page.getByTestId("account-page")).toHaveAttribute("data-account", account);
    await expect(page.getByTestId("signer")).toHaveAttribute("data-kind", "passkey");
    await expect(page.getByTestId("lock")).toHaveAttribute("data-over", "false");
    await expect(page.getByTestId("guardians-form")).toHaveCount(0);
    await expect(risk).toHaveCount(0);
    await keep("3-secured");
    expect((await chain.readPlayer(account)).relics[0], "what was earned is still there").toBe(1n);
  });
});

test("guardians recover an account: set up, asked for, cancelled, asked again, done; the new owner plays", async ({
  page,
  browser,
  baseURL,
  contextOptions,
  chain,
  doors,
  game,
  keep,
  isPhone,
  openSession,
}) => {
  test.slow();
  const { chainId } = chain.deployment;
  const wallet = await injectWallet(page, chainId);
  await doors.enterWithWallet(wallet);
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  const keys = [generatePrivateKey(), generatePrivateKey()] as const;
  const stageOf = (on: Page) => on.getByTestId("recovery-steps");
  const status = page.getByTestId("account-status");

  await test.step("the owner names two guardians: one signature, no fee", async () => {
    await page.getByTestId("to-account").click();
    await expect(stageOf(page)).toHaveAttribute("data-stage", "off");
    for (const [index, key] of keys.entries()) {
      await page.getByTestId(`guardian-${index + 1}`).fill(privateKeyToAccount(key).address);
    }
    await page.getByTestId("threshold").fill("3");
    await page.getByTestId("guardians-ask").click();
    await expect(page.getByText("A whole number from 1 to 2.")).toBeVisible();
    await expectAccessible(page, "naming guardians");
    await keep("1-naming");
    await page.getByTestId("threshold").fill("2");
    await page.getByTestId("guardians-ask").click();
    await expect(status).toHaveAttribute("data-state", "done");
    await expect(status, "the keyboard is where the answer is").toBeFocused();
    await expect(stageOf(page)).toHaveAttribute("data-stage", "ready");
    await keep("2-set-up");
  });
  const begin = await page.getByTestId("recover-link").getAttribute("data-link");

  const devices = await Promise.all(
    [generatePrivateKey(), ...keys].map((key) => openDevice(browser, { baseURL, contextOptions }, chainId, key)),
  );
  const [next, first, second] = devices as [Device, Device, Device];
  const linkOn = async (on: Page) => (await on.getByTestId("request-link").getAttribute("data-link")) ?? "";
  /** From the next owner's device to one guardian, and from there to the other, who sends it. */
  const ask = async () => {
    await next.page.goto(begin ?? "");
    await next.choose();
    await expect(next.page.getByTestId("agreed")).toContainText("0 of 2 needed");
    await first.page.goto(await linkOn(next.page));
    await expect(first.page.getByTestId("agreed")).toHaveAttribute("data-count", "0");
    await first.choose();
    await expect(first.page.getByTestId("agreed")).toHaveAttribute("data-count", "1");
    await expect(first.page.getByTestId("send-recovery")).toHaveCount(0);
    await second.page.goto(await linkOn(first.page));
    await expect(second.page.getByTestId("agreed")).toHaveAttribute("data-count", "1");
    await second.choose();
    await expect(second.page.getByTestId("agreed")).toHaveAttribute("data-count", "2");
    await second.page.getByTestId("send-recovery").click();
    await expect(stageOf(second.page)).toHaveAttribute("data-stage", "waiting");
  };

  try {
    await test.step("the next owner proves itself, two guardians agree, and nobody pays", async () => {
      await ask();
      await expectAccessible(second.page, "a recovery that waits");
      await second.page.screenshot({ path: test.info().outputPath("3-waiting.png"), fullPage: true });
      expect(next.wallet.shown().map(({ primaryType }) => primaryType)).toEqual(["Own"]);
      expect(first.wallet.shown().map(({ primaryType }) => primaryType)).toEqual(["Recover"]);
      for (const { wallet: each } of devices) {
        expect(await chain.client.getTransactionCount({ address: each.address }), "sent nothing").toBe(0);
      }
    });

    await test.step("the owner of today sees it and cancels; what was signed is void", async () => {
      const request = first.page.url();
      await page.reload();
      await expect(page.getByTestId("pending")).toHaveAttribute("data-due", "false");
      await keep("4-asked");
      wallet.refuseNext("eth_signTypedData_v4");
      await page.getByTestId("cancel-change").click();
      await expect(status).toHaveAttribute("data-state", "failed");
      await expect(status).toContainText("Nothing was changed");
      await page.getByTestId("cancel-change").click();
      await expect(stageOf(page)).toHaveAttribute("data-stage", "cancelled");
      await keep("5-cancelled");
      await first.page.goto(request);
      await first.page.reload();
      await expect(first.page.getByTestId("request-void")).toBeVisible();
    });

    await test.step("asked again, and not cancelled: after the delay anybody finishes it", async () => {
      await ask();
      await endDelay(chain, account);
      await second.page.reload();
      await expect(second.page.getByTestId("pending")).toHaveAttribute("data-due", "true");
      await second.page.getByTestId("finish-change").click();
      await expect(stageOf(second.page)).toHaveAttribute("data-stage", "done");
      await second.page.screenshot({ path: test.info().outputPath("6-done.png"), fullPage: true });
      const owner = await chain.client.readContract({ abi: ownerAbi, address: account, functionName: "owner" });
      expect(owner).toBe(next.wallet.address.toLowerCase());
      await page.reload();
      await expect(page.getByTestId("account-page"), "the former owner only reads").toHaveAttribute("data-you", "none");
    });

    await test.step("the new owner plays with the same account", async () => {
      const gate = new Doors(next.page);
      const player = new GameDriver(next.page, isPhone);
      await gate.enterWithWallet(next.wallet);
      await gate.sign.click();
      await player.waitUntilPlayable();
      await player.step("west");
      await player.waitUntilConfirmed();
      await next.page.goto("/account");
      await expect(next.page.getByTestId("account-page")).toHaveAttribute("data-account", account);
      await expect(next.page.getByTestId("account-page")).toHaveAttribute("data-you", "wallet");
    });
  } finally {
    await Promise.all(devices.map(({ page: each }) => each.context().close()));
  }
});

test("without bundler, database and indexer everything is read, and what cannot be done says why and when to try again", {
  tag: "@anySize",
}, async ({ page, stack, chain, guard, doors, game, openSession, keep }) => {
  guard.forgive(DOOR_DOWN);
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.enterWithWallet(wallet);
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  const status = page.getByTestId("account-status");
  const name = async () => {
    await page.getByTestId("guardian-1").fill(privateKeyToAccount(generatePrivateKey()).address);
    await page.getByTestId("guardian-2").fill(privateKeyToAccount(generatePrivateKey()).address);
    await page.getByTestId("guardians-ask").click();
  };
  for (const part of ["indexer", "database", "bundler"] as const) await stack.stop(part);
  try {
    await page.goto("/account");
    await expect(page.getByTestId("account-page")).toHaveAttribute("data-account", account);
    await expect(page.getByTestId("account-page")).toHaveAttribute("data-you", "wallet");
    await expect(page.getByTestId("owner-since")).toContainText("Owner since");
    await expect(page.getByTestId("recovery-steps")).toHaveAttribute("data-stage", "off");
    const module = page.getByTestId("module");
    await expect(module).toHaveCount(1);
    await expect(module).toHaveAttribute("data-kind", "sessions");
    await expect(module).toContainText(getAddress(chain.deployment.sessionValidator));
    await expect(page.getByTestId("modules-removing")).toContainText("Only the owner installs or removes one");
    await name();
    await expect(status).toHaveAttribute("data-state", "failed");
    await expect(status).toContainText(/does not answer\. Try again in a few minutes/);
    await expect(page.getByTestId("recovery-steps")).toHaveAttribute("data-stage", "off");
    await expectAccessible(page, "an account while the sponsor is down");
    await keep("down");
    await page.getByTestId("to-sessions").click();
    await expect(page.getByTestId("session")).toHaveAttribute("data-status", "running");
  } finally {
    for (const part of ["bundler", "database", "indexer"] as const) await stack.start(part);
  }
  await page.goto("/account");
  await name();
  await expect(status, "the same, once they are back").toHaveAttribute("data-state", "done");
  await expect(page.getByTestId("recovery-steps")).toHaveAttribute("data-stage", "ready");
});

type Device = Awaited<ReturnType<typeof openDevice>>;

/** A browser of somebody else, with a wallet. */
async function openDevice(
  browser: Browser,
  { baseURL, contextOptions }: { baseURL: string | undefined; contextOptions: object },
  chainId: number,
  key: `0x${string}`,
) {
  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  const wallet = await injectWallet(page, chainId, undefined, key);
  return { page, wallet, choose: () => page.getByTestId(`wallet-${wallet.id}`).click() };
}

test("without a player, and of an account that nobody used, the page says so", { tag: "@anySize" }, async ({
  page,
  keep,
}) => {
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Nobody plays in this browser" })).toBeVisible();
  const unused: Address = `0x${"12".repeat(20)}`;
  await page.goto(`/account?account=${unused}`);
  await expect(page.getByText("Nobody has used this account yet")).toBeVisible();
  await expect(page.getByTestId("account-page")).toHaveAttribute("data-you", "none");
  await keep("unused");
  await page.goto(`/account?recover=${unused}`);
  await expect(page.getByTestId("recover")).toContainText("cannot be recovered");
  await expectAccessible(page, "an account that cannot be recovered");
});

import type { Page } from "@playwright/test";
import { encodeFunctionData, parseAbi, slice } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { expectAccessible } from "./fixtures/audit";
import { plugInAuthenticator } from "./fixtures/authenticator";
import { askEntryPoint, makeOperation } from "./fixtures/handmade";
import { holdSessionKey, signWithHeldKey } from "./fixtures/keys";
import { holdOperations } from "./fixtures/slowBundler";
import { injectWallet } from "./fixtures/wallet";
import type { Panels } from "./pages/Panels";
import { expect, test } from "./test";

const IDOL = 26;

/** Asks to sell a relic, which only a secured account can. */
async function offerIdol(page: Page, panels: Panels): Promise<void> {
  await panels.open("bazaar");
  const form = page.getByTestId("sell");
  if (!(await page.getByTestId("sell-form").isVisible())) await form.locator("summary").click();
  await page.getByTestId("sell-item").selectOption(String(IDOL));
  await page.getByTestId("sell-pieces").fill("1");
  await page.getByTestId("sell-price").fill("2");
  await page.getByTestId("sell-form-ask").click();
}

test("a guest secures the account with a passkey, continues, and is found in another browser", async ({
  page,
  stack,
  chain,
  beginAsGuest,
  doors,
  game,
  panels,
  panel,
  keep,
  openSession,
}) => {
  const authenticator = await plugInAuthenticator(page);
  await beginAsGuest();
  await game.waitUntilConfirmed();
  const account = await openSession();
  await chain.give(account, { idols: 1n });
  await panels.close();
  await game.step("east");
  await game.waitUntilConfirmed();
  const held = await holdSessionKey(page, account);
  const outcome = page.getByTestId("owner-outcome");
  // An expedition goes on.
  const plays = () => expect(page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  const trySelling = async () => {
    await offerIdol(page, panels);
    await expect(page.getByTestId("owner-work")).toHaveAttribute("data-step", "refused");
  };

  await test.step("taking something out of a guest's account says what must come first", async () => {
    await trySelling();
    await expect(outcome).toContainText("Secure your account first");
    await keep("1-first");
    await page.getByTestId("owner-secure").click();
    await expect(page.getByTestId("secure-dialog")).toBeVisible();
    await expectAccessible(page, "how an account is secured");
    await keep("2-how");
  });

  await test.step("a refusal changes nothing", async () => {
    await authenticator.answer(false);
    await page.getByTestId("passkey-new").click();
    await expect(page.getByTestId("secure-outcome")).toContainText("nothing changed");
    await authenticator.answer(true);
  });

  await test.step("the passkey takes over the account, and is asked for the next session at once", async () => {
    await page.getByTestId("passkey-new").click();
    await expect(doors.card).toBeVisible();
    await keep("3-grant");
    await doors.sign.click();
    await plays();
    await panels.close();
    await game.step("west");
    await game.waitUntilConfirmed();
    await panels.open("session");
    expect(await panel.readAccount(), "the same account").toBe(account);
    await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "passkey");
    const signer = await chain.client.readContract({
      abi: parseAbi(["function owner() view returns (bytes)"]),
      address: account,
      functionName: "owner",
    });
    expect(slice(signer, 0, 20)).toBe(chain.deployment.webAuthnVerifier.toLowerCase());
    expect((await chain.readPlayer(account)).relics[0]).toBe(1n);
  });

  await test.step("the earlier session is over on chain", async () => {
    const data = encodeFunctionData({ abi: hourglassAbi, functionName: "move", args: ["0x01"] });
    const call = { to: chain.deployment.hourglass, data };
    const operation = await makeOperation(held, chain, call, (digest) => signWithHeldKey(page, digest));
    expect(await askEntryPoint(chain, stack.rpcUrl, operation)).toBe("AA23 reverted SessionNotLive");
  });

  await test.step("for a day nothing can leave it", async () => {
    await trySelling();
    await expect(outcome).toContainText("nothing can leave it");
    await keep("4-a-day");
    await page.keyboard.press("Escape");
  });

  await test.step("another browser finds the account from the chain's logs alone", async () => {
    await page.goto("/leaderboard");
    await page.evaluate(async () => {
      localStorage.clear();
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    });
    await doors.arrive();
    await page.getByTestId("passkey-other").click();
    await expect(doors.card).toBeVisible();
    await doors.sign.click();
    await plays();
    await panels.open("session");
    expect(await panel.readAccount()).toBe(account);
  });
});

test("a guest secures the account while moves are on their way and waiting: none is lost, none is done twice", {
  tag: "@anySize",
}, async ({ page, chain, walkAsGuest, openSession, doors, game, panels, keep }) => {
  await plugInAuthenticator(page);
  await walkAsGuest("east");
  const account = await openSession();
  await chain.give(account, { idols: 1n });
  await panels.close();
  await game.step("west");
  await game.step("east");
  await game.waitUntilConfirmed();
  const before = await chain.readPlayer(account);
  const slow = await holdOperations(page);
  await game.step("west");
  await slow.waitUntilHeld();
  for (const direction of ["west", "east", "south"] as const) await game.step(direction);
  // Not read from the page, where the last step may still be on its way.
  const tile = (before.tile ?? 0) - 1 + 64;

  await offerIdol(page, panels);
  await page.getByTestId("owner-secure").click();
  await page.getByTestId("passkey-new").click();
  // The step that is on its way and the change of owner leave together, as on a slow network.
  await keep("1-on-their-way");
  slow.release();
  await expect(doors.card).toBeVisible();
  await keep("2-next-session");
  await doors.sign.click();
  await expect(page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  await panels.close();
  await game.waitUntilConfirmed();

  expect(await game.readTile(), "where the player walked to").toBe(tile);
  const after = await chain.readPlayer(account);
  expect(Number(after.tile)).toBe(tile);
  expect(after.steps - before.steps, "each step once").toBe(4);
  const steps = (await chain.readOperations(account)).filter(({ success }) => success);
  expect(steps.length).toBeGreaterThan(2);
});

test("a guest secures the account with a wallet, which signs twice and sends nothing", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  openSession,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.enterAsGuest();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  await expect(page.getByTestId("secure"), "there is nothing to lose yet").toHaveCount(0);
  await panels.close();
  await chain.give(account, { sand: 10n ** 18n });
  await game.step("west");
  await game.waitUntilConfirmed();
  await panels.open("session");

  await page.getByTestId("secure").click();
  await page.getByTestId("secure-dialog").getByTestId(`wallet-${wallet.id}`).click();
  await expect(doors.card).toBeVisible();
  expect(wallet.shown().map(({ primaryType }) => primaryType)).toEqual(["Own"]);
  await doors.sign.click();
  await expect(page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  await panels.close();
  await game.step("east");
  await game.waitUntilConfirmed();
  expect(wallet.shown().map(({ primaryType }) => primaryType)).toEqual(["Own", "Grant"]);
  await panels.open("session");
  expect(await panel.readAccount(), "the same account").toBe(account);
  await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "wallet");
  expect(await chain.client.getTransactionCount({ address: wallet.address }), "the wallet sent nothing").toBe(0);
});

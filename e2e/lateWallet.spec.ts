import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

test("a wallet that answers after a guest came in changes nothing, even after a reload", async ({
  page,
  chain,
  doors,
  game,
  panels,
  keep,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  const connecting = wallet.hold("eth_requestAccounts");
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await connecting.waitUntilAsked();
  await expect(page.getByTestId("cancel-opening")).toBeVisible();
  await keep("1-wallet-is-asked");

  await doors.guest.click();
  await expect(doors.card).toBeVisible();
  connecting.letGo();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "guest");
  await expect(page.getByTestId("wallet-switched")).toHaveCount(0);
  await panels.close();

  await page.reload();
  await game.waitUntilPlayable();
  await panels.open("session");
  await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "guest");
  expect(wallet.prompts(), "the guest's session asked the wallet for nothing").toEqual(["eth_requestAccounts"]);
});

test("a wallet that never answers blocks no other way in, and Cancel withdraws the question", async ({
  page,
  chain,
  doors,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  const connecting = wallet.hold("eth_requestAccounts");
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await connecting.waitUntilAsked();
  for (const door of [doors.guest, page.getByTestId("passkey-new"), doors.wallet(wallet.id)]) {
    await expect(door).toBeEnabled();
  }
  await page.getByTestId("cancel-opening").click();
  await expect(page.getByTestId("cancel-opening")).toHaveCount(0);
  connecting.letGo();
  await doors.guest.click();
  await expect(doors.card).toBeVisible();
  await expect(doors.hint).toContainText("device key signs");
});

test("a signature that arrives after Cancel asks no sponsor and opens no session", async ({
  page,
  chain,
  doors,
  game,
  guard,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  const signing = wallet.hold("eth_signTypedData_v4");
  await doors.sign.click();
  await signing.waitUntilAsked();
  await page.getByTestId("grant-cancel").click();
  await expect(doors.sign).toBeEnabled();
  signing.letGo();
  await expect.poll(() => wallet.shown().length).toBe(1);
  // Signs again, this time in time: anything started by the late answer would have arrived by then.
  await doors.sign.click();
  await game.waitUntilPlayable();
  const vouchers = guard
    .heard()
    .filter((text) => text.includes("/api/sponsor") && text.includes("pm_getPaymasterData"));
  expect(vouchers).toHaveLength(1);
  await game.step("west");
  await game.waitUntilConfirmed();
});

test("with a wallet locked at a reload the session continues, says who may sign, and can be ended", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  keep,
  openSession,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  await panels.close();

  wallet.lock(true);
  await page.reload();
  await game.waitUntilPlayable();
  await game.step("west");
  await game.waitUntilConfirmed();
  await panels.open("session");
  expect(await panel.readAccount()).toBe(account);
  await expect(panel.root).toHaveAttribute("data-state", "enabled");
  await keep("1-locked-and-playing");
  await panel.endSession();

  await page.getByTestId("play-again").click();
  await expect(page.getByTestId("wallet-away")).toBeVisible();
  await expect(doors.sign).toHaveCount(0);
  await keep("2-locked-wallet-cannot-sign");
  wallet.lock(false);
  await page.getByTestId("wallet-away").getByTestId(`wallet-${wallet.id}`).click();
  await expect(page.getByTestId("grant-changes"), "a renewal tells only what differs").toHaveText(
    "The same permissions and limits as before.",
  );
  await keep("3-renewal");
  await doors.sign.click();
  await game.waitUntilPlayable();
});

test("after a switch of the wallet's account the page says whose session plays, and offers both ways to continue", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  keep,
  openSession,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("east");
  await game.waitUntilConfirmed();
  const account = await openSession();
  await panels.close();

  const other = await wallet.switchAccount();
  const note = page.getByTestId("wallet-switched");
  await expect(note).toContainText(wallet.address.slice(0, 6));
  await expect(note).toContainText(other.slice(0, 6));
  await keep("1-another-account");
  await page.getByTestId("keep-session").click();
  await expect(note).toHaveCount(0);
  await game.step("west");
  await game.waitUntilConfirmed();
  expect(Number((await chain.readPlayer(account)).steps)).toBe(2);

  await page.reload();
  await game.waitUntilPlayable();
  await panels.open("session");
  expect(await panel.readAccount(), "after a reload the session is still the first account's").toBe(account);
  await panels.close();
  await note.getByTestId("play-as-other").click();
  await expect(doors.card).toBeVisible();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await panels.open("session");
  expect(await panel.readAccount()).not.toBe(account);
});

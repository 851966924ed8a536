import { parseAbi, slice } from "viem";
import { plugInAuthenticator } from "./fixtures/authenticator";
import { expect, test } from "./test";

const IDOL = 26;

test("a passkey owns the account: it grants, acts as owner, returns without a prompt, and is found in another browser", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  owner,
  keep,
  openSession,
}) => {
  const authenticator = await plugInAuthenticator(page);

  await test.step("a refusal is accepted, and nothing is lost", async () => {
    await doors.arrive();
    await authenticator.answer(false);
    await page.getByTestId("passkey-new").click();
    await expect(page.getByText("The passkey was not used, so nothing was signed.").first()).toBeVisible();
    await expect(doors.connect).toBeVisible();
    await authenticator.answer(true);
    await keep("1-door");
  });

  await test.step("the passkey is created, and its one signature lets the session key play", async () => {
    await page.getByTestId("passkey-new").click();
    await expect(doors.card).toBeVisible();
    expect(await authenticator.countPasskeys()).toBe(1);
    await doors.sign.click();
    await game.waitUntilPlayable();
    await game.gather();
    await game.waitUntilConfirmed();
  });

  const account = await openSession();
  await chain.give(account, { idols: 1n });
  await panels.close();
  await game.step("east");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await test.step("the chain has it as the owner", async () => {
    await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "passkey");
    const signer = await chain.client.readContract({
      abi: parseAbi(["function owner() view returns (bytes)"]),
      address: account,
      functionName: "owner",
    });
    expect(slice(signer, 0, 20)).toBe(chain.deployment.webAuthnVerifier.toLowerCase());
    expect((signer.length - 2) / 2, "verifier and public key").toBe(20 + 64);
  });

  await test.step("owner's actions need the passkey, and do not happen without it", async () => {
    await panels.open("bazaar");
    await owner.offer(IDOL, 1, "2");
    await expect(owner.dialog).toContainText("Your passkey signs this");
    await authenticator.answer(false);
    await owner.sign.click();
    await owner.expectStep("declined");
    await keep("2-declined");
    await authenticator.answer(true);
    await owner.confirm();
    await owner.close();
    expect(await chain.readNewestOffer()).toMatchObject({ seller: account, item: IDOL, left: 1n });
  });

  await test.step("after a reload play continues without a question", async () => {
    await authenticator.answer(false);
    await page.reload();
    await game.waitUntilPlayable();
    await game.step("west");
    await game.waitUntilConfirmed();
    await authenticator.answer(true);
  });

  await test.step("another browser finds the same account with two signatures", async () => {
    await page.goto("/leaderboard");
    await page.evaluate(async () => {
      localStorage.clear();
      for (const { name } of await indexedDB.databases()) if (name) indexedDB.deleteDatabase(name);
    });
    await doors.arrive();
    await page.getByTestId("passkey-other").click();
    await expect(doors.card).toBeVisible();
    await doors.sign.click();
    await game.waitUntilPlayable();
    await panels.open("session");
    expect(await panel.readAccount()).toBe(account);
  });
});

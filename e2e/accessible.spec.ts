import { audit, expectAccessible } from "./fixtures/audit";
import { createNeighbour } from "./fixtures/neighbour";
import { injectWallet } from "./fixtures/wallet";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

const IDOL = 26;
const one = 10n ** 18n;

test("a full pack, relics, offers and form errors keep WCAG 2.2 AA too", async ({
  page,
  stack,
  chain,
  doors,
  game,
  panels,
  owner,
  openSession,
}) => {
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await chain.give(neighbour.address, { idols: 2n });
  await neighbour.sell(IDOL, 2, 5000n * one);
  const many = (await chain.readNewestOffer()).number;

  await doors.enterWithWallet(await injectWallet(page, chain.deployment.chainId));
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.gather();
  await game.waitUntilConfirmed();
  await chain.give(await openSession(), { idols: 3n, vault: one });
  await panels.close();
  await game.step("north");
  await game.waitUntilConfirmed();

  await test.step("pack, and send", async () => {
    await panels.open("pack");
    await expectAccessible(page, "a pack with something in it");
    await panels.open("bazaar");
    await page.getByTestId("send").locator("summary").click();
    await page.getByTestId("send-to").fill("0x12");
    await page.getByTestId("send-form-ask").click();
    await expect(page.getByTestId("send-form").getByRole("alert").filter({ hasText: "To whom" })).toBeVisible();
    await expect(page.getByTestId("send-to"), "it says that it is wrong").toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, "a form with a problem");
  });

  await test.step("offers by others, and one's own", async () => {
    await panels.open("bazaar");
    await owner.offer(IDOL, 1, "1.5");
    await expectAccessible(page, "what the owner signs");
    await owner.confirm();
    await expectAccessible(page, "what the owner has signed");
    await owner.close();
    await page.getByTestId("bazaar-refresh").click();
    await expect(page.getByTestId(`offer-${many}`)).toHaveAttribute("data-own", "false");
    await expect(page.locator("[data-own=true]")).not.toHaveCount(0);
    await page.getByTestId(`offer-${many}`).getByRole("textbox").fill("1,000");
    await expect(page.getByTestId(`offer-${many}`)).toContainText("Write a whole number");
    await expectAccessible(page, "a full Bazaar");
  });

  await test.step("sent operations", async () => {
    await panels.open("session");
    await page.getByTestId("signed").locator("summary").first().click();
    await expectAccessible(page, "a session that was used");
  });
});

test("every screen keeps WCAG 2.2 AA, as far as a program can check", async ({ page, doors, game, panels, panel }) => {
  await test.step("the way in", async () => {
    await page.goto("/");
    await expectAccessible(page, "landing page");
    await doors.arrive();
    await expectAccessible(page, "who plays");
    await doors.guest.click();
    await expect(doors.card).toBeVisible();
    await expectAccessible(page, "permission card");
    await doors.sign.click();
    await expect(game.startCard).toBeVisible();
    await game.startCard.getByTestId("own-plan").locator("summary").click();
    await expectAccessible(page, "the plan of an expedition");
    await game.waitUntilPlayable();
  });

  await test.step("the audit finds a planted error", async () => {
    await page.evaluate(() => {
      const image = document.body.appendChild(document.createElement("img"));
      image.id = "planted";
      image.src = "data:,";
    });
    expect(await audit(page)).toEqual([expect.stringMatching(/^image-alt: #planted/)]);
    await page.evaluate(() => document.getElementById("planted")?.remove());
  });

  await test.step("the game and its panels", async () => {
    for (const name of ["pack", "make", "errands", "trade", "bank", "finish", "bazaar", "session"] as const) {
      await panels.open(name);
      await expectAccessible(page, name);
    }
    await panels.close();
    await new SettingsPage(page).open();
    await expectAccessible(page, "settings");
    await page.keyboard.press("Escape");
    await panels.open("session");
    await panel.end.click();
    await expectAccessible(page, "the question before the session ends");
    await panel.confirmEnd.click();
    await expect(panel.ended).toBeVisible();
    await expectAccessible(page, "session ended");
  });

  await test.step("the other pages", async () => {
    for (const path of [
      "/leaderboard",
      "/leaderboard?view=week",
      "/player/0x000000000000000000000000000000000000dEaD",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page, path);
    }
  });
});

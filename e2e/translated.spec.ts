import { translate } from "./fixtures/translator";
import { injectWallet } from "./fixtures/wallet";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

const IDOL = 26;

test("a page translated by the browser still works, and its texts stay up to date", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  owner,
  keep,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  await translate(page);
  await expect(page.locator("h1 font font").first(), "the page is translated").toBeAttached();

  await test.step("signs in", async () => {
    await page.getByTestId("play").first().click();
    await expect(doors.connect).toBeVisible();
    await doors.wallet(wallet.id).click();
    await expect(doors.card).toBeVisible();
    await doors.sign.click();
    await game.waitUntilPlayable();
  });

  await test.step("plays, and reads what is left", async () => {
    await game.gather();
    await game.waitUntilConfirmed();
    await panels.open("session");
    await chain.give(await panel.readAccount(), { idols: 1n });
    await panels.close();
    await game.step("west");
    await game.waitUntilConfirmed();
    await panels.open("session");
    await expect(panel.root).toHaveAttribute("data-state", "enabled");
    const shown = await panel.timeLeft.first().innerText();
    await expect(panel.timeLeft.first(), "the clock goes on").not.toHaveText(shown);
    const left = (await panel.readMeter("actions-left")).toLocaleString("en");
    await expect(page.getByTestId("actions-left"), "the number is the one that counts").toContainText(left);
  });

  await test.step("sells, and cancels", async () => {
    await panels.open("bazaar");
    await page.getByTestId("bazaar-refresh").click();
    await owner.offer(IDOL, 1, "2");
    await expect(owner.dialog).toContainText("Sell 1 idol for 2 Sand each");
    await owner.confirm();
    await owner.close();
    const own = page.locator("[data-own=true]");
    await expect(own).toHaveCount(1);
    await keep("1-translated-bazaar");
    await owner.ask(own.getByRole("button"));
    await owner.confirm();
    await owner.close();
    await expect(own).toHaveCount(0);
  });

  await test.step("goes through every panel and the settings", async () => {
    for (const name of ["pack", "make", "errands", "bazaar", "session"] as const) await panels.open(name);
    await panels.close();
    const settings = new SettingsPage(page);
    await settings.open();
    await settings.close();
  });

  await test.step("ends the session", async () => {
    await panels.open("session");
    await panel.endSession();
    await expect(page.getByText("Something went wrong")).toHaveCount(0);
  });
});

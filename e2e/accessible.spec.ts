import { audit, expectAccessible } from "./fixtures/audit";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

test("nothing that a player meets breaks WCAG 2.2 AA where a program can see it", async ({
  page,
  doors,
  game,
  panels,
  panel,
}) => {
  await test.step("the way in", async () => {
    await page.goto("/");
    await expectAccessible(page, "landing page");
    await doors.arrive();
    await expectAccessible(page, "who plays");
    await doors.guest.click();
    await expect(doors.card).toBeVisible();
    await expectAccessible(page, "permission card");
    await doors.sign.click();
    await game.waitUntilPlayable();
  });

  await test.step("the audit sees what is planted", async () => {
    await page.evaluate(() => {
      const image = document.body.appendChild(document.createElement("img"));
      image.id = "planted";
      image.src = "data:,";
    });
    expect(await audit(page)).toEqual([expect.stringMatching(/^image-alt: #planted/)]);
    await page.evaluate(() => document.getElementById("planted")?.remove());
  });

  await test.step("the game and its panels", async () => {
    for (const name of ["bag", "craft", "quests", "trader", "bazaar", "camp", "session"] as const) {
      await panels.open(name);
      await expectAccessible(page, name);
    }
    await panels.close();
    await new SettingsPage(page).open();
    await expectAccessible(page, "settings");
    await page.keyboard.press("Escape");
    await panels.open("session");
    await panel.end.click();
    await expectAccessible(page, "asked whether to end the session");
    await panel.confirmEnd.click();
    await expect(panel.ended).toBeVisible();
    await expectAccessible(page, "session ended");
  });

  await test.step("the other pages", async () => {
    for (const path of [
      "/leaderboard",
      "/leaderboard?view=all",
      "/player/0x000000000000000000000000000000000000dEaD",
    ]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page, path);
    }
  });
});

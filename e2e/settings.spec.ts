import { listen } from "./fixtures/ears";
import { BUTTON, plugIn } from "./fixtures/pad";
import { START } from "./game/GameDriver";
import { SettingsPage } from "./pages/SettingsPage";
import { expect, test } from "./test";

test("a player changes a key, turns the sound off, chooses less motion and hides the map, and it is remembered", async ({
  page,
  isPhone,
  beginAsGuest,
  game,
  keep,
}) => {
  const settings = new SettingsPage(page);
  const ears = await listen(page);
  await beginAsGuest();

  await test.step("the coach sees the first steps and continues", async () => {
    const coach = page.getByTestId("coach");
    await expect(coach).toHaveAttribute("data-lesson", "walk");
    for (const direction of ["east", "west"] as const) await game.step(direction);
    if (isPhone) await game.swipe("east");
    else await game.step("east");
    expect(await game.readTile(), "as far as was asked for").toBe(game.fromStart(1, 0));
    await expect(coach).toHaveAttribute("data-lesson", "gather");
  });

  await test.step("the island makes sound once the page was touched", async () => {
    await expect.poll(ears.readState).toBe("running");
    await expect.poll(ears.readLoudness).toBeGreaterThan(0.0005);
  });

  await test.step("the map shows what was seen, and can be hidden", async () => {
    await expect(settings.minimap).toBeVisible();
    await expect(settings.minimap).toHaveAttribute(
      "aria-label",
      /^Map: [1-9]\d? % seen\. You are at column 33, row 33/,
    );
    await keep("1-map");
    await settings.open();
    await settings.map.uncheck();
    await expect(settings.minimap).toHaveCount(0);
    await settings.map.check();
    await settings.close();
    if (!isPhone) {
      await page.keyboard.press("m");
      await expect(settings.minimap).toHaveCount(0);
      await page.getByTestId("toggle-minimap").click();
    }
    await expect(settings.minimap).toBeVisible();
  });

  await test.step("one key is refused with a reason, another one is accepted", async () => {
    await settings.open();
    await settings.press("gather", "m");
    await expect(settings.note).toContainText("M is the only key of “Map on or off”");
    await settings.press("north", "F5");
    await expect(settings.note).toContainText("is reserved for the browser");
    await settings.press("north", "d");
    await expect(settings.note).toContainText("D was a key of “Walk east”, which keeps →");
    await page.getByTestId("reset-keys").click();
    await settings.press("south", "k");
    await expect(page.getByTestId("key-south")).toContainText("K");
    await keep("2-settings");
    await settings.sound.uncheck();
    await expect.poll(ears.readState).toBe("suspended");
    await settings.motion.check();
    await expect(page.locator("html")).toHaveAttribute("data-motion", "less");
    await settings.close();
  });

  await test.step("the new key walks, the old one does not", async () => {
    // The scene has restarted without motion.
    await game.waitUntilPlayable();
    const before = await game.readTile();
    await page.keyboard.press("s");
    await expect(async () => {
      await page.keyboard.press("k");
      await expect(game.position).toHaveAttribute("data-facing", "south", { timeout: 10_000 });
    }).toPass({ timeout: 35_000 });
    await expect(game.position).toHaveAttribute("data-y", "34");
    expect(await game.readTile()).toBe(before + 64);
    await game.waitUntilConfirmed();
  });

  await test.step("all of it is kept after a reload", async () => {
    await page.reload();
    await game.waitUntilPlayable();
    await expect(page.locator("html")).toHaveAttribute("data-motion", "less");
    await expect(settings.minimap).toHaveAttribute("aria-label", /row 34/);
    await settings.open();
    expect(await ears.readState(), "silence makes no sound at all").toBe("none");
    await expect(settings.sound).not.toBeChecked();
    await expect(settings.motion).toBeChecked();
    await expect(page.getByTestId("key-south")).toContainText("K");
    await settings.close();
  });
});

test("a gamepad walks, gathers and changes panels, and releases everything when unplugged", async ({
  page,
  isPhone,
  chain,
  beginAsGuest,
  game,
  panels,
  panel,
}) => {
  await beginAsGuest();
  const pad = await plugIn(page);
  const x = () => game.position.getAttribute("data-x").then(Number);

  await test.step("the D-pad takes one step, the stick walks on until it is released", async () => {
    await pad.press(BUTTON.right);
    await expect.poll(x).toBeGreaterThan(START % 64);
    await pad.release(BUTTON.right);
    await pad.pushStick(-0.9, 0.1);
    // Out of the camp's reach, which has tabs of its own.
    await expect.poll(x).toBeLessThanOrEqual((START % 64) - 3);
    await pad.pushStick(0, 0);
  });

  await test.step("the shoulder button opens the next panel", async () => {
    await pad.press(BUTTON.rightShoulder);
    await expect(panels.body(isPhone ? "pack" : "make")).toBeVisible();
    await pad.release(BUTTON.rightShoulder);
    await panels.close();
  });

  await test.step("what was held is released when the cable is unplugged", async () => {
    // East: the pass through the middle of the island is open on every seed.
    await pad.press(BUTTON.right);
    await expect(game.position).toHaveAttribute("data-facing", "east");
    await pad.unplug();
    await game.waitUntilConfirmed();
    const tile = await game.readTile();
    await panels.open("session");
    const player = await chain.readPlayer(await panel.readAccount());
    expect(player.tile, "the chain took the same steps").toBe(tile);
  });
});

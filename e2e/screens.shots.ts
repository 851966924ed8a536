import { mkdirSync } from "node:fs";
import path from "node:path";
import { createNeighbour } from "./fixtures/neighbour";
import { expect, test } from "./test";

const FOLDER = path.join(import.meta.dirname, "../docs/screens");
/** Into the hour, so that the light of the island is that of dawn, day and dusk. */
const DAY_SECONDS = 25 * 60;
const DUSK_SECONDS = 28 * 60;

test("takes pictures of the main scenes", async ({ page, chain, stack, doors, game, panels, isPhone }, testInfo) => {
  mkdirSync(FOLDER, { recursive: true });
  const shoot = async (scene: string) => {
    await page.screenshot({ path: path.join(FOLDER, `${testInfo.project.name}-${scene}.png`), scale: "css" });
  };
  const pass = async (seconds: number) => {
    await chain.client.request({ method: "evm_increaseTime", params: [seconds] } as never);
    const before = Number(await page.getByTestId("time-left").first().getAttribute("data-seconds"));
    await expect
      .poll(async () => Number(await page.getByTestId("time-left").first().getAttribute("data-seconds")))
      .toBeLessThan(before - seconds + 60);
    // The light follows once a second.
    await game.step("east");
    await game.step("west");
  };

  await page.goto("/");
  await shoot("landing");
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await neighbour.stepTo("south");
  await neighbour.stepTo("east");
  await doors.enterAsGuest();
  await shoot("grant");
  await doors.sign.click();
  await game.waitUntilPlayable();
  await expect.poll(() => game.readOther(neighbour.address)).toBeDefined();
  await expect(page.locator("canvas[aria-busy=false]")).toBeVisible();
  await game.step("south");
  await game.step("north");
  await shoot("dawn");
  await page.getByTestId("open-settings").click();
  await expect(page.getByTestId("settings-dialog")).toBeVisible();
  await shoot("settings");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("settings-dialog")).toBeHidden();
  await panels.open("craft");
  await shoot("panel");
  if (isPhone && (await panels.body("craft").isVisible())) await page.getByTestId("tab-craft").click();
  await pass(DAY_SECONDS);
  await shoot("day");
  await pass(DUSK_SECONDS);
  await shoot("dusk");
});

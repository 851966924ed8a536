import { mkdirSync } from "node:fs";
import path from "node:path";
import { PNG } from "pngjs";
import { createChain } from "./fixtures/chain";
import { createNeighbour } from "./fixtures/neighbour";
import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

const FOLDER = path.join(import.meta.dirname, "../docs/screens");
const IDOL = 26;
/** Into the dusk of a Walk of twenty minutes. */
const DUSK_SECONDS = 15 * 60;

test("takes pictures of the main scenes", async ({
  page,
  stack,
  doors,
  game,
  panels,
  panel,
  owner,
  isPhone,
}, testInfo) => {
  mkdirSync(FOLDER, { recursive: true });
  // The hour that the previous run skipped would put this session ahead of the bundler's clock.
  if (testInfo.project.name !== "desktop") await stack.reset();
  const chain = createChain(stack);
  const shoot = async (scene: string) => {
    // Only visible ones: pictures further down a list load when somebody scrolls there.
    await page.waitForFunction(() =>
      [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
    );
    await page.screenshot({ path: path.join(FOLDER, `${testInfo.project.name}-${scene}.png`), scale: "css" });
  };
  const pass = async (seconds: number) => {
    const light = await readLight();
    await chain.client.request({ method: "evm_increaseTime", params: [seconds] } as never);
    const before = await game.read("seconds-left");
    await expect.poll(() => game.read("seconds-left")).toBeLessThan(before - seconds + 60);
    // The light is updated once a second of the scene, however slow that is.
    await expect.poll(async () => Math.abs((await readLight()) - light), { timeout: 60_000 }).toBeGreaterThan(4);
  };
  /** The difference between red and blue over the lower part of the island. */
  const readLight = async () => {
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const clip = { x: width * 0.3, y: height * 0.5, width: width * 0.2, height: height * 0.2 };
    const { data } = PNG.sync.read(await page.screenshot({ clip }));
    let red = 0;
    let blue = 0;
    for (let i = 0; i < data.length; i += 4) {
      red += data[i] ?? 0;
      blue += data[i + 2] ?? 0;
    }
    return (red / blue) * 100;
  };

  await page.goto("/");
  await expect(page.getByTestId("island")).toHaveAttribute("data-seed", /./);
  await shoot("landing");
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await chain.give(neighbour.address, { idols: 3n });
  await neighbour.sell(IDOL, 3, 2n * 10n ** 18n);
  await neighbour.setOut();
  await neighbour.stepTo("east");
  await doors.enterWithWallet(await injectWallet(page, chain.deployment.chainId));
  await shoot("grant");
  await doors.sign.click();
  await game.waitUntilPlayable();
  await expect.poll(() => game.readOther(neighbour.address)).toBeDefined();
  await expect(page.locator("canvas[aria-busy=false]")).toBeVisible();
  await game.gather();
  await game.step("north");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await chain.give(await panel.readAccount(), { idols: 1n });
  await panels.close();
  await game.step("south");
  await game.waitUntilConfirmed();
  await shoot("day");
  await page.getByTestId("open-settings").click();
  await expect(page.getByTestId("settings-dialog")).toBeVisible();
  await shoot("settings");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("settings-dialog")).toBeHidden();
  await panels.open("make");
  await shoot("panel");
  await panels.open("bazaar");
  await expect(page.getByTestId("bazaar").getByRole("listitem")).toHaveCount(1);
  await shoot("bazaar");
  await owner.offer(IDOL, 1, "2.5");
  await shoot("owner");
  await owner.close();
  if (isPhone && (await panels.body("bazaar").isVisible())) await page.getByTestId("tab-bazaar").click();
  await pass(DUSK_SECONDS);
  await shoot("dusk");
});

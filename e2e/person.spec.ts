import type { Page } from "@playwright/test";
import { namePlayer } from "@/game/rules/playerName";
import { expectAccessible } from "./fixtures/audit";
import { createNeighbour } from "./fixtures/neighbour";
import { expect, test } from "./test";

/** On an island of its own at each size: where guests of other stories stand around too, names give way to each other. */
const seeds = { desktop: 77, phone: 79 };

/** CSS pixels from the lower edge of a name down to the figure under it, at any zoom. */
const BELOW_NAME_PX = 25;

/** Where a figure is, once it stands: below its name. */
async function readFigure(page: Page, name: string): Promise<{ x: number; y: number }> {
  const label = page.locator(".player-name", { hasText: name });
  let seen = "";
  await expect
    .poll(async () => {
      const before = seen;
      seen = JSON.stringify(await label.boundingBox());
      return seen === before;
    })
    .toBe(true);
  const { x = 0, y = 0, width = 0, height = 0 } = (await label.boundingBox()) ?? {};
  return { x: x + width / 2, y: y + height + BELOW_NAME_PX };
}

test("a press on another player opens their card, walks nowhere, and leads to where they can be watched", async ({
  page,
  stack,
  chain,
  guard,
  game,
  isPhone,
  keep,
  doors,
}) => {
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  const player = neighbour.address.toLowerCase();
  const name = namePlayer(player);
  const seed = isPhone ? seeds.phone : seeds.desktop;
  await neighbour.setOut(seed);
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
  await game.setOut({ seed });
  await game.waitUntilPlayable();
  await game.waitUntilConfirmed();
  await neighbour.stepTo("west");
  await expect.poll(() => game.readOther(neighbour.address)).toBe(game.fromStart(-1, 0));
  const card = page.getByTestId("person");
  const tile = await game.readTile();
  const press = async () => {
    const { x, y } = await readFigure(page, name);
    await (isPhone ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
  };

  await test.step("by a press: who it is, what they have, and nobody walks", async () => {
    await press();
    await expect(card).toHaveAttribute("data-player", player);
    await expect(card.getByRole("heading", { name })).toBeVisible();
    const { points } = await chain.readRun(neighbour.address);
    await expect(card.getByTestId("person-facts")).toHaveAttribute("data-points", String(points));
    await expect(card.getByRole("link", { name: /^Watch/ })).toHaveAttribute("href", `/watch?follow=${player}`);
    await expect(card.getByRole("link", { name: /^Their page/ })).toHaveAttribute("href", `/player/${player}`);
    expect(await game.readTile()).toBe(tile);
    await expect(page.getByTestId("pending")).toHaveAttribute("data-count", "0");
    await keep("1-card");
    await expectAccessible(page, "the card of another player");
  });

  await test.step("it leaves the middle of the island free, where the player stands", async () => {
    const island = await page.getByTestId("game").boundingBox();
    const box = await card.boundingBox();
    const middle = { x: (island?.x ?? 0) + (island?.width ?? 0) / 2, y: (island?.y ?? 0) + (island?.height ?? 0) / 2 };
    const isAbove = (box?.y ?? 0) + (box?.height ?? 0) < middle.y - 40;
    const isBeside = (box?.x ?? 0) + (box?.width ?? 0) < middle.x - 40;
    expect(isAbove || isBeside).toBe(true);
  });

  await test.step("it is closed by its button; the keyboard finds it without a figure, and Escape closes it", async () => {
    await card.getByTestId("person-close").click();
    await expect(card).toHaveCount(0);
    await page.getByTestId("people").focus();
    await page.keyboard.press("Enter");
    await expect(card).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(card).toHaveCount(0);
    expect(await game.readTile()).toBe(tile);
  });

  await test.step("where the lists do not answer it says so, and its links are there", async () => {
    guard.forgive(/ERR_FAILED/);
    await page.route("**/api/player/**", (route) => route.abort());
    await page.reload();
    await game.waitUntilPlayable();
    await expect.poll(() => game.readOther(neighbour.address)).toBe(game.fromStart(-1, 0));
    await press();
    await expect(card.getByTestId("person-facts")).toContainText("cannot be read right now");
    await expect(card.getByRole("link", { name: /^Watch/ })).toBeVisible();
  });
});

import type { Page } from "@playwright/test";
import { namePlayer } from "@/game/rules/playerName";
import { expectAccessible } from "./fixtures/audit";
import { DOOR_DOWN } from "./fixtures/guard";
import { createNeighbour } from "./fixtures/neighbour";
import { waitForToday } from "./fixtures/today";
import { expect, test } from "./test";

const rowOf = (page: Page, account: string) =>
  page.locator(`[data-testid=watch-row][data-account="${account.toLowerCase()}"]`);

test("whoever is out is seen and followed without a wallet, exactly where the chain has them", async ({
  page,
  chain,
  stack,
  isPhone,
  keep,
}) => {
  const island = page.getByTestId("watch-island");
  const stage = page.getByTestId("watch-stage");
  const card = page.getByTestId("watch-card");
  const said = page.getByTestId("watch-said");
  const seed = await waitForToday(chain);
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  const account = neighbour.address.toLowerCase();
  const name = namePlayer(account);

  await test.step("the island of today, live", async () => {
    await page.goto("/");
    await page.getByRole("link", { name: "Watch", exact: true }).click();
    await expect(page).toHaveURL("/watch");
    await expect(island).toHaveAttribute("data-seed", String(seed));
    await expect(page.getByTestId("watch-live")).toHaveAttribute("data-state", "live");
  });

  await test.step("somebody sets out: they are in the list at once, and a press follows them", async () => {
    await neighbour.setOut(seed);
    const row = rowOf(page, account);
    await expect(row).toHaveAttribute("data-tile", String((await chain.readRun(neighbour.address)).tile));
    await expect(row.getByRole("button")).toContainText(name);
    await row.getByRole("button").click();
    await expect(row.getByRole("button")).toHaveAttribute("aria-expanded", "true");
    await expect(stage).toHaveAttribute("data-followed", account);
    await expect(page).toHaveURL(`/watch?follow=${account}`);
    await expect(page.locator(".player-name", { hasText: name })).toBeVisible();
    await expect(said).toContainText(`Following ${name}.`);
    await expect(said).toContainText("Set out on a Walk in practice");
    await keep("1-followed");
  });

  await test.step("they walk: place and points are the chain's, and the feed says it in words", async () => {
    // West of the fire is another region, which counts.
    await neighbour.stepTo("west");
    const { tile, points } = await chain.readRun(neighbour.address);
    expect(points).toBeGreaterThan(0);
    await expect(card).toHaveAttribute("data-tile", String(tile));
    await expect(card).toHaveAttribute("data-points", String(points));
    await expect(card).toHaveAttribute("data-load", "0");
    await expect(page.getByTestId("watch-deed").first()).toContainText("Walked 1 step");
    await expect(said, "steps are not read out").not.toContainText("Walked");
    await expect(card.getByRole("link")).toHaveAttribute("href", `/player/${account}`);
    await expectAccessible(page, "somebody is followed");
    await keep("2-walked");
  });

  // Each size has an island of its own, on which nobody else is.
  const away = isPhone ? 4_243 : 4_242;
  const other = await createNeighbour(chain, stack.rpcUrl);
  const row = rowOf(page, other.address);

  await test.step("keyboard alone: another island, whoever is there, and the view", async () => {
    await other.setOut(away);
    const islands = page.getByTestId("watch-islands");
    await expect(islands.locator("option", { hasText: `Island ${away} · 1 player` })).toBeAttached();
    await page.getByTestId("watch-free").focus();
    await page.keyboard.press("Enter");
    await expect(card).toHaveCount(0);
    await expect(said).toContainText("The view is free.");
    await islands.selectOption(String(away));
    await expect(island).toHaveAttribute("data-seed", String(away));
    await expect(page.getByTestId("watch-count")).toHaveAttribute("data-count", "1");
    // The best one is followed; another press chooses them for good.
    await expect(row.getByRole("button")).toHaveAttribute("aria-expanded", "true");
    await islands.focus();
    await page.keyboard.press("Tab");
    await expect(row.getByRole("button")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/watch?follow=${other.address.toLowerCase()}`);
    await expect(row.getByRole("button"), "the reader stays where they are").toBeFocused();
    await stage.focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("watch-free")).toHaveAttribute("aria-pressed", "true");
    await expect(stage).toHaveAttribute("data-followed", "");
    await expect(page).toHaveURL("/watch");
    await keep("3-free");
  });

  await test.step("a press on a figure follows it", async () => {
    await stage.scrollIntoViewIfNeeded();
    const label = page.locator(".player-name", { hasText: namePlayer(other.address) });
    await expect(label).toBeVisible();
    const box = await label.boundingBox();
    if (!box) throw new Error("The name is not in sight.");
    // The name stands above the head.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height + 20);
    await expect(row.getByRole("button")).toHaveAttribute("aria-expanded", "true");
    await expect(stage).toHaveAttribute("data-followed", other.address.toLowerCase());
  });

  await test.step("an address that was sent shows the same", async () => {
    await page.goto(`/watch?follow=${neighbour.address}`);
    await expect(card).toHaveAttribute("data-account", account);
    await expect(island).toHaveAttribute("data-seed", String(seed));
    await page.getByTestId("watch-follow-best").click();
    await expect(page.getByTestId("watch-row").first().getByRole("button")).toHaveAttribute("aria-expanded", "true");
  });

  await test.step("text of twice the size", async () => {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(cut, "nothing runs out sideways").toBe(0);
    await keep("4-large-text");
  });
});

test("nobody is out, the one who was sent is gone, and parts of the world fail: the page says so and what to do", async ({
  page,
  context,
  stack,
  guard,
  keep,
}) => {
  const live = page.getByTestId("watch-live");
  const gone = `0x${"ab".repeat(20)}`;
  // Whoever is still out after other stories: the chain names nobody who set out.
  await page.route("**/api/rpc", async (route) => {
    const asked = route.request().postDataJSON() as { id: number; method?: string };
    if (asked.method !== "eth_getLogs") await route.continue();
    else await route.fulfill({ json: { jsonrpc: "2.0", id: asked.id, result: [] } });
  });

  await test.step("nobody", async () => {
    await page.goto(`/watch?follow=${gone}`);
    await expect(page.getByTestId("watch-missing")).toContainText(`${namePlayer(gone)} is not out right now.`);
    const nobody = page.getByTestId("watch-nobody");
    await expect(nobody).toContainText("Nobody is out right now");
    await expect(nobody.getByRole("link", { name: "Play" })).toHaveAttribute("href", "/play");
    await expect(page.getByTestId("watch-best")).toContainText(/Best of today: |Nobody has points/);
    await expect(page.getByTestId("watch-island")).toHaveAttribute("data-seed", /^\d+$/);
    await expectAccessible(page, "nobody is out");
    await keep("1-nobody");
  });

  await test.step("the chain stops, then the network: what is shown stays, with a message", async () => {
    guard.forgive(DOOR_DOWN);
    guard.forgive(/ERR_INTERNET_DISCONNECTED/);
    await stack.stop("chain");
    try {
      await expect(live).toHaveAttribute("data-state", "chain");
      await expect(live.getByRole("status")).toContainText("The blockchain is not responding");
      await keep("2-chain-down");
    } finally {
      await stack.start("chain");
    }
    await expect(live).toHaveAttribute("data-state", "live");
    await context.setOffline(true);
    await expect(live).toHaveAttribute("data-state", "offline");
    await context.setOffline(false);
    await expect(live).toHaveAttribute("data-state", "live");
  });
});

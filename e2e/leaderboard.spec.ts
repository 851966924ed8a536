import type { Address } from "viem";
import { DOOR_DOWN } from "./fixtures/guard";
import { waitForToday } from "./fixtures/today";
import { expect, test } from "./test";

test("a player finds themselves on the boards and on their own page, and sees when these are outdated", async ({
  page,
  context,
  stack,
  chain,
  guard,
  doors,
  game,
  openSession,
  keep,
}) => {
  await waitForToday(chain);
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(game.startCard).toBeVisible();
  await game.setOut({ mode: "daily", length: "dash" });
  await game.waitUntilPlayable();
  // West of the fire is another region, which counts.
  await game.step("west");
  await game.waitUntilConfirmed();
  const account = (await openSession()).toLowerCase() as Address;
  const { points } = await chain.readRun(account);
  expect(points).toBeGreaterThan(0);
  const row = page.locator(`[data-testid=leaderboard-row][data-account="${account}"]`);
  const freshness = page.getByTestId("freshness");

  await test.step("today's board has the expedition that still runs, with the chain's points", async () => {
    await page.getByTestId("to-leaderboard").click();
    await expect(page).toHaveURL(/\/leaderboard\?you=0x/);
    await expect(page.getByRole("link", { name: "Today", exact: true })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("link", { name: "Dash", exact: true })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("table", { name: /best daily expeditions of today by points: Dash/ })).toBeVisible();
    await expect(row).toContainText("you");
    await expect(row.getByRole("cell").last()).toHaveText(String(points));
    await expect(page.getByRole("rowheader", { name: new RegExp(account.slice(2, 6)) })).toBeVisible();
    await keep("today");
  });

  await test.step("the other lengths, the week and the league are a link away, for screen readers too", async () => {
    await page.getByRole("link", { name: "Walk", exact: true }).click();
    await expect(page).toHaveURL(/&length=2$/);
    await expect(page.getByTestId("board-time")).toHaveAttribute("data-board", /^day\/\d+\/2$/);
    await expect(row, "it was a Dash").toHaveCount(0);
    const dash = page.getByRole("link", { name: "Dash", exact: true });
    await dash.click();
    await expect(dash).toHaveAttribute("aria-current", "page");
    await page.getByRole("link", { name: "This week", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page, "the address says which one, and who").toHaveURL(/\/leaderboard\?you=0x[0-9a-f]{40}&view=week$/);
    await page.reload();
    await expect(row).toContainText("you");
    await expect(freshness).toHaveAttribute("data-state", "fresh");
    await expect(page.getByRole("columnheader", { name: "Points" })).toBeVisible();
    await page.getByRole("link", { name: "League", exact: true }).click();
    await expect(page.getByRole("table", { name: /league of the week/ })).toBeVisible();
    await expect(row).toContainText("you");
    await keep("league");
  });

  await test.step("the player's page agrees with the chain", async () => {
    const replay = row.getByRole("link", { name: /^Watch/ });
    await expect(replay).toHaveAttribute("href", /\/run\/0x[0-9a-f]{40}\/\d+\?you=0x[0-9a-f]{40}$/);
    await row.getByRole("link").first().focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/player/${account}`);
    await expect(page.getByTestId("best-dash")).toHaveText(String(points));
    const { number } = await chain.readPlayer(account);
    const newest = page.getByTestId("run").first();
    await expect(newest).toHaveAttribute("data-number", String(number));
    await expect(newest).toHaveAttribute("data-points", String(points));
    await expect(newest).toContainText("Running now");
    await expect(page.getByTestId("activity").first()).toContainText("Walked 1 step");
    const operations = await chain.readOperations(account);
    await expect(page.getByTestId("player-session")).toHaveAttribute("data-operations", String(operations.length));
    await expect(page.getByTestId("player-session")).toContainText("Active");
    await keep("player");
    const data = await page.request.get(`/api/run/${account}/${number}`);
    expect(await data.json()).toMatchObject({ number, points });
    await expect(newest.getByRole("link")).toHaveAttribute("href", `/run/${account}/${number}`);
  });

  await test.step("the indexer stops: both say that they are outdated, and up to which block they count", async () => {
    await stack.stop("indexer");
    try {
      await expect(freshness).toHaveAttribute("data-state", "stale");
      await expect(freshness.getByRole("status")).toContainText(/old: they count up to block [\d,]+/);
      await keep("player-stale");
      await page.getByRole("link", { name: "Leaderboard" }).click();
      await expect(row).toBeVisible();
      await expect(freshness).toHaveAttribute("data-state", "stale");
      await keep("leaderboard-stale");
    } finally {
      await stack.start("indexer");
    }
    await expect(freshness).toHaveAttribute("data-state", "fresh");
  });

  await test.step("the database fails, then the network: loaded data stays, with a message", async () => {
    guard.forgive(DOOR_DOWN);
    guard.forgive(/ERR_INTERNET_DISCONNECTED/);
    await stack.stop("database");
    try {
      await expect(freshness).toHaveAttribute("data-state", "unread");
      await expect(row).toBeVisible();
      await page.reload();
      await expect(page.getByTestId("board-problem")).toContainText("a database that does not answer");
      await keep("leaderboard-problem");
    } finally {
      await stack.start("database");
    }
    await expect(row).toBeVisible();
    await context.setOffline(true);
    await expect(freshness).toHaveAttribute("data-state", "offline");
    await expect(row).toBeVisible();
    await context.setOffline(false);
    await expect(freshness).toHaveAttribute("data-state", "fresh");
  });

  await test.step("an account that has not played has an empty page, and an invalid account has none", async () => {
    await page.goto(`/player/0x${"ab".repeat(20)}`);
    await expect(page.getByTestId("board-empty")).toContainText("Nobody has played with this account yet");
    await keep("player-empty");
    guard.forgive(/404/);
    await page.goto("/player/0x12");
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  });
});

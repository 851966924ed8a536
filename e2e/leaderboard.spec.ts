import { DOOR_DOWN } from "./fixtures/guard";
import { expect, test } from "./test";

test("a player finds themselves on the leaderboard and on their own page, and sees when these are outdated", async ({
  page,
  context,
  stack,
  chain,
  guard,
  beginAsGuest,
  game,
  panels,
  panel,
  keep,
}) => {
  await beginAsGuest();
  await panels.doAtCamp("embark");
  await panels.close();
  await game.step("east");
  await game.step("west");
  const points = await panels.readPoints();
  await panels.doAtCamp("finish");
  await game.waitUntilConfirmed();
  await panels.open("session");
  const account = (await panel.readAccount()).toLowerCase();
  const row = page.locator(`[data-testid=leaderboard-row][data-account="${account}"]`);
  const freshness = page.getByTestId("freshness");

  await test.step("this week's leaderboard has its expedition, with the points that the camp showed", async () => {
    await page.getByTestId("to-leaderboard").click();
    await expect(page).toHaveURL(/\/leaderboard\?you=0x/);
    await expect(page.getByRole("link", { name: "This week" })).toHaveAttribute("aria-current", "page");
    await expect(page.getByRole("table", { name: /best expeditions of the week by points/ })).toBeVisible();
    await expect(row).toContainText("you");
    await expect(row.getByRole("cell").last()).toHaveText(String(points));
    await expect(page.getByRole("rowheader", { name: new RegExp(account.slice(2, 6)) })).toBeVisible();
    const { best } = await chain.readPlayer(account as `0x${string}`);
    expect(points, "the chain has it too").toBe(Number(best));
    expect(points).toBeGreaterThan(0);
    await keep("week");
  });

  await test.step("the all-time leaderboard marks the player, as a table for screen readers", async () => {
    await page.getByRole("link", { name: "All time" }).focus();
    await page.keyboard.press("Enter");
    await expect(page, "the address says which one, and who").toHaveURL(/\/leaderboard\?you=0x[0-9a-f]{40}&view=all$/);
    await expect(page.getByRole("link", { name: "All time" })).toHaveAttribute("aria-current", "page");
    await page.reload();
    await expect(row).toContainText("you");
    await expect(freshness).toHaveAttribute("data-state", "fresh");
    await expect(page.getByRole("table", { name: /best wanderers by score/ })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Score" })).toBeVisible();
    await expect(page.getByRole("rowheader", { name: new RegExp(account.slice(2, 6)) })).toBeVisible();
    await keep("leaderboard");
  });

  await test.step("the player's page agrees with the chain", async () => {
    await row.getByRole("link").focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/player/${account}`);
    const { steps } = await chain.readPlayer(account as `0x${string}`);
    await expect(page.getByTestId("sum-steps")).toHaveText(String(steps));
    const operations = await chain.readOperations(account as `0x${string}`);
    const expedition = page.getByTestId("expedition");
    await expect(expedition).toHaveCount(1);
    await expect(expedition).toHaveAttribute("data-operations", String(operations.length));
    await expect(expedition).toHaveAttribute("data-steps", String(steps));
    await expect(expedition).toContainText("Running");
    await keep("player");
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

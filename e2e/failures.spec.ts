import { leaveCalls } from "./fixtures/budget";
import { APP_GONE, DOOR_DOWN } from "./fixtures/guard";
import { dropNextOperation } from "./fixtures/slowBundler";
import { expect, test } from "./test";

const anySize = { tag: "@anySize" };

test(
  "when the limits of a session are used up, the page says so, keeps the last move, and a new session plays it",
  anySize,
  async ({ page, chain, doors, game, panel, keep, walkAsGuest, openSession }) => {
    await walkAsGuest("east");
    const account = await openSession();
    await leaveCalls(chain, account, 0);
    await game.step("west");
    await expect(panel.ended).toBeVisible();
    await expect(panel.ended).toContainText("The limits are used up");
    await expect(panel.ended).toContainText("1 move is waiting and will be sent when you continue.");
    await keep("used-up");
    await page.getByTestId("play-again").click();
    await doors.sign.click();
    await game.waitUntilPlayable();
    await game.waitUntilConfirmed();
    expect(Number((await chain.readPlayer(account)).steps)).toBe(2);
  },
);

test(
  "when the sponsor's budget for today is used up, a new session waits, and the page says why and when to try again",
  anySize,
  async ({ page, stack, guard, doors, game, keep }) => {
    guard.forgive(APP_GONE);
    guard.forgive(DOOR_DOWN);
    await doors.enterAsGuest();
    await stack.setEnvironment({ SPONSOR_ACCOUNT_DAY_WEI: "1" });
    try {
      guard.forgive(/403/);
      await doors.sign.click();
      const notice = page.getByTestId("notice").filter({ hasText: "budget" });
      await expect(notice).toHaveText(
        /The sponsor’s budget for you is used up for today\. Try again after \d\d:\d\d\./,
      );
      await expect(doors.card, "the card stays").toBeVisible();
      await expect(doors.sign).toBeEnabled();
      await keep("refused");
    } finally {
      await stack.setEnvironment({});
    }
    await expect(page.getByTestId("health-app")).toHaveCount(0);
    await doors.sign.click();
    await game.waitUntilPlayable();
    await game.step("east");
    await game.waitUntilConfirmed();
  },
);

test(
  "offline in play: moves are drawn and kept, and sent when the network is back",
  anySize,
  async ({ page, context, chain, guard, game, panels, panel, keep, walkAsGuest }) => {
    await walkAsGuest("east");
    guard.forgive(APP_GONE);
    await context.setOffline(true);
    const banner = page.getByTestId("health-network");
    await expect(banner).toContainText("You are offline. Keep playing");
    await game.step("west");
    await game.step("west");
    expect(await game.readTile(), "what is played is drawn").toBe(game.fromStart(-1, 0));
    await keep("offline");
    await context.setOffline(false);
    await expect(banner).toHaveCount(0);
    await game.waitUntilConfirmed();
    await panels.open("session");
    expect(Number((await chain.readPlayer(await panel.readAccount())).steps)).toBe(3);
  },
);

test(
  "when the chain does not answer in play, the page names it, keeps what was played, and goes on",
  anySize,
  async ({ page, stack, chain, guard, game, panels, panel, keep, walkAsGuest }) => {
    guard.forgive(DOOR_DOWN);
    await walkAsGuest("east");
    const banner = page.getByTestId("health-rpc");
    await stack.stop("chain");
    try {
      await game.step("west");
      await expect(banner).toContainText("The blockchain is not responding. What you played is kept");
      await keep("chain-down");
    } finally {
      await stack.start("chain");
    }
    await expect(banner).toHaveCount(0);
    await game.waitUntilConfirmed();
    await panels.open("session");
    expect(Number((await chain.readPlayer(await panel.readAccount())).steps)).toBe(2);
  },
);

test(
  "an operation that the bundler took and forgot is sent again by itself, and played once",
  anySize,
  async ({ page, chain, game, panels, panel, keep, walkAsGuest, openSession }) => {
    await walkAsGuest("east");
    const isDropped = await dropNextOperation(page);
    const account = await openSession();
    await panels.close();
    await game.step("west");
    await expect.poll(isDropped).toBe(true);
    await panels.open("session");
    await expect(panel.operations.first()).toHaveAttribute("data-status", "pending");
    await keep("1-forgotten");
    await expect(panel.operations.first()).toHaveAttribute("data-status", "confirmed", { timeout: 120_000 });
    await keep("2-on-chain");
    expect(Number((await chain.readPlayer(account)).steps)).toBe(2);
  },
);

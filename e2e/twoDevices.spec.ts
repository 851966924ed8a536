import { generatePrivateKey } from "viem/accounts";
import { injectWallet } from "./fixtures/wallet";
import { GameDriver } from "./game/GameDriver";
import { Doors } from "./pages/Doors";
import { Panels } from "./pages/Panels";
import { SessionPanel } from "./pages/SessionPanel";
import { expect, test } from "./test";

const UNDONE = "[data-testid=journal] [data-kind=rolledBack]";

test("one account on two devices: each plays by its own key, sees the other, and outlives its end", {
  tag: "@anySize",
}, async ({ page, browser, baseURL, contextOptions, stack, chain, guard, doors, game, panels, panel, keep }) => {
  guard.forgive(/50[234]/);
  const { chainId } = chain.deployment;
  const key = generatePrivateKey();
  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  try {
    const page2 = await context.newPage();
    const second = {
      doors: new Doors(page2),
      game: new GameDriver(page2, false),
      panels: new Panels(page2, false),
      panel: new SessionPanel(page2),
    };
    for (const [on, way, play] of [
      [page, doors, game],
      [page2, second.doors, second.game],
    ] as const) {
      await way.enterWithWallet(await injectWallet(on, chainId, undefined, key));
      await way.sign.click();
      await play.waitUntilPlayable();
    }
    await panels.open("session");
    await second.panels.open("session");
    const account = await panel.readAccount();
    expect(await second.panel.readAccount()).toBe(account);
    const prints = await Promise.all([page, page2].map((each) => each.getByTestId("key-print").textContent()));
    expect(new Set(prints).size, "each device has a key of its own").toBe(2);

    await test.step("both play, and each sees where the other went", async () => {
      await game.walkTo(game.fromStart(1, 0));
      await game.waitUntilConfirmed();
      await expect.poll(() => second.game.readTile()).toBe(game.fromStart(1, 0));
      await second.game.step("west");
      await second.game.waitUntilConfirmed();
      await expect.poll(() => game.readTile()).toBe(game.fromStart(0, 0));
      await game.step("east");
      await game.waitUntilConfirmed();
      await expect.poll(() => second.game.readTile()).toBe(game.fromStart(1, 0));
    });

    await test.step("of two gatherings of one bush one is undone, in words", async () => {
      await game.walkTo(game.fromStart(0, 0));
      await game.waitUntilConfirmed();
      await expect.poll(() => second.game.readTile()).toBe(await game.readTile());
      await stack.stop("bundler");
      await panels.close();
      await game.gather();
      await second.game.gather();
      await stack.start("bundler");
      await game.waitUntilConfirmed();
      await second.game.waitUntilConfirmed();
      const [here, there] = [page.locator(UNDONE), page2.locator(UNDONE)] as const;
      const counts = [await here.count(), await there.count()];
      expect(counts.toSorted()).toEqual([0, 1]);
      await expect(counts[0] === 1 ? here : there).toContainText(/Not done: Gather/);
      await keep("1-first");
      await page2.screenshot({ path: test.info().outputPath("1-second.png") });
    });

    await test.step("each finds the other's session, and the end of one leaves the other", async () => {
      await panels.open("session");
      await page.getByTestId("to-sessions").click();
      const row = page.getByTestId("session");
      await expect(row).toHaveCount(2);
      await expect(row.getByTestId("session-label").filter({ hasText: "Another device" })).toHaveCount(1);
      const other = row.filter({ hasText: "Another device" });
      await expect(other, "the print is what the other device shows").toContainText(prints[1] ?? "none");
      await keep("2-sessions");
      await other.getByTestId("end-one").click();
      await other.getByTestId("end-one-confirm").click();
      await expect(other).toHaveAttribute("data-status", "ended");
      await expect(second.panel.ended).toBeVisible();
      await page.goto("/play");
      await game.waitUntilPlayable();
      await game.step("west");
      await game.waitUntilConfirmed();
    });
    const last = (await chain.readOperations(account)).at(-1);
    expect(last?.success).toBe(true);
  } finally {
    await stack.start("bundler");
    await context.close();
  }
});

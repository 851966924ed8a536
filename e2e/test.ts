import { test as base } from "@playwright/test";
import type { Address } from "viem";
import { type Chain, createChain } from "./fixtures/chain";
import { createGuard, type Guard } from "./fixtures/guard";
import { createStack, type Stack } from "./fixtures/stack";
import { type Direction, GameDriver } from "./game/GameDriver";
import { Doors } from "./pages/Doors";
import { OwnerPage } from "./pages/OwnerPage";
import { Panels } from "./pages/Panels";
import { SessionPanel } from "./pages/SessionPanel";

type Fixtures = {
  isPhone: boolean;
  stack: Stack;
  chain: Chain;
  /** Active in every story: console errors, page errors and failed requests make it fail. */
  guard: Guard;
  doors: Doors;
  game: GameDriver;
  /** The way in for a story about something else: a new guest opens the game, signs, and can play. */
  beginAsGuest: () => Promise<void>;
  /** The same, and these steps are on chain, in one operation. */
  walkAsGuest: (...steps: readonly Direction[]) => Promise<void>;
  /** Opens the session panel, and reads whose account it is. */
  openSession: () => Promise<Address>;
  panels: Panels;
  panel: SessionPanel;
  owner: OwnerPage;
  /** Takes a screenshot now. */
  keep: (moment: string) => Promise<void>;
};

export const test = base.extend<Fixtures>({
  isPhone: async ({ hasTouch }, use) => use(hasTouch),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from the pattern.
  stack: async ({}, use) => use(createStack()),
  chain: async ({ stack }, use) => use(createChain(stack)),
  guard: [
    async ({ context }, use) => {
      const guard = createGuard(context);
      await use(guard);
      if (guard.complaints().length > 0) throw new Error(`The page complained:\n${guard.complaints().join("\n")}`);
    },
    { auto: true },
  ],
  doors: async ({ page }, use) => use(new Doors(page)),
  game: async ({ page, isPhone }, use) => use(new GameDriver(page, isPhone)),
  beginAsGuest: async ({ doors, game }, use) =>
    use(async () => {
      await doors.enterAsGuest();
      await doors.sign.click();
      await game.waitUntilPlayable();
    }),
  walkAsGuest: async ({ beginAsGuest, game }, use) =>
    use(async (...steps) => {
      await beginAsGuest();
      for (const direction of steps) await game.step(direction);
      await game.waitUntilConfirmed();
    }),
  openSession: async ({ panels, panel }, use) =>
    use(async () => {
      await panels.open("session");
      return panel.readAccount();
    }),
  panels: async ({ page, isPhone }, use) => use(new Panels(page, isPhone)),
  panel: async ({ page }, use) => use(new SessionPanel(page)),
  owner: async ({ page }, use) => use(new OwnerPage(page)),
  keep: async ({ page }, use, testInfo) =>
    use(async (moment) => {
      await page.screenshot({ path: testInfo.outputPath(`${moment}.png`) });
    }),
});

export { expect } from "@playwright/test";

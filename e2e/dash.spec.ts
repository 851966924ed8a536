import type { Locator, Page } from "@playwright/test";
import { BUTTON, plugIn } from "./fixtures/pad";
import { expectFinished, playDash, pressUntilChanged, watchPointers } from "./game/dash";
import type { Direction } from "./game/GameDriver";
import { SEED } from "./game/plans";
import { expect, test } from "./test";

/** Goes on with the Tab key until a control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let press = 0; press < 80 && !(await isThere()); press++) await page.keyboard.press("Tab");
  await expect(control).toBeFocused();
}

test("a whole Dash by keyboard alone", { tag: "@anySize" }, async ({ page, chain, doors, game, panel, keep }) => {
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByTestId("set-out")).toBeEnabled();
  const account = await panel.readAccount();
  const readPointers = await watchPointers(page);
  const card = game.startCard;

  await playDash(page, chain, account, {
    readTile: () => game.readTile(),
    step: (direction) => game.step(direction),
    gather: () => game.gather(),
    setOut: async () => {
      const practice = card.locator("input[value=practice]");
      await tabTo(page, card.locator("input[type=radio]:checked").first());
      for (let press = 0; press < 3 && !(await practice.isChecked()); press++) await page.keyboard.press("ArrowRight");
      await tabTo(page, card.locator("input[name=seed]"));
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(String(SEED));
      await tabTo(page, page.getByTestId("set-out"));
      await page.keyboard.press("Enter");
      await expect(game.expedition).toHaveAttribute("data-mode", "practice");
    },
    bank: async () => {
      await pressUntilChanged(
        () => page.keyboard.press("b"),
        () => game.read("load"),
      );
      await keep("banked");
    },
    finish: async () => {
      for (const next of ["finish", "finish-confirm", "summary"]) {
        await page.keyboard.press("f");
        await expect(page.getByTestId(next)).toBeVisible();
      }
    },
  });
  expect(await readPointers(), "nothing was pressed with a pointer").toEqual([]);
});

test("a whole Dash by touch alone, with swipes and taps", { tag: "@phone" }, async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  keep,
}) => {
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByTestId("set-out")).toBeEnabled();
  const readPointers = await watchPointers(page);
  await page.getByTestId("tab-session").tap();
  await expect(panels.body("session")).toBeVisible();
  const account = await panel.readAccount();
  await page.getByTestId("tab-session").tap();
  let swipes = 0;

  await playDash(page, chain, account, {
    readTile: () => game.readTile(),
    // Both ways of walking that thumbs have.
    step: (direction) => (swipes++ % 2 === 0 ? game.swipe(direction) : game.step(direction)),
    gather: () => game.gather(),
    setOut: async () => {
      await game.startCard.locator("input[value=practice]").tap();
      await game.startCard.locator("input[name=seed]").fill(String(SEED));
      await page.getByTestId("set-out").tap();
      await expect(game.expedition).toHaveAttribute("data-mode", "practice");
      await expect(page.locator("[data-testid=game] canvas")).toHaveAttribute("aria-busy", "false");
    },
    bank: async () => {
      await pressUntilChanged(
        () => page.getByTestId("quick-bank").tap(),
        () => game.read("load"),
      );
      await keep("banked");
    },
    finish: async () => {
      for (const next of ["tab-finish", "finish", "finish-confirm"]) await page.getByTestId(next).tap();
    },
  });
  expect(new Set(await readPointers()), "fingers and nothing else").toEqual(new Set(["touch"]));
});

// The machine that runs stories has no gamepad: a stand-in answers for the browser's.
test("a whole Dash by gamepad alone", { tag: "@anySize" }, async ({ page, chain, doors, game, panel, keep }) => {
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByTestId("set-out")).toBeEnabled();
  const account = await panel.readAccount();
  const readPointers = await watchPointers(page);
  const pad = await plugIn(page);
  const buttons: Record<Direction, number> = {
    ...{ north: BUTTON.up, east: BUTTON.right, south: BUTTON.down, west: BUTTON.left },
  };

  await playDash(page, chain, account, {
    readTile: () => game.readTile(),
    step: (direction) =>
      pressUntilChanged(
        () => pad.tap(buttons[direction]),
        () => game.readTile(),
      ),
    gather: () =>
      pressUntilChanged(
        () => pad.tap(BUTTON.a),
        () => game.read("load"),
      ),
    bank: () =>
      pressUntilChanged(
        () => pad.tap(BUTTON.b),
        () => game.read("load"),
      ),
    setOut: () =>
      pressUntilChanged(
        () => pad.tap(BUTTON.start),
        () => game.expedition.getAttribute("data-number"),
      ),
    finish: async () => {
      await keep("banked");
      for (const next of ["finish", "finish-confirm", "summary"]) {
        await pad.tap(BUTTON.start);
        await expect(page.getByTestId(next)).toBeVisible();
      }
    },
  });
  expect(await readPointers(), "nothing was pressed with a pointer").toEqual([]);
});

const arrows: Record<string, string> = {
  ...{ north: "ArrowUp", east: "ArrowRight", south: "ArrowDown", west: "ArrowLeft" },
};

test("a whole Dash by what the accessibility tree says alone", { tag: "@anySize" }, async ({
  page,
  chain,
  doors,
  panel,
  keep,
}) => {
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByRole("button", { name: /^Set out: Dash/ })).toBeEnabled();
  const account = await panel.readAccount();
  const readPointers = await watchPointers(page);
  const mirror = page.getByRole("region", { name: "What happens" });
  const place = mirror.getByRole("status").filter({ hasText: /^You stand on / });
  const goal = page.getByRole("group", { name: "Next goal" });
  const home = page.getByRole("definition").filter({ hasText: /^(You are here|[\d,]+ steps? · )/ });
  const pack = page
    .getByRole("status")
    .filter({ hasText: /^\d+ of \d+/ })
    .first();
  const press = async (control: Locator) => {
    await control.focus();
    await page.keyboard.press("Enter");
  };
  /** Takes the step with which a way begins, as it is said; false: nothing is said of a step. */
  const stepBy = async (way: Locator): Promise<boolean> => {
    const [, toward = ""] = /First (\w+)/.exec(await way.innerText()) ?? [];
    const key = arrows[toward];
    if (!key) return false;
    await pressUntilChanged(
      () => page.keyboard.press(key),
      () => place.innerText(),
    );
    return true;
  };

  await test.step("sets out for practice", async () => {
    await page.getByRole("radio", { name: "Practice" }).focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Seed of the island").focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(String(SEED));
    await press(page.getByRole("button", { name: /^Set out: Dash/ }));
    await expect(mirror).toContainText("You are on an expedition: Practice, Dash");
    await expect(place).toHaveText(/column 32, row 33/);
  });

  await test.step("goes where the next goal leads, and gathers until the camp is out of reach", async () => {
    const isAway = async () => !(await home.innerText()).includes("You are here");
    for (let gathered = 0; gathered < 2 || !(await isAway()); ) {
      if (await stepBy(goal)) continue;
      await pressUntilChanged(
        () => press(page.getByRole("button", { name: /^(Gather|Dig)/ })),
        () => pack.innerText(),
      );
      gathered++;
    }
  });

  await test.step("goes back to the camp, and banks", async () => {
    while (await stepBy(home));
    await press(page.getByRole("button", { name: /^Bank [\d,]+$/ }));
    await expect(page.getByRole("status").filter({ hasText: "banked at the camp" })).toBeVisible();
    await expect(pack).toHaveText(/^0 of /);
    await keep("banked");
  });

  await test.step("ends at home, and hears what it came to", async () => {
    await press(page.getByRole("tab", { name: "Finish" }));
    await press(page.getByRole("button", { name: /^Finish for / }));
    await press(page.getByRole("button", { name: "Finish", exact: true }));
    const poster = page.getByRole("region", { name: "Home in time" });
    const points = await poster.getByRole("heading", { level: 2 }).innerText();
    await expectFinished(chain, account, Number(points.replace(/\D/g, "")));
  });
  expect(await readPointers(), "nothing was pressed with a pointer").toEqual([]);
});

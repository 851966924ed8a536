import { expectFinished } from "./game/dash";
import { EXPERT_DASH, SEED } from "./game/plans";
import { expect, test } from "./test";

/** What a press can change, the lesson, and the control that the coach points at: all in one look, since time passes. */
function readScreen() {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  const name = find("main")?.dataset.highlight;
  const lit = [...document.querySelectorAll<HTMLElement>(`[data-control="${name}"]:not([data-active])`)].find((each) =>
    each.checkVisibility(),
  );
  const { points = "0", load = "0", secondsLeft = "0" } = find("[data-testid=expedition]")?.dataset ?? {};
  const seen = [name, lit?.dataset.testid, points, load, find("[data-testid=position]")?.dataset.tile].join(" ");
  const isOver = find("[data-testid=summary]") !== null;
  return {
    ...{ name, isOver, seen, code: lit?.dataset.code, lesson: find("[data-testid=coach]")?.dataset.lesson },
    ...{ worth: Number(points) + Number(load), secondsLeft: Number(secondsLeft) },
  };
}

/** Something is under way, or grains are missing: so long before the same is pressed again. */
const PATIENCE_MS = 1_000;
/** What is worth this much of what an expert gets is enough, since home adds a fifth: the rest of the time may pass at once. */
const ENOUGH = 0.31;
/** Left for the way home. */
const EVENING_SECONDS = 50;

test("a newcomer who presses only what is highlighted comes home from the first Dash with a third of an expert's points", {
  tag: "@anySize",
}, async ({ page, chain, stack, doors, game, panel, keep }) => {
  // On a machine that is too slow to get enough early, it lasts as long as a Dash does.
  test.setTimeout(480_000);
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(page.getByTestId("set-out")).toBeEnabled();
  const account = await panel.readAccount();
  // The one choice that nothing points at: an island on which the expert's points are known.
  await game.startCard.locator("input[value=practice]").check();
  await game.startCard.locator("input[name=seed]").fill(String(SEED));

  const lessons = new Set<string>();
  await test.step("presses what is highlighted, until the summary says what it came to", async () => {
    let isSkipped = false;
    for (;;) {
      const { isOver, name, code, lesson, seen, worth, secondsLeft } = await page.evaluate(readScreen);
      if (isOver) return;
      if (lesson) lessons.add(lesson);
      if (!isSkipped && worth >= ENOUGH * EXPERT_DASH && secondsLeft > EVENING_SECONDS) {
        isSkipped = true;
        await chain.client.request({ method: "evm_increaseTime", params: [secondsLeft - EVENING_SECONDS] } as never);
        await expect.poll(() => game.read("seconds-left")).toBeLessThanOrEqual(EVENING_SECONDS);
      } else if (code) await page.keyboard.press(code);
      else if (name) await page.locator(`[data-control="${name}"]:not([data-active]):visible`).first().click();
      await expect
        .poll(async () => (await page.evaluate(readScreen)).seen, { timeout: PATIENCE_MS, intervals: [50] })
        .not.toBe(seen)
        .catch(() => {});
    }
  });
  // What is within reach at the first fire is gathered before the lesson that says so.
  expect([...lessons], "the coach was there from the first press to the last").toEqual([
    "setOut",
    "walk",
    "bank",
    "home",
  ]);
  await keep("summary");
  const summary = page.getByTestId("summary");
  await expect(summary).toHaveAttribute("data-home", "true");
  const points = Number(await summary.getAttribute("data-points"));
  expect(points / EXPERT_DASH, `${points} points`).toBeGreaterThanOrEqual(0.35);
  await expectFinished(chain, account, points);

  // A chain ahead of the bundler's clock would make the next session not due yet.
  await page.close();
  await stack.reset();
});

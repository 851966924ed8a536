import type { Locator, Page } from "@playwright/test";
import { PNG } from "pngjs";
import { namePlayer } from "@/game/rules/playerName";
import { createNeighbour } from "./fixtures/neighbour";
import { expect, test } from "./test";

/** A page of one colour has a few; an island has hundreds. */
const MANY_COLOURS = 150;

/** How many colours are seen in a part of the page. */
async function countColours(page: Page, clip: { x: number; y: number; width: number; height: number }) {
  const { data } = PNG.sync.read(await page.screenshot({ clip }));
  const seen = new Set<number>();
  for (let i = 0; i < data.length; i += 4) {
    seen.add(((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0));
  }
  return seen.size;
}

/** Whether a canvas shows something else some pictures later. */
function isMoving(canvas: Locator): Promise<boolean> {
  return canvas.evaluate(async (element: HTMLCanvasElement) => {
    const before = element.toDataURL();
    for (let frame = 0; frame < 90; frame++) {
      await new Promise(requestAnimationFrame);
      if (element.toDataURL() !== before) return true;
    }
    return false;
  });
}

async function readNames(page: Page) {
  const names = page.locator(".player-name");
  return names.evaluateAll((all) =>
    all
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .map((each) => ({ text: each.textContent, box: each.getBoundingClientRect().toJSON() as DOMRect })),
  );
}

const overlap = (a: DOMRect, b: DOMRect) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

test("the first page shows the island as it is, and who plays on it", async ({ page, chain, stack, isPhone, keep }) => {
  const island = page.getByTestId("island");
  const now = page.getByTestId("island-now");
  const readSeed = async () => Number(await island.getAttribute("data-seed"));

  await test.step("an island, before anybody presses anything", async () => {
    await page.goto("/");
    await expect(island).toHaveAttribute("data-seed", /^\d+$/);
    await expect(now).toHaveAttribute("data-state", /quiet|replay|live/);
    const { width = 0, height = 0 } = page.viewportSize() ?? {};
    const clip = isPhone
      ? { x: 0, y: height * 0.15, width, height: height * 0.3 }
      : { x: width * 0.6, y: height * 0.15, width: width * 0.4, height: height * 0.7 };
    expect(await countColours(page, clip)).toBeGreaterThan(MANY_COLOURS);
    await expect(page.getByTestId("best-run")).toHaveAttribute("data-state", "fresh");
    await expect(page.getByTestId("best-run")).toContainText(
      /Best Dash this week: \S+ \S+, [\d,]+ points|Nobody has brought home a Dash/,
    );
    await keep("1-island");
  });

  await test.step("somebody comes and walks: seen and counted at once, with a name", async () => {
    const neighbour = await createNeighbour(chain, stack.rpcUrl);
    await neighbour.setOut(await readSeed());
    await expect(now).toHaveText(/^On this island now: \d+ players?$/);
    const name = page.locator(".player-name", { hasText: namePlayer(neighbour.address) });
    await neighbour.stepTo("west");
    await expect(name).toBeAttached();
    await keep("2-neighbour");
  });

  await test.step("names do not cover each other, nor the words of the page", async () => {
    for (let n = 0; n < 4; n++) await (await createNeighbour(chain, stack.rpcUrl)).setOut(await readSeed());
    await expect.poll(async () => Number.parseInt((await now.innerText()).replace(/\D+/, ""), 10)).toBeGreaterThan(4);
    const names = await readNames(page);
    expect(names.length).toBeGreaterThan(0);
    const over = await page
      .locator("[data-over-island]")
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
    for (const [index, { text, box }] of names.entries()) {
      for (const other of names.slice(index + 1)) expect(overlap(box, other.box), `${text}, ${other.text}`).toBe(false);
      for (const words of over) expect(overlap(box, words), `${text} on words`).toBe(false);
    }
    await keep("3-crowd");
  });

  await test.step("it moves, and stands still for whoever wants that", async () => {
    const pause = page.getByRole("button", { name: "Pause the island" });
    if (isPhone) {
      // This device asks for less motion.
      await expect(pause).toHaveCount(0);
    } else {
      expect(await isMoving(island)).toBe(true);
      await pause.click();
    }
    await expect.poll(() => isMoving(island)).toBe(false);
  });

  await test.step("text of twice the size, and forced colours", async () => {
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    await page.getByTestId("play").scrollIntoViewIfNeeded();
    await expect(page.getByTestId("play")).toBeInViewport({ ratio: 1 });
    // The picture hides what runs out of it, so the page's own width says nothing.
    const cut = await page.locator("header").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    expect(cut, "no word is cut off").toBe(0);
    await keep("4-large-text");
    await page.emulateMedia({ forcedColors: "active" });
    const style = await page.getByTestId("play").evaluate((element) => getComputedStyle(element).borderTopStyle);
    expect(style, "the button has an edge").toBe("solid");
    await keep("5-forced-colours");
  });
});

test("without an answer of the server the first page shows a sample, says so, and the way in is there", async ({
  page,
  guard,
  keep,
}) => {
  guard.forgive(/ERR_FAILED/);
  await page.route("**/api/**", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByTestId("island")).toHaveAttribute("data-seed", "7");
  await expect(page.getByTestId("island-now")).toContainText("A sample island");
  await expect(page.getByTestId("best-run")).toHaveText("");
  await expect(page.getByTestId("play")).toBeInViewport({ ratio: 1 });
  await keep("1-sample");
});

test("the game's own first picture is there before anybody signs in", async ({ page, doors, isPhone, keep }) => {
  await page.goto("/play");
  await expect(doors.connect).toBeVisible();
  await expect(page.locator("[data-testid=game] canvas[aria-busy=false]")).toBeVisible();
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const beside = isPhone
    ? { x: 0, y: height * 0.12, width, height: height * 0.1 }
    : { x: 0, y: 90, width: 380, height: 600 };
  await expect.poll(() => countColours(page, beside)).toBeGreaterThan(MANY_COLOURS);
  await keep("1-island-behind");
});

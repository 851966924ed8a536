import { createIslandGuide } from "./game/islandGuide";
import { expect, test } from "./test";

const [WOOD, FIBRE, BERRY] = [1, 2, 5];
const SAND = 10n ** 18n;

test("a player sets out on the island of the day, gathers, banks, comes home, and is paid what the chain counts", async ({
  page,
  chain,
  doors,
  game,
  panels,
  isPhone,
  keep,
  openSession,
}) => {
  await doors.enterAsGuest();
  await doors.sign.click();

  const account = await test.step("sets out on the island that everybody plays today", async () => {
    await expect(game.startCard).toBeVisible();
    const id = await openSession();
    await panels.close();
    await game.setOut({ mode: "daily" });
    await game.waitUntilConfirmed();
    await expect(game.expedition).toHaveAttribute("data-mode", "daily");
    await keep("1-set-out");
    return id;
  });

  const run = await chain.readRun(account);
  const guide = createIslandGuide(run);
  await test.step("gathers three times, and each place gives once in a tide", async () => {
    // What is aimed at may be something else beside the player.
    const taken = new Set<number>();
    for (const item of [BERRY, WOOD, FIBRE]) {
      const tile = guide.listNodes(await game.readTile(), item).find((each) => !taken.has(each));
      if (tile === undefined) throw new Error(`Nobody reaches item ${item} on island ${run.seed}.`);
      await game.follow((from) => guide.wayTo(from, tile, "within-reach"));
      await expect(game.gatherButton).toHaveAttribute("data-tile", /\d+/);
      taken.add(Number(await game.gatherButton.getAttribute("data-tile")));
      const before = await game.read("load");
      await game.gather();
      await expect.poll(() => game.read("load")).toBeGreaterThan(before);
    }
    await keep("2-gathered");
  });

  const shown = await test.step("comes home, banks the load, and ends the expedition", async () => {
    await game.follow((from) => guide.wayTo(from, run.tile, "on"));
    const load = await game.read("load");
    await panels.bank();
    // On a phone the open panel says it, and lies over the island.
    if (!isPhone) await expect(page.getByTestId("moment-banked")).toBeVisible();
    await expect.poll(() => game.read("load")).toBe(0);
    expect(await game.read("points"), "what was carried counts").toBeGreaterThanOrEqual(load);
    await panels.close();
    await keep("3-banked");
    await panels.finish();
    const summary = page.getByTestId("summary");
    await expect(summary).toHaveAttribute("data-home", "true");
    await keep("4-summary");
    await game.waitUntilConfirmed();
    const own = account.toLowerCase();
    const replay = page.getByTestId("summary-replay");
    await expect(replay).toHaveAttribute("href", `/run/${own}/${run.number}?you=${own}`);
    return Number(await summary.getAttribute("data-points"));
  });

  await test.step("chain and screen say the same: points, and Sand in the vault", async () => {
    const operations = await chain.readOperations(account);
    expect(operations.every(({ success }) => success)).toBe(true);
    const finished = operations.flatMap(({ logs }) => logs.filter(({ eventName }) => eventName === "Finished"));
    const vault = BigInt(Math.floor(shown / 20)) * SAND;
    expect(finished.map(({ args }) => args)).toMatchObject([{ points: BigInt(shown), sand: vault, place: 0n }]);
    const player = await chain.readPlayer(account);
    expect(player.vault).toBe(vault);
    expect(player.run, "it is over").toBeUndefined();
  });

  await test.step("the island of the day is played once; practice goes on", async () => {
    await page.getByTestId("again").click();
    await game.startCard.locator("input[type=radio][value=daily]").check();
    await expect(page.getByTestId("set-out")).toHaveCount(0);
    await page.getByTestId("practise").click();
    await page.getByTestId("set-out").click();
    await expect(game.expedition).toHaveAttribute("data-mode", "practice");
    await game.waitUntilConfirmed();
    expect((await chain.readRun(account)).number).toBe(2);
  });
});

test("a practice is given up with two presses and taken up again; setting out ends it, and a daily expedition is finished", async ({
  page,
  chain,
  game,
  panels,
  keep,
  beginAsGuest,
  openSession,
}) => {
  await beginAsGuest();
  await game.waitUntilConfirmed();
  const account = await openSession();
  await panels.close();
  const first = await chain.readRun(account);
  const back = page.getByTestId("back-to-practice");
  const giveUp = async (panel: "pack" | "finish") => {
    await panels.open(panel);
    await page.getByTestId("give-up").click();
    await keep(`asked-${panel}`);
    await page.getByTestId("give-up-confirm").click();
    await expect(game.startCard).toBeVisible();
  };

  await test.step("at the camp, beside what finishes it; nothing happens on chain, and the way back is there", async () => {
    await giveUp("finish");
    await keep("given-up");
    expect(await chain.readRun(account)).toEqual(first);
    await back.click();
    await expect(game.startCard).toHaveCount(0);
    await game.step("south");
    await game.waitUntilConfirmed();
  });

  await test.step("away from a camp, with what is carried; the next expedition takes its place", async () => {
    for (let step = 0; step < 3; step++) await game.step("south");
    await game.waitUntilConfirmed();
    await giveUp("pack");
    await game.setOut({ mode: "daily" });
    await game.waitUntilConfirmed();
    await expect(game.expedition).toHaveAttribute("data-mode", "daily");
    expect((await chain.readRun(account)).number).toBe(first.number + 1);
    await expect(back).toHaveCount(0);
  });

  await test.step("what counts is not given up", async () => {
    for (const panel of ["pack", "finish"] as const) {
      await panels.open(panel);
      await expect(page.getByTestId("give-up")).toHaveCount(0);
    }
  });
});

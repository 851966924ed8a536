import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import type { Address } from "viem";
import { namePlayer } from "@/game/rules/playerName";
import { expectAccessible } from "./fixtures/audit";
import { createNeighbour } from "./fixtures/neighbour";
import { waitForToday } from "./fixtures/today";
import { START } from "./game/GameDriver";
import { expect, test } from "./test";

test("an expedition is watched again from its page: to the step as the chain has it, with a strip and a poster to share", async ({
  page,
  context,
  chain,
  guard,
  game,
  panels,
  isPhone,
  keep,
  beginAsGuest,
  openSession,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginAsGuest();
  await game.waitUntilConfirmed();
  // Steps of the first second would be there at its beginning.
  const readTime = async () => (await chain.client.getBlock()).timestamp;
  const begun = await readTime();
  await expect.poll(readTime).toBeGreaterThan(begun + 5n);
  // West of the fire is another region, which counts.
  for (const direction of ["west", "north", "south"] as const) await game.step(direction);
  await game.waitUntilConfirmed();
  const account = (await openSession()).toLowerCase();
  const { tile, points, number } = await chain.readRun(account as `0x${string}`);
  expect(points).toBeGreaterThan(0);
  const replay = page.getByTestId("replay");
  const time = page.getByTestId("replay-time");
  const toggle = page.getByTestId("replay-toggle");

  await test.step("the player's page leads to it; it runs, and says that this is what is known so far", async () => {
    await page.goto(`/player/${account}`);
    await page
      .getByTestId("run")
      .first()
      .getByRole("link", { name: /^Watch expedition/ })
      .click();
    await expect(page).toHaveURL(`/run/${account}/${number}`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(namePlayer(account));
    await expect(replay).toHaveAttribute("data-state", "running");
    await expect(page.getByTestId("replay-running")).toContainText("still running");
    await expect(page.getByTestId("replay-ending")).toHaveText("Still out");
    await expect(toggle, "it does not start by itself").toHaveText("Play");
  });

  await test.step("at its end the player is where the chain has them, with the chain's points", async () => {
    await expect(replay).toHaveAttribute("data-tile", String(tile));
    await expect(replay).toHaveAttribute("data-points", String(points));
    await expect(replay).toHaveAttribute("data-steps", "3");
    await expect(page.getByTestId("now-points")).toHaveText(String(points));
    await expect(page.getByTestId("replay-island")).toHaveAttribute("data-drawn", "true");
    await keep("1-running");
    await expectAccessible(page, "the replay of an expedition that runs");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "nothing runs out sideways").toBe(page.viewportSize()?.width);
  });

  await test.step("keys move the time, and a press on what happened goes there", async () => {
    await time.focus();
    await page.keyboard.press("Home");
    await expect(replay).toHaveAttribute("data-at", "0");
    await expect(replay).toHaveAttribute("data-tile", String(START));
    await expect(replay).toHaveAttribute("data-points", "0");
    await page.keyboard.press("ArrowRight");
    await expect(replay).toHaveAttribute("data-at", "1");
    await page.keyboard.press("End");
    await expect(replay).toHaveAttribute("data-tile", String(tile));
    await page.getByTestId("replay-mark").first().click();
    await expect(replay).toHaveAttribute("data-at", "0");
  });

  await test.step("it plays at the speed that is chosen, and stops when it is told to", async () => {
    await page.getByRole("button", { name: "1 ×", exact: true }).click();
    await expect(page.getByRole("button", { name: "1 ×", exact: true })).toHaveAttribute("aria-pressed", "true");
    await toggle.click();
    await expect(toggle).toHaveText("Pause");
    await expect(replay).not.toHaveAttribute("data-at", "0");
    await toggle.click();
    await expect(toggle).toHaveText("Play");
  });

  await test.step("home at the camp it plays to its end, with the points of the chain's last event", async () => {
    await page.goto("/play");
    await game.waitUntilPlayable();
    await panels.finish();
    await game.waitUntilConfirmed();
    const logs = (await chain.readOperations(account as `0x${string}`)).flatMap(({ logs }) => logs);
    const [finished] = logs.flatMap((log) => (log.eventName === "Finished" ? [log.args] : []));
    expect(finished?.points).toBeGreaterThan(BigInt(points));
    await page.goto(`/run/${account}/${number}`);
    await expect(replay).toHaveAttribute("data-state", "home");
    await expect(page.getByTestId("replay-ending")).toHaveText("Home at the camp");
    // This device asks for less motion: it stands at its end at once.
    if (isPhone) await expect(toggle).toHaveText("Play");
    else await page.getByRole("button", { name: "32 ×" }).click();
    await expect(replay).toHaveAttribute("data-points", String(finished?.points));
    await expect(replay).toHaveAttribute("data-tile", String(tile));
    await expect(toggle).toHaveText("Play");
    await keep("2-home");
    await expectAccessible(page, "the replay of an expedition that is over");
  });

  await test.step("the strip is copied, and the poster is a picture", async () => {
    await page.getByTestId("strip-copy").click();
    await expect(page.getByTestId("share-said")).toHaveText("Copied");
    const strip = await page.evaluate(() => navigator.clipboard.readText());
    const { origin } = new URL(page.url());
    expect(strip.split("\n")).toEqual([
      expect.stringMatching(/^⌛ Hourglass · (Dash|Walk) · Practice$/),
      expect.stringMatching(/^[▁▂▃▄▅▆▇█]{12}$/),
      expect.stringMatching(/^Home at the camp · \d+ points?, \d+ % of par$/),
      namePlayer(account),
      `${origin}/run/${account}/${number}`,
    ]);
    const download = page.waitForEvent("download");
    await page.getByTestId("poster-save").click();
    const path = await (await download).path();
    const { width, height } = PNG.sync.read(readFileSync(path));
    expect({ width, height }).toEqual({ width: 1080, height: 1350 });
    await expect(page.getByTestId("share-said")).toHaveText("Picture saved");
  });

  await test.step("sites that show a link to it get a picture, and an answer where there is none", async () => {
    const named = await page.locator('meta[property="og:image"]').getAttribute("content");
    const { origin } = new URL(page.url());
    expect(named).toBe(`${origin}/api/run/${account}/${number}/picture`);
    const answer = await page.request.get(`${named}`);
    expect(answer.headers()).toMatchObject({
      ...{ "content-type": "image/png", "cache-control": "public, max-age=60" },
      "cross-origin-resource-policy": "cross-origin",
    });
    const file = await answer.body();
    const { width, height, data } = PNG.sync.read(file);
    expect({ width, height }).toEqual({ width: 1200, height: 630 });
    expect(new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size).toBeGreaterThan(50);
    await test.info().attach("picture", { body: file, contentType: "image/png" });
    const ask = async (path: string) => (await page.request.get(`/api/run/${path}/picture`)).status();
    expect(await ask(`${account}/${number + 90}`), "nobody knows it").toBe(404);
    expect(await ask("0x12/1"), "it can be no expedition").toBe(400);
  });

  await test.step("what does not answer, what nobody knows, and what can be no expedition each say so", async () => {
    guard.forgive(/ERR_FAILED/);
    guard.forgive(/404/);
    await page.route("**/api/run/**", (route) => route.abort());
    await page.reload();
    await expect(page.getByTestId("board-problem")).toContainText("The expedition could not be loaded");
    await page.unroute("**/api/run/**");
    await expect(replay, "it tries again by itself").toHaveAttribute("data-state", "home");
    await page.goto(`/run/${account}/${number + 90}`);
    await expect(page.getByTestId("board-empty")).toContainText("Nobody knows this expedition yet");
    await page.goto(`/run/${account}/none`);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  });
});

test("beside a daily expedition plays the best of its day, for whoever wants to see it", async ({
  page,
  chain,
  stack,
  guard,
  keep,
}) => {
  await waitForToday(chain);
  const best = await createNeighbour(chain, stack.rpcUrl);
  const other = await createNeighbour(chain, stack.rpcUrl);
  // West of the fire is another region, which counts. Whoever had as much before them is the best of the day.
  await best.setOutToday();
  await best.stepTo("west");
  await other.setOutToday();
  const readBest = async (): Promise<Address> => {
    const answer = await page.request.get("/api/boards/today?length=3&limit=1");
    return (await answer.json()).players[0].account;
  };
  const address = `/run/${other.address.toLowerCase()}/1`;
  const ghost = page.getByTestId("ghost");

  await test.step("it is offered once the board has it, and shown by a press", async () => {
    await expect(async () => {
      await page.goto(address);
      await expect(ghost).toHaveAttribute("data-state", "offered", { timeout: 10_000 });
    }).toPass();
    await expect(page.getByTestId("ghost-label")).toHaveCount(0);
    await page.getByTestId("ghost-show").check();
    const first = await readBest();
    await expect(page.getByTestId("ghost-name")).toHaveText(namePlayer(first));
    await page.getByTestId("replay-time").focus();
    await page.keyboard.press("End");
    const { points } = await chain.readRun(first);
    expect(points).toBeGreaterThan(0);
    await expect(page.getByTestId("ghost-points")).toHaveText(String(points));
    await expect(page.getByTestId("ghost-label")).toHaveText(namePlayer(first));
    await keep("1-ghost");
    await expectAccessible(page, "a replay with the best of the day");
  });

  await test.step("the best itself has nobody beside it", async () => {
    await page.getByTestId("ghost-name").click();
    await expect(page).toHaveURL(`/run/${await readBest()}/1`);
    await expect(page.getByTestId("replay-island")).toHaveAttribute("data-drawn", "true");
    await expect(ghost).toHaveCount(0);
  });

  await test.step("beside one's own expedition plays one's best other one of the same island and length", async () => {
    // Only a practice is given up by setting out again.
    const reader = await createNeighbour(chain, stack.rpcUrl);
    await reader.setOut();
    await reader.stepTo("west");
    await reader.setOut();
    const account = reader.address.toLowerCase();
    await expect(async () => {
      await page.goto(`/run/${account}/2?you=${account}`);
      await expect(ghost).toHaveAttribute("data-own", "offered", { timeout: 10_000 });
    }).toPass();
    await page.getByTestId("ghost-own").check();
    await expect(page.getByTestId("ghost-name")).toHaveAttribute("href", `/run/${account}/1?you=${account}`);
    await expect(page.getByTestId("ghost-label")).toHaveText(namePlayer(account));
    await page.getByTestId("ghost-hide").check();
    await expect(page.getByTestId("ghost-label")).toHaveCount(0);
    await page.goto(`${address}?you=${account}`);
    await expect(ghost).toContainText("You have no other expedition of this length on this island yet");
  });

  await test.step("an empty board and one that does not answer say so", async () => {
    guard.forgive(/ERR_FAILED/);
    await page.route("**/api/boards/**", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), players: [], own: undefined } });
    });
    await page.goto(address);
    await expect(ghost).toContainText("Nobody is on the board of this day and length yet");
    await page.unroute("**/api/boards/**");
    await page.route("**/api/boards/**", (route) => route.abort());
    await page.goto(address);
    await expect(ghost).toContainText("could not be loaded");
    await page.unroute("**/api/boards/**");
    await ghost.getByRole("button", { name: "Try again" }).click();
    await expect(ghost).toHaveAttribute("data-state", "offered");
  });
});

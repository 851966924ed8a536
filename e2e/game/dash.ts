import { expect, type Page, test } from "@playwright/test";
import type { Address } from "viem";
import type { Run } from "@/game/rules/types";
import type { Chain } from "../fixtures/chain";
import type { Direction } from "./GameDriver";
import { createIslandGuide } from "./islandGuide";

/** What grows in any number near a camp: wood, fibre, stone, shell and berries. */
const COMMON = [1, 2, 3, 4, 5];

/** One way to play: each is done with one kind of device, and returns when the page shows that it was done. */
export type Means = {
  readTile: () => Promise<number>;
  setOut: () => Promise<void>;
  step: (direction: Direction) => Promise<void>;
  gather: () => Promise<void>;
  bank: () => Promise<void>;
  finish: () => Promise<void>;
};

/** Presses until the page shows a change: an engine that was still loading, or short of grains, missed the press. */
export async function pressUntilChanged(press: () => Promise<void>, read: () => Promise<unknown>): Promise<void> {
  const before = await read();
  await expect(async () => {
    await press();
    await expect.poll(read, { timeout: 5_000 }).not.toEqual(before);
  }).toPass({ timeout: 60_000 });
}

/** Plays a whole Dash: out, to what grows a few steps away, back to the camp, bank, and home; the chain must say what its summary says. */
export async function playDash(page: Page, chain: Chain, account: Address, means: Means): Promise<void> {
  await test.step("sets out", means.setOut);
  const run = await readRunSoon(chain, account);
  expect(run.length, "a Dash").toBe(1);
  const guide = createIslandGuide(run);
  const follow = async (to: number, goal: "on" | "within-reach") => {
    for (;;) {
      const [direction] = guide.wayTo(await means.readTile(), to, goal);
      if (!direction) return;
      await means.step(direction);
    }
  };

  await test.step("walks to something that grows, and gathers it", async () => {
    const [nearest] = COMMON.flatMap((item) => guide.listNodes(run.tile, item).slice(0, 3))
      .map((tile) => ({ tile, steps: guide.wayTo(run.tile, tile, "within-reach").length }))
      .filter(({ steps }) => steps > 1)
      .sort((a, b) => a.steps - b.steps);
    if (!nearest) throw new Error(`Nothing grows near the camp of island ${run.seed}.`);
    await follow(nearest.tile, "within-reach");
    await means.gather();
  });
  await test.step("walks back to the camp, and banks", async () => {
    await follow(run.tile, "on");
    await means.bank();
  });
  await test.step("ends at home", means.finish);
  const summary = page.getByTestId("summary");
  await expect(summary).toHaveAttribute("data-home", "true");
  await expectFinished(chain, account, Number(await summary.getAttribute("data-points")));
}

/** The expedition that the page shows already, once it is on chain. */
async function readRunSoon(chain: Chain, account: Address): Promise<Run> {
  await expect.poll(async () => (await chain.readPlayer(account)).run).toBeDefined();
  return chain.readRun(account);
}

/** The chain ended the expedition with the points that the page shows, and refused nothing on the way. */
export async function expectFinished(chain: Chain, account: Address, points: number): Promise<void> {
  expect(points).toBeGreaterThan(0);
  const read = async () => {
    const operations = await chain.readOperations(account);
    expect(operations.every(({ success }) => success)).toBe(true);
    const logs = operations.flatMap((each) => each.logs);
    return logs.flatMap((each) => (each.eventName === "Finished" ? [each.args.points] : []));
  };
  await expect.poll(read).toEqual([BigInt(points)]);
}

/** Records from now on what kinds of pointers press the page; a click without a pointer is none. */
export async function watchPointers(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const kinds: string[] = [];
    addEventListener("pointerdown", ({ pointerType }) => kinds.push(pointerType), { capture: true });
    Object.assign(window, { storyPointers: kinds });
  });
  return () => page.evaluate(() => (window as unknown as { storyPointers: string[] }).storyPointers);
}

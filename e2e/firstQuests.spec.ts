import { BEACH } from "@/game/rules/island";
import { DIG_TOOL, points, quests, relics } from "@/game/rules/table";
import { CAMP } from "./game/GameDriver";
import { createIslandGuide } from "./game/islandGuide";
import { expect, test } from "./test";

const WOOD = 1;
const FIBRE = 2;
const STONE = 3;
const AXE = 11;
const recipes = { rope: 1, plank: 2, axe: 3, spade: 11 } as const;
const SAND = 10n ** 18n;

const firstQuests = quests.slice(0, 5);
const earned = firstQuests.reduce((sum, { rewardSand }) => sum + rewardSand, 0);

test("a new player sets out, does the first five quests, digs up a relic, banks the Sand, and is scored", async ({
  page,
  chain,
  beginAsGuest,
  game,
  panels,
  panel,
  keep,
  openSession,
}) => {
  const guide = createIslandGuide(BigInt(chain.deployment.seed));
  const goTo = (tile: number) => game.follow((from) => guide.wayTo(from, tile, "on"));

  await beginAsGuest();

  await test.step("sets out on an expedition, at the camp", async () => {
    await panels.open("camp");
    await expect(panels.expedition).toHaveAttribute("data-state", "none");
    await panels.doAtCamp("embark");
    await expect(panels.expedition).toHaveAttribute("data-state", "day");
    await panels.close();
  });

  await test.step("Something to build with: gathers wood", async () => {
    await goToGrown(WOOD, 3);
    await gather(WOOD, 3, 1);
    await panels.claim(2);
    await panels.close();
  });

  await test.step("First tool, Axe in hand: makes an axe and holds it", async () => {
    await goToGrown(STONE, 3);
    await gather(STONE, 3, 1);
    await panels.craft(recipes.axe);
    await panels.expectItem(AXE, 1);
    await panels.claim(3);
    await panels.equip(AXE);
    await panels.claim(4);
    await panels.close();
  });

  await test.step("makes a spade from its parts; the axe gathers two wood at once", async () => {
    await goToGrown(WOOD, 2);
    await gather(WOOD, 3, 2);
    await panels.craft(recipes.plank);
    await panels.close();
    await goToGrown(FIBRE, 3);
    await gather(FIBRE, 3, 1);
    await panels.craft(recipes.rope);
    await panels.craft(recipes.spade);
    await panels.expectItem(DIG_TOOL, 1);
    await panels.equip(DIG_TOOL);
    await expect(page.getByTestId(`inventory-item-${DIG_TOOL}`)).toHaveAttribute("data-worn", "true");
    await panels.close();
  });

  await test.step("To the sea, Stretch your legs: walks to the beach", async () => {
    await goTo(guide.findGround(await game.readTile(), BEACH));
    await panels.claim(5);
    await panels.claim(1);
    await keep("1-at-the-sea");
  });

  await test.step("the quests panel shows five claimed, and the chain agrees", async () => {
    const claimed = panels.body("quests").locator("[data-testid^=quest-][data-state=claimed]");
    await expect(claimed).toHaveCount(firstQuests.length);
    for (const { id, name } of firstQuests) {
      await expect(page.getByTestId(`quest-${id}`)).toContainText(name);
      await expect(page.getByTestId(`quest-${id}`)).toHaveAttribute("data-state", "claimed");
    }
    await expect(panels.body("quests")).toContainText(`5 of ${quests.length} done`);
    await keep("2-five-quests");
    await panels.close();
    await game.waitUntilConfirmed();
  });

  const relic = guide.findRelic(await game.readTile());
  await test.step("digs up a relic where the page offers it", async () => {
    await goTo(relic.tile);
    await expect(game.unearthButton).toHaveAttribute("data-tile", String(relic.tile));
    await game.unearth();
    await expect(game.unearthButton, "there is nothing left for this player").toContainText("Unearth");
    await panels.expectItem(relic.item, 1);
    await keep("3-relic");
    await panels.close();
  });

  const counted = firstQuests.length * points.quest + points.relic + earned * points.sand;
  const shown = await test.step("comes back, banks, and finishes: the points become the week's best", async () => {
    await goTo(CAMP);
    await panels.doAtCamp("bank");
    await expect(page.getByTestId("vault")).toHaveAttribute("data-amount", String(BigInt(earned) * SAND));
    const before = await panels.readPoints();
    expect((before - counted) % points.region, "the rest is regions").toBe(0);
    expect(before, "it has seen more than the camp").toBeGreaterThan(counted + points.region);
    await panels.doAtCamp("finish");
    await expect(panels.expedition).toHaveAttribute("data-state", "none");
    await expect(panels.expedition).toContainText(`Best this week: ${before}`);
    await keep("4-scored");
    await panels.close();
    await game.waitUntilConfirmed();
    return before;
  });

  await test.step("chain and screen say the same", async () => {
    const account = await openSession();
    const player = await chain.readPlayer(account);
    expect(player.claimed).toBe(firstQuests.reduce((bits, { id }) => bits | (1n << BigInt(id)), 0n));
    const row = relics.find(({ item }) => item === relic.item);
    expect(player.found).toBe(1n << BigInt((row?.id ?? 0) - 1));
    expect(player.items[relic.item]).toBe(1n);
    expect(player.worn[0]).toBe(BigInt(DIG_TOOL));
    expect(player.sand).toBe(0n);
    expect(player.vault).toBe(BigInt(earned) * SAND);
    expect(player.best).toBe(BigInt(shown));
    expect(player.expedition.embarkedAt, "it is over").toBe(0n);
    expect(Number(player.tile)).toBe(CAMP);
    expect(Number(player.steps)).toBe(await game.readSteps());
    const operations = await chain.readOperations(account);
    expect(operations.every(({ success }) => success)).toBe(true);
    const scored = operations.flatMap(({ logs }) => logs.filter(({ eventName }) => eventName === "ExpeditionScored"));
    expect(scored.map(({ args }) => args)).toMatchObject([
      { expedition: 1n, relics: 1n, quests: 5n, banked: BigInt(earned), points: BigInt(shown) },
    ]);
    await expect(panel.operations).not.toHaveCount(0);
  });

  /** Goes to the nearest place where this many grow now: other stories gather too, and what they took grows back. */
  async function goToGrown(item: number, count: number) {
    // The next story gathers the wood beside the camp.
    const spared = game.fromCamp(2, 0);
    const tiles = guide.listNodes(await game.readTile(), item).filter((tile) => tile !== spared);
    const findGrown = async () => {
      const { timestamp } = await chain.client.getBlock();
      for (const tile of tiles) {
        const node = await chain.readNode(tile);
        if (node && guide.countGrown(item, node, timestamp) >= count) return tile;
      }
      return undefined;
    };
    let grown: number | undefined;
    const look = async () => {
      grown = await findGrown();
      return grown;
    };
    await expect.poll(look, { message: `${count} of item ${item} grow`, timeout: 200_000 }).toBeDefined();
    await goTo(grown ?? CAMP);
  }

  /** Gathers until the bag holds this many; each time gives `yields`. */
  async function gather(item: number, count: number, yields: number) {
    await panels.open("bag");
    const row = page.getByTestId(`inventory-item-${item}`);
    let have = (await row.count()) === 0 ? 0 : Number(await row.getAttribute("data-count"));
    await panels.close();
    for (; have < count; have += yields) await game.gather();
    await panels.expectItem(item, have);
    await panels.close();
  }
});

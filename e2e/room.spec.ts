import type { Address } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Chain } from "./fixtures/chain";
import { GameDriver } from "./game/GameDriver";
import { Doors } from "./pages/Doors";
import { Panels } from "./pages/Panels";
import { SessionPanel } from "./pages/SessionPanel";
import { expect, test } from "./test";

/** The shortest lobby, and time for the keeper to draw. */
const LOBBY_MS = 120_000;

const readRoom = ({ client, deployment }: Chain, room: number) =>
  client.readContract({
    ...{ abi: hourglassAbi, address: deployment.hourglass, functionName: "readRoom", args: [BigInt(room)] },
  });

/** Who named the block that draws the island of a room: whom the transaction called. */
async function readCalledByNamer({ client, deployment }: Chain, room: number) {
  const events = await client.getContractEvents({
    ...{ abi: hourglassAbi, address: deployment.hourglass, eventName: "RoomNamed", args: { room: BigInt(room) } },
    ...{ fromBlock: BigInt(deployment.startBlock), strict: true },
  });
  const hash = events[0]?.transactionHash;
  return hash && (await client.getTransaction({ hash })).to?.toLowerCase();
}

test("a player opens a room, a friend joins by its link, the keeper draws it, and its board shows both", {
  tag: "@anySize",
}, async ({ page, browser, baseURL, contextOptions, chain, doors, game, owner, keep, openSession }) => {
  await doors.enterAsGuest();
  await doors.sign.click();
  await expect(game.startCard).toBeVisible();
  const account = await openSession();

  const [room, link] = await test.step("opens a room from the start card, with the owner's signature", async () => {
    await game.startCard.locator("input[type=radio][value=room]").check();
    await game.startCard.getByTestId("open-room-choice").locator("summary").click();
    const form = game.startCard.getByTestId("open-room-form");
    await expect(form.locator("input[value=voyage]"), "no key lasts that long").toBeDisabled();
    await form.locator("input[value=dash]").check();
    await form.locator("input[value='1']").check();
    await keep("1-choices");
    await owner.ask(form.getByTestId("open-room"));
    await expect(owner.calls).toHaveText(["openRoom(uint256,uint256)"]);
    await owner.confirm();
    const href = (await owner.dialog.getByTestId("room-link").getAttribute("href")) ?? "";
    expect(href).toMatch(/\/play\?room=\d+$/);
    await keep("2-opened");
    await owner.close();
    return [Number(href.split("=")[1]), href] as const;
  });

  await test.step("the card has chosen that room, and waits for its start", async () => {
    expect(await readRoom(chain, room)).toMatchObject({ length: 1n, drawn: false });
    await expect(game.startCard.locator("input[name=room]")).toHaveValue(String(room));
    await expect(game.startCard.getByTestId("room-starts")).toContainText("Starts in");
    await expect(page.getByTestId("set-out")).toBeDisabled();
  });

  const context = await browser.newContext({ ...contextOptions, ...(baseURL ? { baseURL } : {}) });
  try {
    const page2 = await context.newPage();
    const second = {
      doors: new Doors(page2),
      game: new GameDriver(page2, false),
      panels: new Panels(page2, false),
      panel: new SessionPanel(page2),
    };
    const friend = await test.step("a friend opens the link, and the room is chosen", async (): Promise<Address> => {
      await page2.goto(link);
      await second.doors.guest.click();
      await second.doors.sign.click();
      await expect(second.game.startCard.locator("input[type=radio][value=room]")).toBeChecked();
      await expect(second.game.startCard.locator("input[name=room]")).toHaveValue(String(room));
      await expect(second.game.startCard.getByTestId("room-starts")).toBeVisible();
      await second.panels.open("session");
      return second.panel.readAccount();
    });

    await test.step("at the start the keeper draws the island, and both are out on it until the same second", async () => {
      for (const each of [page, page2]) {
        await expect(each.getByTestId("room-starts")).toHaveAttribute("data-open", "true", { timeout: LOBBY_MS });
        await expect(each.getByTestId("set-out")).toBeEnabled();
      }
      await keep("3-starts");
      for (const each of [page, page2]) await each.getByTestId("set-out").click();
      for (const each of [game, second.game]) {
        await expect(each.expedition).toHaveAttribute("data-mode", "room");
        await each.waitUntilConfirmed();
      }
      const { seed, startsAt, drawn } = await readRoom(chain, room);
      const runs = [await chain.readRun(account), await chain.readRun(friend)];
      const wanted = { mode: 2, seed: Number(seed), endsAt: Number(startsAt) + 300 };
      expect(drawn).toBe(true);
      expect(runs).toMatchObject([wanted, wanted]);
      expect(await readCalledByNamer(chain, room), "no player's operation").toBe(
        chain.deployment.hourglass.toLowerCase(),
      );
      await expect.poll(() => game.readOther(friend)).toBeDefined();
      await keep("4-together");
    });

    await test.step("the friend comes home, and is told the rank in the room and the first achievement", async () => {
      await second.panels.finish();
      await expect(page2.getByTestId("summary")).toHaveAttribute("data-home", "true");
      await expect(page2.getByTestId("rank")).toHaveAttribute("data-state", "known");
      await expect(page2.getByTestId("rank")).toHaveText(/Rank [12] in this room/);
      await expect(page2.getByTestId("achievement-home").first()).toHaveAttribute("data-earned", "true");
      await page2.screenshot({ path: test.info().outputPath("5-home.png") });
    });

    await test.step("the board of the room shows both", async () => {
      await page2.getByTestId("summary-board").click();
      await expect(page2).toHaveURL(new RegExp(`view=room&room=${room}$`));
      await expect(page2.getByTestId("board-time")).toHaveAttribute("data-board", `room/${room}`);
      for (const each of [account, friend]) {
        await expect(
          page2.locator(`[data-testid=leaderboard-row][data-account="${each.toLowerCase()}"]`),
        ).toBeVisible();
      }
      await page2.screenshot({ path: test.info().outputPath("6-board.png") });
    });

    await test.step("the friend's page has the achievement, as the chain does", async () => {
      await page2.goto(`/player/${friend.toLowerCase()}`);
      const all = page2.getByTestId("player-achievements");
      await expect(all.getByTestId("achievement-home")).toHaveAttribute("data-earned", "true");
      await expect(all.getByTestId("achievement-fourRuins")).toHaveAttribute("data-earned", "false");
    });
  } finally {
    await context.close();
  }
});

import { sessionValidatorAbi } from "@hourglass/session/abis";
import type { Page, PlaywrightTestOptions, PlaywrightWorkerArgs } from "@playwright/test";
import type { Address, Hex } from "viem";
import { expectAccessible } from "./fixtures/audit";
import { type Explorer, startExplorer } from "./fixtures/explorer";
import { DOOR_DOWN } from "./fixtures/guard";
import { withNumber, withText } from "./fixtures/requestLink";
import { injectWallet } from "./fixtures/wallet";
import { GameDriver } from "./game/GameDriver";
import { expect, test } from "./test";

/** What an asking device shows. */
async function readAsked(explorer: Explorer): Promise<{ link: string; code: string }> {
  const [, link = ""] = await explorer.waitFor(/(http\S+\/approve#\S+)/);
  const [, code = ""] = await explorer.waitFor(/Code (\S+)/);
  return { link, code };
}

const step = (page: Page) => page.getByTestId("approve");

test("an agent asks by link, plays within what its owner allowed, is told why it is refused, and stops when the owner ends it", async ({
  page,
  baseURL,
  chain,
  keep,
  isPhone,
}) => {
  const { chainId, sessionValidator } = chain.deployment;
  const wallet = await injectWallet(page, chainId);
  const explorer = startExplorer(baseURL ?? "", "--pause", "100");
  const { link, code } = await readAsked(explorer);
  let account: Address | undefined;
  try {
    await test.step("the link shows who asks, and the code of the other device", async () => {
      await page.goto(link);
      await expect(step(page)).toHaveAttribute("data-step", "nobody");
      await expect(page.getByTestId("request-name")).toHaveText("Explorer asks to play for you");
      await expect(page.getByTestId("request-code")).toHaveText(code);
      await expectAccessible(page, "a request, before the owner is known");
      await keep("who");
      await page.getByTestId(`wallet-${wallet.id}`).click();
    });

    await test.step("the owner reads the card and allows less: half the time, and no gathering", async () => {
      await expect(page.getByTestId("permission-card")).toBeVisible();
      await expect(page.getByTestId("approve-sign")).toHaveText("Allow for 20 minutes");
      await expect(page.getByTestId("approve-sign"), "in reach at every size").toBeInViewport();
      await keep("card");
      await page.getByTestId("give-less").locator("summary").click();
      await page.getByTestId("allow-gather").scrollIntoViewIfNeeded();
      await keep("allow-less");
      await page.getByTestId("time-600").check();
      await page.getByTestId("give-actions").fill("40");
      await page.getByTestId("allow-gather").click();
      await expect(page.getByTestId("approve-sign")).toHaveText("Allow for 10 minutes");
      await expect(page.getByTestId("approve-sign")).toBeEnabled();
      await page.getByTestId("grant-details").locator("summary").first().click();
      await expect(page.getByTestId("permission-card").locator("[data-part=rule] code")).toHaveText([
        "embark(uint256)",
        "move(bytes)",
      ]);
      await expectAccessible(page, "a request with less than was asked for");
      await keep("less");
      await page.getByTestId("approve-sign").click();
      await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "sent");
      await expectAccessible(page, "a request that was answered");
      await keep("sent");
      const [{ message } = { message: undefined }] = wallet.shown();
      expect(message).toMatchObject({ maxActions: 40 });
      expect(message?.permissions.map(({ functionSignature }) => functionSignature)).toEqual([
        "embark(uint256)",
        "move(bytes)",
      ]);
      account = message?.account as Address;
    });

    await test.step("it walks, and says what the owner and the game refuse", async () => {
      await explorer.waitFor(/^Allowed until \d\d:\d\d, 40 actions/);
      await explorer.waitFor(/^Walked east to tile \d+\.$/);
      await explorer.waitFor(/^Gather on tile \d+: not allowed by the owner \(function/);
      await explorer.waitFor(/refused by the game, BiomeClosed\(\d+, \d+, \d+\)/);
      const owner = account ?? "0x";
      expect((await chain.readPlayer(owner)).steps).toBeGreaterThan(0);
    });

    await test.step("a second opening of the link, and a second answer, are refused", async () => {
      await page.goto("/");
      await page.goto(link);
      await expect(page.getByTestId("approve-refused")).toHaveAttribute("data-because", "answered");
      await keep("answered");
    });

    await test.step("so are an old request, one of another world, and one for what no session may do", async () => {
      const cases: [because: string, edited: string][] = [
        ["expired", withNumber(link, "expiresAt", 1_000)],
        ["world", withNumber(link, "chainId", 1)],
        ["foreign", withText(link, "move(bytes)", "withdraw(uint256)")],
        ["unreadable", link.slice(0, -40)],
      ];
      for (const [because, edited] of cases) {
        // In the same tab only the fragment changes.
        await page.goto(edited);
        await expect(page.getByTestId("approve-refused")).toHaveAttribute("data-because", because);
        await expect(page.getByTestId("approve-sign")).toHaveCount(0);
        await keep(because);
      }
    });

    await test.step("the owner ends it at /sessions, and it stops", async () => {
      await page.goto("/sessions");
      const row = page.getByTestId("session");
      await expect(row).toHaveAttribute("data-status", "running");
      await expect(row.getByTestId("session-label")).toContainText("Another device");
      const id = (await row.getAttribute("data-session")) as Hex;
      await row.getByTestId("end-one").click();
      await row.getByTestId("end-one-confirm").click();
      await expect(row).toHaveAttribute("data-status", "ended");
      await explorer.waitFor(/^The session was ended\. It stops here\.$/);
      expect(await explorer.ended).toBe(0);
      const args = [account ?? "0x", id] as const;
      const contract = { abi: sessionValidatorAbi, address: sessionValidator } as const;
      const word = await chain.client.readContract({ ...contract, functionName: "sessionOf", args });
      expect(word).toMatchObject({ isEnded: true, isLive: false });
      await keep("ended");
    });
  } finally {
    await explorer.stop();
    await test.info().attach("explorer.txt", { body: explorer.lines().join("\n"), contentType: "text/plain" });
  }

  if (isPhone) return;
  await test.step("started again, it has forgotten its key and asks again", async () => {
    const again = startExplorer(baseURL ?? "");
    try {
      const next = await readAsked(again);
      expect(next.code).not.toBe(code);
      expect(next.link).not.toBe(link);
    } finally {
      await again.stop();
    }
  });
});

test("without the mailbox the answer is copied by hand, and a no signs nothing", { tag: "@anySize" }, async ({
  page,
  baseURL,
  chain,
  stack,
  guard,
  keep,
}) => {
  guard.forgive(DOOR_DOWN);
  const wallet = await injectWallet(page, chain.deployment.chainId);
  const explorer = startExplorer(baseURL ?? "", "--pause", "100", "--actions", "2", "--name", "Pasted\u202eagent");
  try {
    const { link } = await readAsked(explorer);
    await page.goto(link);
    await expect(page.getByTestId("request-name")).toContainText("Pasted\\u{202e}agent");
    await page.getByTestId(`wallet-${wallet.id}`).click();
    await expect(page.getByTestId("permission-card")).toBeVisible();
    wallet.refuseNext("eth_signTypedData_v4");
    await page.getByTestId("approve-sign").click();
    await expect(page.getByTestId("approve-problem")).toContainText("Nothing was signed");
    await expect(step(page)).toHaveAttribute("data-step", "asked");
    await keep("refused-by-owner");

    await stack.stop("database");
    try {
      await page.getByTestId("approve-sign").click();
      await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "failed");
      await keep("undelivered");
      await page.getByTestId("approve-copy").locator("summary").click();
      explorer.paste((await page.getByTestId("approve-answer").textContent()) ?? "");
      // The sponsor does not answer either: what was signed is kept.
      await explorer.waitFor(/^Allowed until/);
    } finally {
      await stack.start("database");
    }
    await explorer.waitFor(/^Walked east/);
    expect(await explorer.ended, "it ends its session when all actions are used").toBe(0);
    await page.getByTestId("approve-send").click();
    await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "sent");
  } finally {
    await explorer.stop();
    await test.info().attach("explorer.txt", { body: explorer.lines().join("\n"), contentType: "text/plain" });
  }
});

/** A phone beside the page of the story. */
async function withPhone(
  {
    browser,
    contextOptions,
    baseURL,
  }: Pick<PlaywrightWorkerArgs, "browser"> & Pick<PlaywrightTestOptions, "contextOptions" | "baseURL">,
  play: (phone: Page, game: GameDriver, shoot: (moment: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const size = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  const context = await browser.newContext({ ...contextOptions, ...size, ...(baseURL ? { baseURL } : {}) });
  const phone = await context.newPage();
  const shoot = (moment: string) => phone.screenshot({ path: test.info().outputPath(`phone-${moment}.png`) });
  try {
    await play(phone, new GameDriver(phone, true), shoot);
  } finally {
    await context.close();
  }
}

/** What the phone shows while it waits. */
async function readLink(phone: Page): Promise<{ link: string; code: string }> {
  const asked = phone.getByTestId("asked");
  await expect(asked).toBeVisible();
  const code = (await phone.getByTestId("asked-code").textContent()) ?? "";
  return { link: (await asked.getAttribute("data-link")) ?? "", code };
}

test("a phone plays with the account of a laptop: it asks, the laptop signs, and no key crosses", {
  tag: "@anySize",
}, async ({ page, browser, baseURL, contextOptions, chain, keep }) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await withPhone({ browser, contextOptions, baseURL }, async (phone, game, shoot) => {
    await phone.goto("/play");
    await phone.getByTestId("ask-by-link").tap();
    const { link, code } = await readLink(phone);
    await expectAccessible(phone, "a request that waits");
    await shoot("asks");

    await page.goto(link);
    await expect(page.getByTestId("request-code")).toHaveText(code);
    await page.getByTestId(`wallet-${wallet.id}`).click();
    await page.getByTestId("approve-sign").click();
    await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "sent");
    await keep("laptop-signed");
    const [grant] = wallet.shown();
    const account = grant?.message.account as Address;

    await game.waitUntilPlayable();
    await game.step("east");
    await game.waitUntilConfirmed();
    await shoot("plays");
    expect((await chain.readPlayer(account)).tile).toBe(await game.readTile());
    expect(wallet.shown(), "one signature").toHaveLength(1);
    await phone.reload();
    await game.waitUntilPlayable();
    await game.step("west");
    await game.waitUntilConfirmed();

    await page.goto("/sessions");
    await page.getByTestId("end-one").click();
    await page.getByTestId("end-one-confirm").click();
    await expect(page.getByTestId("session")).toHaveAttribute("data-status", "ended");
    await expect(phone.getByTestId("ended-dialog")).toBeVisible();
    await shoot("ended");

    await test.step("the phone asks again, with another code, and plays on where it was", async () => {
      const tile = await game.readTile();
      await phone.getByTestId("play-again").tap();
      await phone.getByTestId("ask-again").tap();
      const again = await readLink(phone);
      expect(again.code).not.toBe(code);
      await shoot("asks-again");
      await page.goto("/");
      await page.goto(again.link);
      await expect(page.getByTestId("request-code")).toHaveText(again.code);
      await page.getByTestId("approve-sign").click();
      await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "sent");
      await game.waitUntilPlayable();
      expect(await game.readTile()).toBe(tile);
      await game.step("east");
      await game.waitUntilConfirmed();
      expect((await chain.readPlayer(account)).tile).toBe(await game.readTile());
      const signed = wallet.shown().map(({ primaryType }) => primaryType);
      expect(signed, "one signature for each session, and one to end the first").toEqual(["Grant", "Revoke", "Grant"]);
    });
  });
});

test("a phone is handed the answer while the mailbox is down, says what is no answer, and plays when the sponsor is back", {
  tag: "@anySize",
}, async ({ page, browser, baseURL, contextOptions, chain, stack, guard, keep }) => {
  guard.forgive(DOOR_DOWN);
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await withPhone({ browser, contextOptions, baseURL }, async (phone, game, shoot) => {
    await phone.goto("/play");
    await phone.getByTestId("ask-by-link").tap();
    const { link } = await readLink(phone);
    await page.goto(link);
    await page.getByTestId(`wallet-${wallet.id}`).click();
    await expect(page.getByTestId("permission-card")).toBeVisible();
    const problem = phone.getByTestId("asked-problem");
    await stack.stop("database");
    try {
      await expect(phone.getByTestId("mailbox-down")).toBeVisible();
      await page.getByTestId("approve-sign").click();
      await expect(page.getByTestId("approve-signed")).toHaveAttribute("data-delivery", "failed");
      await page.getByTestId("approve-copy").locator("summary").click();
      await keep("laptop-copies");
      const answer = (await page.getByTestId("approve-answer").textContent()) ?? "";

      await phone.getByTestId("pasted").fill(answer.slice(0, -8));
      await phone.getByTestId("paste-send").tap();
      await expect(problem).toContainText("belongs to another request, or was changed");
      await expectAccessible(phone, "an answer that cannot be used");
      await shoot("no-answer");

      await phone.getByTestId("pasted").fill(` ${answer} `);
      await phone.getByTestId("paste-send").tap();
      await expect(phone.getByTestId("asked"), "the answer is taken, and nobody signs again").toHaveCount(0);
      await game.waitUntilPlayable();
      await game.step("east");
      await shoot("no-sponsor");
    } finally {
      await stack.start("database");
    }
    await game.waitUntilConfirmed();
    const account = wallet.shown()[0]?.message.account as Address;
    expect((await chain.readPlayer(account)).tile).toBe(await game.readTile());
    await shoot("plays-by-hand");
  });
});

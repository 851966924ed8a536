import type { Page } from "@playwright/test";
import { zeroHash } from "viem";
import { sessionFunctions } from "@/game/rules/sessionFunctions";
import { expectAccessible } from "./fixtures/audit";
import { holdOperations } from "./fixtures/slowBundler";
import { expect, test } from "./test";

/** Which of the grant's rules permits a step. */
const WALK = sessionFunctions.findIndex(({ functionSignature }) => functionSignature === "move(bytes)");

/** Whether a script of the page contains the engine, which writes its name and version to the console. */
const loadsPhaser = (page: Page) =>
  page.evaluate(async () => {
    const urls = performance.getEntriesByType("resource").map(({ name }) => name);
    const scripts = urls.filter((url) => new URL(url).pathname.endsWith(".js"));
    const texts = await Promise.all(scripts.map(async (url) => (await fetch(url, { cache: "force-cache" })).text()));
    return texts.some((text) => text.includes("Phaser v"));
  });

test("a guest sets out and walks a step, reads the receipt, and looks the whole operation up", async ({
  page,
  context,
  chain,
  game,
  panels,
  panel,
  keep,
  beginAsGuest,
  openSession,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginAsGuest();
  // Two operations: what is played while one flies is joined to the next.
  await game.waitUntilConfirmed();
  await game.step("west");
  await game.waitUntilConfirmed();
  const account = await openSession();
  const operations = await chain.readOperations(account);
  const [first, second] = operations;
  expect(operations).toHaveLength(2);
  const paidWei = operations.reduce((sum, { actualGasCost }) => sum + actualGasCost, 0n);

  await test.step("the session says what the sponsor paid for it", async () => {
    await expect(page.getByTestId("session-tally")).toHaveAttribute("data-wei", String(paidWei));
    await expect(page.getByTestId("session-tally")).toContainText("you paid nothing");
  });

  const receipt = page.getByTestId("receipt");
  const steps = receipt.getByTestId("receipt-step");
  await test.step("the first receipt says that one signature did three things", async () => {
    await panel.operations.last().getByRole("button").click();
    await expect(receipt.getByRole("heading")).toHaveText(
      "Account created, key switched on, first action: one signature",
    );
    await expect(steps).toHaveText([
      /You didSet out on a Walk0 ms/,
      /Your key signed.*\+[\d.]+ m?s/,
      /The bundler carried.*\+[\d.]+ m?s/,
      /The sponsor paid0\.[\d]+ ETH, you paid nothingin the block/,
      /Block [\d,]+.*\+[\d.]+ m?s/,
    ]);
    await keep("1-receipt");
    await expectAccessible(page, "a receipt");
    await page.keyboard.press("Escape");
    await expect(receipt).toHaveCount(0);
  });

  await test.step("the hash of the second is copied", async () => {
    await panel.operations.first().getByRole("button").click();
    await expect(receipt.getByRole("heading")).toHaveText("Walk 1 step");
    await receipt.getByRole("button", { name: "Copy the hash of the operation" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(second?.userOpHash);
  });

  const state = page.getByTestId("operation-state");
  await test.step("in the same visit the inspector has its way from the press to the confirmation", async () => {
    await page.getByTestId("to-operation").click();
    await expect(state).toHaveAttribute("data-state", "executed");
    const way = page.getByTestId("trace-part");
    await expect(way.last()).toHaveText(/The state after it is read.*\d+ m?s/);
    for (const moment of ["drawn", "signed", "accepted", "mined", "seen"])
      await expect(way.and(page.locator(`[data-moment=${moment}]`))).toHaveCount(1);
    await page.screenshot({ path: test.info().outputPath("2-way.png"), fullPage: true });
    await expectAccessible(page, "the way of an operation");
  });

  await test.step("the inspector has its calls, rules and gas, as the chain has them", async () => {
    expect(await loadsPhaser(page), "the game does").toBe(true);
    await page.goto(`/op/${second?.userOpHash}`);
    await expect(state).toHaveAttribute("data-state", "executed");
    await expect(page.getByTestId("operation-call")).toHaveCount(1);
    await expect(page.getByTestId("operation-call")).toContainText("Walk 1 step");
    await expect(page.getByTestId("call-rule")).toContainText(
      `Rule ${WALK + 1} of ${sessionFunctions.length}: move(bytes)`,
    );
    await expect(page.getByTestId("check-actions")).toContainText("2 of 5,000");
    await expect(page.getByTestId("check-actions")).toContainText("1 by this operation");
    await expect(page.getByTestId("check-sand")).toContainText("0 of 120");
    await expect(page.getByTestId("no-history")).toHaveCount(0);
    await expect(page.getByTestId("gas-used")).toContainText(`${second?.actualGasUsed.toLocaleString("en")} gas`);
    const legend = page.getByTestId("gas-used").getByRole("listitem");
    await expect(legend).toHaveText([
      ...[/Pre-verification/, /Validation/, /Sponsor’s check/, /Calls/, /EntryPoint’s own work/, /Allowed, not used/],
    ]);
    const parts = (await legend.allTextContents())
      .slice(0, -1)
      .map((text) => Number(/([\d,]+)$/.exec(text)?.[1]?.replaceAll(",", "")));
    expect(BigInt(parts.reduce((sum, gas) => sum + gas, 0)), "the parts add up").toBe(second?.actualGasUsed);
    await expect(page.getByTestId("gas-paid")).toContainText("The sponsor paid");
    await expect(page.getByTestId("operation-signed")).toContainText("yes, computed again here");
    await expect(page.getByTestId("operation-event").filter({ hasText: "Moved" })).toHaveCount(1);
    expect(await loadsPhaser(page), "this page does without the game").toBe(false);
    await page.screenshot({ path: test.info().outputPath("2-inspector.png"), fullPage: true });
    await expectAccessible(page, "the inspector");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "nothing runs out sideways").toBe(page.viewportSize()?.width);
  });

  await test.step("the first one also has what was created, the owner’s signature and the voucher", async () => {
    await page.goto(`/op/${first?.userOpHash}`);
    await expect(state).toContainText("First: account created, session key switched on.");
    await expect(page.getByTestId("check-actions")).toContainText("1 of 5,000");
    await expect(page.getByTestId("operation-voucher")).toContainText(/The sponsor’s voucher.*the whole session/);
    await expect(page.getByTestId("operation-event").filter({ hasText: "SessionEnabled" })).toHaveCount(1);
    await page.screenshot({ path: test.info().outputPath("3-first.png"), fullPage: true });
  });

  await test.step("a hash that nobody sent says so", async () => {
    await page.goto(`/op/${zeroHash}`);
    await expect(state).toHaveAttribute("data-state", "unknown");
    await expect(state).toContainText("No operation with this hash");
    await keep("4-unknown");
    await expectAccessible(page, "an unknown operation");
  });

  await test.step("after all that the session still knows what was paid for it", async () => {
    await page.goto("/play");
    await game.waitUntilPlayable();
    await panels.open("session");
    await expect(page.getByTestId("session-tally")).toHaveAttribute("data-wei", String(paidWei));
  });
});

test("an operation that is on its way is known to the browser that sent it, until a block has it", {
  tag: "@anySize",
}, async ({ page, beginAsGuest, game, panels, panel }) => {
  await beginAsGuest();
  const slow = await holdOperations(page);
  await game.step("east");
  await slow.waitUntilHeld();
  await panels.open("session");
  await panel.operations.first().getByRole("button").click();
  const receipt = page.getByTestId("receipt");
  await expect(receipt.getByTestId("receipt-step").nth(1)).toHaveAttribute("data-done", "true");
  await expect(receipt.getByTestId("receipt-step").last()).toHaveText(/Blocknot yet/);
  await page.getByTestId("to-operation").click();
  const state = page.getByTestId("operation-state");
  await expect(state).toHaveAttribute("data-state", "sending");
  await expect(state).toContainText("This browser is sending it.");
  slow.release();
  await expect(state).toHaveAttribute("data-state", "executed");
});

import { toFunctionSelector } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { sessionFunctions } from "@/game/rules/sessionFunctions";
import { holdSessionKey, readKeyStore } from "./fixtures/keys";
import { expect, test } from "./test";

test("a guest signs once, plays the whole loop, and ends the session", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
  keep,
  openSession,
}) => {
  const { deployment } = chain;

  await test.step("connects without a prompt, and reads what losing the browser means", async () => {
    await page.goto("/");
    await keep("1-first-page");
    await page.getByTestId("play").first().click();
    await expect(doors.connect).toContainText("If you clear the site data or lose this device, the account is gone");
    await keep("2-connect");
    await doors.guest.click();
    await expect(doors.card).toBeVisible();
    await expect(page.getByTestId("grant-pass")).toContainText(/Plays for you until \d\d:\d\d/);
    await expect(page.getByTestId("grant-pass")).toContainText("You pay nothing");
    await expect(page.getByTestId("grant-worst-case")).toHaveText(
      "There is nothing to take yet. Nothing leaves your account.",
    );
    await keep("3-permission-card");
    await doors.unfoldCard();
  });

  const shown = await doors.readPermissions();
  const shownActions = /Actions([\d,]+)/.exec((await doors.card.textContent()) ?? "")?.[1]?.replaceAll(",", "");
  await test.step("reads what the key may and may never do", async () => {
    expect(shown).toEqual(sessionFunctions.map(({ functionSignature }) => functionSignature));
    await expect(doors.card).toContainText("1 hour");
    await expect(doors.card).toContainText(/Actions[\d,]+at most.*Spends[\d,]+ Sandat most.*You pay nothing/);
    await expect(page.getByTestId("grant-never").getByRole("listitem")).toHaveCount(5);
    await keep("3-permission-card-unfolded");
  });

  await doors.sign.click();
  await expect(game.startCard).toBeVisible();
  const account = await openSession();
  const actionsMax = await panel.readMeter("actions-left");
  expect(actionsMax, "the card's number is the session's").toBe(BigInt(shownActions ?? -1));
  await expect(panel.root).toHaveAttribute("data-state", "granted");
  await panels.close();
  expect(
    await chain.client.getCode({ address: account }),
    "nothing is on chain before the first action",
  ).toBeUndefined();

  await test.step("setting out deploys the account, enables the session and plays, in one operation", async () => {
    await game.setOut();
    await game.waitUntilConfirmed();
    const [first, ...rest] = await chain.readOperations(account);
    expect(rest).toHaveLength(0);
    expect(first?.to?.toLowerCase()).toBe(entryPoint08Address.toLowerCase());
    expect(first?.success).toBe(true);
    expect(first?.paymaster.toLowerCase()).toBe(deployment.sessionPaymaster.toLowerCase());
    expect(first?.events).toEqual(expect.arrayContaining(["AccountDeployed", "SessionEnabled", "Embarked"]));
    expect(await chain.client.getCode({ address: account })).toMatch(/^0x[0-9a-f]+/);
    expect(await chain.client.getBalance({ address: account }), "the account pays nothing").toBe(0n);
  });

  const held = await holdSessionKey(page, account);
  await test.step("what the card showed is what the chain enforces", async () => {
    const { granted } = await chain.readGranted(held);
    const target = deployment.hourglass.toLowerCase();
    expect(granted).toEqual(shown.map((text) => ({ selector: toFunctionSelector(text), target })));
  });

  await test.step("gathers beside the fire, banks it at the camp, and walks on", async () => {
    await game.gather();
    await expect.poll(() => game.read("load")).toBeGreaterThan(0);
    const load = await game.read("load");
    await panels.bank();
    await expect.poll(() => game.read("points")).toBe(load);
    await panels.close();
    await keep("4-banked");
    for (const direction of ["east", "north", "west"] as const) await game.step(direction);
    await game.waitUntilConfirmed();
  });

  await test.step("chain and screen say the same", async () => {
    const run = await chain.readRun(account);
    expect(run.tile).toBe(await game.readTile());
    expect(run.points).toBe(await game.read("points"));
    expect((await chain.readPlayer(account)).steps).toBe(3);
  });

  await test.step("the panel shows the operations, who paid, and what is left", async () => {
    await panels.open("session");
    const session = await chain.readSession(held);
    await expect(page.getByTestId("actions-left")).toHaveAttribute("data-value", String(session.actionsLeft));
    await expect(page.getByTestId("gas-left")).toHaveAttribute("data-value", String(session.gasLeftWei));
    expect(BigInt(session.actionsLeft)).toBeLessThan(actionsMax);
    await expect(panel.root).toHaveAttribute("data-state", "enabled");
    const operations = await chain.readOperations(account);
    await expect(panel.operations).toHaveCount(operations.length);
    await expect(page.getByTestId("sign-marks").locator("[data-status=confirmed]")).toHaveCount(
      Math.min(24, operations.length),
    );
    await expect(page.getByTestId("session-tally")).toContainText(
      new RegExp(`^${operations.length} signed · 0 prompts · the sponsor paid [\\d.]+ ETH · you paid nothing$`),
    );
    await expect(page.getByTestId("session-state")).toContainText(/^RunningActive on chain\. Until \d\d:\d\d\.$/);
    await page.getByTestId("signed").locator("summary").first().click();
    await expect(page.getByTestId("grant-worst-case")).toContainText("There is nothing to take yet");
    await keep("4-panel");
    await page.getByTestId("signed").locator("summary").first().click();
    expect(operations.every(({ success }) => success)).toBe(true);
    const newest = panel.operations.first();
    await expect(newest).toHaveAttribute("data-status", "confirmed");
    await expect(newest).toHaveAttribute("data-paid-by", "sponsor");
    await expect(newest).toContainText("paid by the sponsor");
    await expect(newest).toContainText(/[\d,]+ gas/);
    const before = Number(await panel.timeLeft.first().getAttribute("data-seconds"));
    await expect
      .poll(async () => Number(await panel.timeLeft.first().getAttribute("data-seconds")))
      .toBeLessThan(before);
    await keep("4-played");
  });

  await test.step("ends the session: revoked on chain, the key destroyed here", async () => {
    expect((await readKeyStore(page)).records).toContain(`session/${account.toLowerCase()}`);
    await panel.endSession();
    await keep("5-ended");
    const session = await chain.readSession(held);
    expect(session.isEnded).toBe(true);
    const { keys, records } = await readKeyStore(page);
    expect(records).not.toContain(`session/${account.toLowerCase()}`);
    expect(
      keys.map(({ name }) => name),
      "only the guest's own key is left",
    ).toEqual(expect.arrayContaining(["owner.privateKey", "owner.publicKey"]));
    expect(keys).toHaveLength(2);
    expect(await game.readPhase()).toBe("ended");
  });
});

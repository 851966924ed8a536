import { createTestClient, createWalletClient, type Hex, hashTypedData, http, parseEther } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expectAccessible } from "./fixtures/audit";
import type { Chain } from "./fixtures/chain";
import { createSafe, deploySafeContracts } from "./fixtures/safe";
import type { Stack } from "./fixtures/stack";
import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

/** A Safe of three, of whom two must sign. Somebody else paid for it. */
async function foundSafe({ chain, client }: Chain, { rpcUrl }: Stack) {
  const account = privateKeyToAccount(generatePrivateKey());
  const node = createTestClient({ mode: "anvil", chain, transport: http(rpcUrl) });
  await node.setBalance({ address: account.address, value: parseEther("1") });
  const payer = createWalletClient({ account, chain, transport: http(rpcUrl) });
  const signers = [1, 2, 3].map(() => privateKeyToAccount(generatePrivateKey()));
  return createSafe(await deploySafeContracts(client as never, payer), client as never, payer, signers, 2);
}

type Safe = Awaited<ReturnType<typeof foundSafe>>;
type Typed = Parameters<Safe["signTypedData"]>[0];

/** The Safe's own wallet: it answers when the second signer has signed. */
function walletOf({ address, signers, signTypedData }: Safe) {
  const waiting: (() => void)[] = [];
  return {
    owner: {
      address,
      signTypedData: (typed: Typed) =>
        new Promise<Hex>((resolve) => waiting.push(() => resolve(signTypedData(typed, signers.slice(1))))),
    },
    secondSigns: () => waiting.at(-1)?.(),
  };
}

test("an organisation's Safe plays: two of three sign, and a transaction switches the key on", async ({
  page,
  chain,
  stack,
  doors,
  game,
  panels,
  panel,
  keep,
}) => {
  const safe = await foundSafe(chain, stack);
  const { owner, secondSigns } = walletOf(safe);
  const wallet = await injectWallet(page, chain.deployment.chainId, undefined, owner);
  const dialog = page.getByTestId("signers-dialog");
  const state = page.getByTestId("signers-state");
  await doors.enterWithWallet(wallet);

  await test.step("the card says who must approve, and when the hour begins", async () => {
    await expect(doors.hint).toContainText("2 of 3 signers must approve");
    await expect(page.getByTestId("begin-0")).toBeChecked();
    await expectAccessible(page, "a Safe's card");
    await keep("1-card");
    await doors.sign.click();
  });

  await test.step("it waits for the second signer, with what each compares", async () => {
    await expect(state).toHaveAttribute("data-wallet", "asked");
    await expect(page.getByTestId("signers").getByRole("listitem")).toHaveCount(3);
    await expect.poll(() => wallet.shown().length).toBe(1);
    const digest = hashTypedData(wallet.shown()[0] as unknown as Typed);
    await expect(page.getByTestId("grant-hash")).toHaveText(digest);
    await expectAccessible(page, "waiting for signers");
    await keep("2-waiting");
  });

  await test.step("a reload loses nothing, and asks nobody by itself", async () => {
    await page.reload();
    await expect(dialog).toBeVisible();
    await expect(state).toHaveAttribute("data-wallet", "none");
    expect(wallet.prompts()).toEqual(["eth_requestAccounts", "eth_signTypedData_v4"]);
    await keep("3-again");
    await page.getByTestId("ask-signers").click();
    await expect(state).toHaveAttribute("data-wallet", "asked");
    await expect.poll(() => wallet.shown().length).toBe(2);
    expect(wallet.shown()[1], "the same grant").toEqual(wallet.shown()[0]);
  });

  await test.step("the second signs: the key is switched on by a transaction, and it plays", async () => {
    secondSigns();
    await game.waitUntilPlayable();
    await game.step("west");
    await game.waitUntilConfirmed();
    await keep("4-played");
  });

  await panels.open("session");
  const account = await panel.readAccount();
  await test.step("chain and screen agree: enabled by the relayer, played by its own operations", async () => {
    const operations = await chain.readOperations(account);
    expect(operations.length).toBeGreaterThan(0);
    expect(operations.every(({ success }) => success)).toBe(true);
    const events = operations.flatMap((operation) => operation.events);
    expect(events).not.toContain("SessionEnabled");
    expect(events).not.toContain("AccountCreated");
    const player = await chain.readPlayer(account);
    expect(Number(player.tile)).toBe(await game.readTile());
    await expect(panel.root).toHaveAttribute("data-state", "enabled");
  });

  await test.step("after a reload it plays on without a question", async () => {
    const asked = wallet.prompts().length;
    await page.reload();
    await game.waitUntilPlayable();
    await game.step("east");
    await game.waitUntilConfirmed();
    expect(wallet.prompts()).toHaveLength(asked);
  });

  await test.step("the account's page shows the Safe and its signers", async () => {
    await page.goto("/account");
    await expect(page.getByTestId("safe-signers")).toHaveAttribute("data-threshold", "2");
    await expectAccessible(page, "an account of a Safe");
    await keep("5-account");
  });

  await test.step("the owner ends it: the second signs again, and the relay sends", async () => {
    await page.goto("/sessions");
    const row = page.getByTestId("session");
    await expect(row).toHaveAttribute("data-status", "running");
    await row.getByTestId("end-one").click();
    await row.getByTestId("end-one-confirm").click();
    await expect.poll(() => wallet.shown().length).toBe(3);
    secondSigns();
    await expect(page.getByTestId("sessions-status")).toHaveAttribute("data-state", "ended");
    await expect(row).toHaveAttribute("data-status", "ended");
    await keep("6-ended");
  });

  await test.step("and plays another hour in the same way", async () => {
    await page.goto("/play");
    await page.getByTestId("play-again").click();
    await doors.sign.click();
    await expect.poll(() => wallet.shown().length).toBe(4);
    await expect(dialog).toBeVisible();
    secondSigns();
    await game.waitUntilPlayable();
    await game.step("east");
    await game.waitUntilConfirmed();
    await keep("7-renewed");
  });
});

test("a Safe for a later hour: approved on chain, cancelled in time", { tag: "@anySize" }, async ({
  page,
  chain,
  stack,
  doors,
  keep,
}) => {
  const safe = await foundSafe(chain, stack);
  const wallet = await injectWallet(page, chain.deployment.chainId, undefined, walletOf(safe).owner);
  const dialog = page.getByTestId("signers-dialog");
  await doors.enterWithWallet(wallet);

  await test.step("the signers are not there yet: cancelled, and the card is back", async () => {
    await doors.sign.click();
    await expect(dialog).toBeVisible();
    await page.getByTestId("signers-cancel").click();
    await expect(doors.sign).toBeEnabled();
    await page.reload();
    await expect(doors.sign, "nothing waits after a reload").toBeEnabled();
  });

  await test.step("for an hour that begins later they approve on chain, and the page notices", async () => {
    await page.getByTestId("begin-0").focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByTestId("begin-1800")).toBeChecked();
    await expect(page.getByTestId("grant-pass")).toContainText(/from \d\d:\d\d to \d\d:\d\d/);
    await doors.sign.click();
    await expect.poll(() => wallet.shown().length).toBe(2);
    await safe.approveOnChain(wallet.shown()[1] as unknown as Typed, safe.signers.slice(0, 2));
    await expect(page.getByTestId("signers-steps")).toHaveAttribute("data-step", "due");
    await expectAccessible(page, "approved, and not due");
    await keep("1-due");
  });

  await test.step("nothing was promised or sent for it yet, and it can still be cancelled", async () => {
    await page.reload();
    await expect(page.getByTestId("signers-steps")).toHaveAttribute("data-step", "due");
    await page.getByTestId("signers-cancel").click();
    await expect(doors.sign).toBeEnabled();
    await page.reload();
    await expect(doors.sign, "its key is destroyed").toBeEnabled();
  });
});

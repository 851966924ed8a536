import { concat, type Hex, numberToHex, slice, toFunctionSelector } from "viem";
import { holdSessionKey } from "./fixtures/keys";
import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

test("a wallet plays: one signature, no transaction", async ({
  page,
  chain,
  doors,
  game,
  panel,
  keep,
  openSession,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await expect(doors.card).toBeVisible();
  const shown = await doors.readPermissions();
  await keep("1-card");
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("west");
  await game.waitUntilConfirmed();
  await keep("2-played");

  await test.step("the wallet was asked only to connect and to sign once", () => {
    expect(wallet.prompts()).toEqual(["eth_requestAccounts", "eth_signTypedData_v4"]);
  });

  const account = await openSession();
  const held = await holdSessionKey(page, account);

  await test.step("the wallet showed what is on the card, and what the chain enforces", async () => {
    const [typed] = wallet.shown();
    if (!typed) throw new Error("The wallet was shown nothing.");
    expect(typed.primaryType).toBe("Grant");
    expect(typed.domain.verifyingContract.toLowerCase()).toBe(chain.deployment.sessionValidator.toLowerCase());
    expect(Number(typed.domain.chainId)).toBe(chain.deployment.chainId);
    const { permissions, ...limits } = typed.message;
    expect(permissions.map(({ functionSignature }) => functionSignature)).toEqual(shown);
    const target = chain.deployment.hourglass.toLowerCase();
    expect(new Set(permissions.map((permission) => permission.target.toLowerCase()))).toEqual(new Set([target]));
    const { granted, paymaster } = await chain.readGranted(held);
    expect(granted).toEqual(shown.map((text) => ({ selector: toFunctionSelector(text), target })));
    expect(limits.sessionKey).toBe(held.sessionKey);
    expect(String(limits.account).toLowerCase()).toBe(account.toLowerCase());
    expect(Number(limits.validUntil) - Number(limits.validAfter)).toBe(3600);
    const session = await chain.readSession(held);
    expect(paymaster.toLowerCase()).toBe(String(limits.paymaster).toLowerCase());
    expect(session.actionsLeft, "to set out, and a step").toBe(Number(limits.maxActions) - 2);
    expect(session.spendLeft).toBe(BigInt(String(limits.maxSpend)));
  });

  await test.step("chain, screen and game agree", async () => {
    const player = await chain.readPlayer(account);
    expect(Number(player.tile)).toBe(await game.readTile());
    const operations = await chain.readOperations(account);
    expect(operations.every(({ success }) => success)).toBe(true);
    expect(await chain.client.getTransactionCount({ address: wallet.address }), "the wallet sent nothing").toBe(0);
    await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "wallet");
    await expect(panel.operations).toHaveCount(operations.length);
  });
});

test("a wallet that refuses, and one on another chain, do no harm", async ({
  page,
  chain,
  doors,
  game,
  keep,
  openSession,
}) => {
  const wallet = await injectWallet(page, 1);
  wallet.refuseNext("eth_requestAccounts");
  await doors.arrive();

  await test.step("a refused connection says so, and can be tried again", async () => {
    await doors.wallet(wallet.id).click();
    await expect(doors.walletError).toContainText("You declined in the wallet");
    await keep("1-refused-connection");
    await doors.wallet(wallet.id).click();
    await expect(doors.card).toBeVisible();
  });

  await test.step("a wallet on another chain is asked to switch before anything is signed", async () => {
    await expect(doors.wrongChain).toBeVisible();
    await expect(doors.sign).toHaveCount(0);
    await keep("2-wrong-chain");
    wallet.refuseNext("wallet_switchEthereumChain");
    await doors.switchChain.click();
    await expect(doors.hint).toContainText("You declined in the wallet");
    await doors.switchChain.click();
    await expect(doors.sign).toBeVisible();
  });

  await test.step("a refused signature says so, nothing is lost, and the next one works", async () => {
    wallet.refuseNext("eth_signTypedData_v4");
    await doors.sign.click();
    await expect(page.getByTestId("notice")).toBeVisible();
    await keep("3-refused-signature");
    await expect(doors.sign).toBeEnabled();
    await doors.sign.click();
    await game.waitUntilPlayable();
    await game.step("south");
    await game.waitUntilConfirmed();
  });

  expect(wallet.prompts()).toEqual([
    "eth_requestAccounts",
    "eth_requestAccounts",
    "wallet_switchEthereumChain",
    "wallet_switchEthereumChain",
    "eth_signTypedData_v4",
    "eth_signTypedData_v4",
  ]);
  const account = await openSession();
  const player = await chain.readPlayer(account);
  expect(Number(player.tile)).toBe(await game.readTile());
  expect(await game.readTile()).toBe(game.fromStart(0, 1));
  await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "wallet");
});

test("a wallet whose signatures end in 0 or 1 works like any other", async ({
  page,
  chain,
  doors,
  game,
  panels,
  panel,
}) => {
  const toZeroBased = (signature: Hex) =>
    concat([slice(signature, 0, 64), numberToHex(Number(slice(signature, 64)) - 27, { size: 1 })]);
  const wallet = await injectWallet(page, chain.deployment.chainId, toZeroBased);
  await doors.arrive();
  await doors.wallet(wallet.id).click();
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.step("west");
  await game.waitUntilConfirmed();
  await panels.open("session");
  await expect(panel.root).toHaveAttribute("data-state", "enabled");
  const operations = await chain.readOperations(await panel.readAccount());
  expect(operations.length).toBeGreaterThan(0);
  expect(operations.every(({ success }) => success)).toBe(true);
});

import { type Address, encodeFunctionData } from "viem";
import { entryPoint08Address } from "viem/account-abstraction";
import { bazaarAbi } from "@/app/_chain/generated/abis";
import { expectAccessible } from "./fixtures/audit";
import { APP_GONE, DOOR_DOWN } from "./fixtures/guard";
import { askEntryPoint, makeOperation } from "./fixtures/handmade";
import { holdSessionKey, signWithHeldKey } from "./fixtures/keys";
import { createNeighbour } from "./fixtures/neighbour";
import { injectWallet } from "./fixtures/wallet";
import { expect, test } from "./test";

const IDOL = 26;
const one = 10n ** 18n;

test("an owner withdraws Sand, buys, sells and cancels; the session key can do none of it", async ({
  page,
  stack,
  chain,
  doors,
  game,
  panels,
  owner,
  keep,
  openSession,
}) => {
  const neighbour = await createNeighbour(chain, stack.rpcUrl);
  await chain.give(neighbour.address, { idols: 1n });
  await neighbour.sell(IDOL, 1, 2n * one);
  const { number: idolOffer } = await chain.readNewestOffer();

  await doors.enterWithWallet(await injectWallet(page, chain.deployment.chainId));
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.waitUntilConfirmed();
  const account = await openSession();
  await chain.give(account, { idols: 2n, vault: 5n * one });
  await panels.close();
  await game.step("east");
  await game.waitUntilConfirmed();

  await test.step("withdraws Sand from the vault", async () => {
    await panels.open("bazaar");
    await expect(page.getByTestId("vault")).toHaveAttribute("data-amount", String(5n * one));
    await page.getByTestId("withdraw-amount").fill("3");
    await owner.ask(page.getByTestId("withdraw-sand-ask"));
    await expect(owner.dialog).toContainText("Withdraw 3 Sand from your vault");
    await expect(owner.dialog).toContainText("The session key cannot");
    await expect(owner.calls).toHaveText(["withdraw(uint256)"]);
    await keep("1-withdraw");
    await owner.confirm();
    await owner.close();
    const { vault, sand } = await chain.readPlayer(account);
    expect({ vault, sand }).toEqual({ vault: 2n * one, sand: 3n * one });
    await expect(page.getByTestId("vault")).toHaveAttribute("data-amount", String(vault));
  });

  await test.step("buys from a neighbour: approval and purchase with one signature", async () => {
    await panels.open("bazaar");
    await expect(page.getByTestId(`offer-${idolOffer}`)).toHaveAttribute("data-own", "false");
    await keep("2-bazaar");
    await owner.ask(page.getByTestId(`buy-offer-${idolOffer}`));
    await expect(owner.calls).toHaveText(["approve(address,uint256)", "buy(uint256,uint256,uint256)"]);
    await owner.confirm();
    await keep("3-bought");
    await owner.close();
    await expect(page.getByTestId(`offer-${idolOffer}`)).toHaveCount(0);
    const { relics, sand } = await chain.readPlayer(account);
    expect({ idols: relics[0], sand }).toEqual({ idols: 3n, sand: one });
    expect((await chain.readPlayer(neighbour.address)).sand).toBe(2n * one);
  });

  await test.step("sells, and cancels what nobody bought", async () => {
    await owner.offer(IDOL, 2, "1.5");
    await expect(owner.dialog).toContainText("Sell 2 idol for 1.5 Sand each");
    await expect(owner.calls).toHaveText(["setApprovalForAll(address,bool)", "list(uint256,uint256,uint256)"]);
    await keep("4-sell");
    await owner.confirm();
    await owner.close();
    const offer = await chain.readNewestOffer();
    expect(offer).toMatchObject({ seller: account, item: IDOL, left: 2n, price: (3n * one) / 2n });
    const row = page.getByTestId(`offer-${offer.number}`);
    await expect(row).toHaveAttribute("data-own", "true");
    await keep("5-for-sale");
    await owner.ask(page.getByTestId(`cancel-offer-${offer.number}`));
    await owner.confirm();
    await owner.close();
    await expect(row).toHaveCount(0);
    expect((await chain.readPlayer(account)).relics[0]).toBe(3n);
    await expect(page.getByTestId(`inventory-item-${IDOL}`)).toHaveAttribute("data-count", "3");
  });

  await test.step("four operations of the owner, paid by the sponsor, besides the session's", async () => {
    const operations = await chain.readOperations(account);
    const ofOwner = operations.filter(({ nonce }) => nonce >> 64n === 0n);
    expect(ofOwner.map(({ success }) => success)).toEqual([true, true, true, true]);
    const { sessionPaymaster } = chain.deployment;
    expect(new Set(operations.map(({ paymaster }) => paymaster.toLowerCase()))).toEqual(
      new Set([sessionPaymaster.toLowerCase()]),
    );
  });

  await test.step("the chain refuses the session key's own attempt", async () => {
    const held = await holdSessionKey(page, account);
    const { bazaar } = chain.deployment;
    const data = encodeFunctionData({ abi: bazaarAbi, functionName: "list", args: [BigInt(IDOL), 1n, one] });
    const sign = (digest: `0x${string}`) => signWithHeldKey(page, digest);
    const operation = await makeOperation(held, chain, { to: bazaar, data }, sign);
    expect(await askEntryPoint(chain, stack.rpcUrl, operation)).toBe("AA23 reverted CallNotPermitted");
  });
});

test("without the chain or a network the Bazaar says so, and works again afterwards", async ({
  page,
  context,
  guard,
  doors,
  panels,
}) => {
  await doors.arrive();
  await page.keyboard.press("Escape");
  await panels.open("bazaar");
  const bazaar = page.getByTestId("bazaar");
  await expect(bazaar).toHaveAttribute("data-state", "ready");

  guard.forgive(DOOR_DOWN);
  await page.route("**/api/rpc", (route) => route.fulfill({ status: 503, json: {} }));
  await page.getByTestId("bazaar-refresh").click();
  await expect(bazaar).toContainText("The offers could not be loaded");
  await page.unroute("**/api/rpc");
  await page.getByTestId("bazaar-refresh").click();
  await expect(bazaar).toHaveAttribute("data-state", "ready");

  guard.forgive(APP_GONE);
  await context.setOffline(true);
  await expect(bazaar).toContainText("You are offline");
  await context.setOffline(false);
  await expect(bazaar).not.toContainText("You are offline");

  // A visitor without a session: the page says what is missing, and nothing happens.
  await page.getByTestId("sell").locator("summary").click();
  await page.getByTestId("sell-form-ask").click();
  await expect(page.getByTestId("sell-form").getByRole("alert")).toContainText(/no relic/i);
});

test("a wallet owner is asked once for each action, and sees what it signs", async ({
  page,
  chain,
  doors,
  game,
  panels,
  owner,
  keep,
  openSession,
}) => {
  const wallet = await injectWallet(page, chain.deployment.chainId);
  await doors.enterWithWallet(wallet);
  await doors.sign.click();
  await game.waitUntilPlayable();
  await game.waitUntilConfirmed();
  const account = await openSession();
  await chain.give(account, { idols: 1n });
  await panels.close();
  await game.step("west");
  await game.waitUntilConfirmed();
  const before = wallet.prompts().length;

  await panels.open("bazaar");
  await owner.offer(IDOL, 1, "2");
  await expect(owner.dialog).toContainText("PackedUserOperation");
  await owner.dialog.locator("summary").click();
  await expectAccessible(page, "the question to the owner");
  const callData = await page.getByTestId("owner-call-data").innerText();
  await keep("1-wallet");
  expect(wallet.prompts(), "nothing is asked before the player says so").toHaveLength(before);

  await test.step("a refusal changes nothing, and can be reconsidered", async () => {
    wallet.refuseNext("eth_signTypedData_v4");
    await owner.sign.click();
    await owner.expectStep("declined");
    await expect(owner.outcome).toContainText("nothing changed");
    expect((await chain.readPlayer(account)).relics[0]).toBe(1n);
  });

  await test.step("agreeing is one signature over what was shown", async () => {
    await owner.confirm();
    expect(wallet.prompts().slice(before)).toEqual(["eth_signTypedData_v4", "eth_signTypedData_v4"]);
    const typed = wallet.shown().at(-1);
    expect(typed?.primaryType).toBe("PackedUserOperation");
    expect(typed?.domain.verifyingContract.toLowerCase()).toBe(entryPoint08Address.toLowerCase());
    expect(String(typed?.message.sender as Address).toLowerCase()).toBe(account.toLowerCase());
    expect(typed?.message.callData).toBe(callData);
    await owner.close();
  });

  const offer = await chain.readNewestOffer();
  expect(offer).toMatchObject({ seller: account, item: IDOL, left: 1n, price: 2n * one });
  await owner.ask(page.getByTestId(`cancel-offer-${offer.number}`));
  await owner.confirm();
  expect(wallet.prompts().slice(before + 2), "exactly one for an action").toEqual(["eth_signTypedData_v4"]);
  expect(await chain.client.getTransactionCount({ address: wallet.address }), "the wallet sent nothing").toBe(0);
});

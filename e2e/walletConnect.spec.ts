import { createPhoneWallet, type PhoneWallet } from "./fixtures/phoneWallet";
import { startRelay } from "./fixtures/relay";
import { expect, test } from "./test";

const port = Number(process.env.E2E_RELAY_PORT);

test("a wallet on another device owns a session: the code is scanned, the wallet signs once, and a reload asks nothing", {
  tag: "@anySize",
}, async ({ page, guard, chain, doors, game, panels, panel, keep }) => {
  // WalletConnect's register of sites is not there; its client goes on without.
  guard.forgive(/verify\.walletconnect\.org/);
  const relay = await startRelay(port);
  const wallets: PhoneWallet[] = [];
  const open = async () => {
    const wallet = await createPhoneWallet(`ws://127.0.0.1:${port}`, chain.deployment.chainId);
    wallets.push(wallet);
    return wallet;
  };
  const other = doors.wallet("walletConnect");
  const code = page.getByTestId("pairing-code");
  const readUri = async () => (await code.getAttribute("data-uri")) ?? "";
  try {
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await doors.arrive();
    await expect(other).toContainText("A wallet on another device");
    const before = loaded.length;

    await test.step("its code is loaded when it is chosen, and cancelling leads back", async () => {
      await other.click();
      await expect(code).toBeVisible();
      expect(loaded.slice(before).filter((url) => url.endsWith(".js")).length).toBeGreaterThan(0);
      await keep("1-code");
      await expect(page.getByTestId("pairing-link")).toHaveAttribute("href", await readUri());
      await page.getByTestId("pairing-cancel").click();
      await expect(code).toHaveCount(0);
      await expect(doors.walletError).toHaveCount(0);
    });

    await test.step("the wallet's no is told", async () => {
      await other.click();
      await expect(code).toBeVisible();
      await (await open()).scan(await readUri(), "no");
      await expect(doors.walletError).toContainText("You declined in the wallet");
      await keep("2-declined");
    });

    const wallet = await open();
    await test.step("its yes shows the card, and it signs", async () => {
      await other.click();
      await expect(code).toBeVisible();
      await wallet.scan(await readUri(), "yes");
      await expect(doors.card).toBeVisible();
      await keep("3-card");
      await doors.sign.click();
      await game.waitUntilPlayable();
      await game.step("west");
      await game.waitUntilConfirmed();
      expect(wallet.asked()).toEqual(["eth_signTypedData_v4"]);
      await panels.open("session");
      await expect(page.getByTestId("owner")).toHaveAttribute("data-kind", "wallet");
      const operations = await chain.readOperations(await panel.readAccount());
      await expect(panel.operations).toHaveCount(operations.length);
    });

    await test.step("after a reload it is connected again without a word", async () => {
      await page.reload();
      await game.waitUntilPlayable();
      await panels.open("session");
      await expect(page.getByTestId("wallet-switched")).toHaveCount(0);
      expect(wallet.asked()).toEqual(["eth_signTypedData_v4"]);
      await keep("4-reloaded");
    });
  } finally {
    // A page that is open looks for its relay again and again.
    await page.close();
    for (const wallet of wallets) await wallet.close();
    await relay.stop();
  }
});

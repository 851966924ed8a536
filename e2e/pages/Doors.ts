import { expect, type Locator, type Page } from "@playwright/test";

/** The way in: first page, choice of player, permission card. */
export class Doors {
  readonly connect: Locator;
  readonly guest: Locator;
  readonly walletError: Locator;
  readonly card: Locator;
  readonly sign: Locator;
  readonly hint: Locator;
  readonly wrongChain: Locator;
  readonly switchChain: Locator;

  constructor(private readonly page: Page) {
    this.connect = page.getByTestId("connect-dialog");
    this.guest = page.getByTestId("connect-guest");
    this.walletError = page.getByTestId("wallet-error");
    this.card = page.getByTestId("permission-card");
    this.sign = page.getByTestId("grant-sign");
    this.hint = page.getByTestId("grant-hint");
    this.wrongChain = page.getByTestId("wrong-chain");
    this.switchChain = page.getByTestId("switch-chain");
  }

  wallet(id: string): Locator {
    return this.page.getByTestId(`wallet-${id}`);
  }

  /** From the first page to the choice of player. */
  async arrive(): Promise<void> {
    await this.page.goto("/");
    await this.page.getByTestId("play").first().click();
    await expect(this.connect).toBeVisible();
  }

  async enterAsGuest(): Promise<void> {
    await this.arrive();
    await this.guest.click();
    await expect(this.card).toBeVisible();
  }

  /** With a wallet that agrees: its account is not a guest's, so what it owns can leave it. */
  async enterWithWallet({ id }: { id: string }): Promise<void> {
    await this.arrive();
    await this.wallet(id).click();
    await expect(this.card).toBeVisible();
  }

  /** Opens all that is signed, one press below what is read at a glance. */
  async unfoldCard(): Promise<void> {
    await this.card.getByTestId("grant-details").locator("summary").first().click();
  }

  /** The function signatures that the card shows, in order. */
  readPermissions(): Promise<string[]> {
    return this.card.locator("[data-part=rule] code").allTextContents();
  }
}

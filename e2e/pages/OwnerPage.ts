import { expect, type Locator, type Page } from "@playwright/test";

/** Questions to the owner: the dialog between a locked button and the chain. */
export class OwnerPage {
  readonly dialog: Locator;
  readonly calls: Locator;
  readonly outcome: Locator;
  readonly sign: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByTestId("owner-dialog");
    this.calls = page.getByTestId("owner-calls").locator("li code:first-child");
    this.outcome = page.getByTestId("owner-outcome");
    this.sign = page.getByTestId("owner-sign");
  }

  /** Presses a locked button, and waits until the dialog shows what will be signed. */
  async ask(control: Locator): Promise<void> {
    await expect(control).toContainText("Needs your signature");
    await control.click();
    await this.expectStep("ready");
    await expect(this.sign).toBeEnabled();
  }

  /** The player agrees, and the chain answers. */
  async confirm(): Promise<void> {
    await this.sign.click();
    await this.expectStep("confirmed");
  }

  async close(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }

  async expectStep(step: string): Promise<void> {
    await expect(this.page.getByTestId("owner-work")).toHaveAttribute("data-step", step);
  }

  /** Fills the form of the Bazaar, which must be open. */
  async offer(item: number, pieces: number, price: string): Promise<void> {
    const form = this.page.getByTestId("sell");
    if (!(await this.page.getByTestId("sell-form").isVisible())) await form.locator("summary").click();
    await this.page.getByTestId("sell-item").selectOption(String(item));
    await this.page.getByTestId("sell-pieces").fill(String(pieces));
    await this.page.getByTestId("sell-price").fill(price);
    await this.ask(this.page.getByTestId("sell-form-ask"));
  }
}

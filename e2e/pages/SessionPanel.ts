import { expect, type Locator, type Page } from "@playwright/test";
import type { Address } from "viem";

/** What the page says about the session, on either layout: on a phone it is in a sheet that must be opened first. */
export class SessionPanel {
  readonly root: Locator;
  readonly operations: Locator;
  readonly timeLeft: Locator;
  readonly end: Locator;
  readonly confirmEnd: Locator;
  readonly ended: Locator;

  constructor(private readonly page: Page) {
    this.root = page.getByTestId("session-panel");
    this.operations = page.getByTestId("operation-row");
    this.timeLeft = page.getByTestId("time-left");
    this.end = page.getByTestId("end-session");
    this.confirmEnd = page.getByTestId("end-session-confirm");
    this.ended = page.getByTestId("ended-dialog");
  }

  async readAccount(): Promise<Address> {
    const address = await this.page.getByTestId("account").getAttribute("data-address");
    return address as Address;
  }

  /** A budget of the panel, as the exact number behind its words. */
  async readMeter(name: "actions-left" | "sand-left" | "gas-left"): Promise<bigint> {
    return BigInt((await this.page.getByTestId(name).getAttribute("data-value")) ?? "");
  }

  /** Two taps, and the chain's answer. The panel must be open. */
  async endSession(): Promise<void> {
    await this.end.click();
    await this.confirmEnd.click();
    await expect(this.ended).toBeVisible();
    // It worked, so no error may be shown.
    await expect(this.page.locator("[data-testid=notice][data-tone=error]")).toHaveCount(0);
  }
}

import { expect, type Locator, type Page } from "@playwright/test";

const names = ["pack", "make", "errands", "trade", "bank", "finish", "bazaar", "session"] as const;
type PanelName = (typeof names)[number];

/** The tabs of the game: at the side on a desktop, a sheet over the island on a phone. */
export class Panels {
  constructor(
    private readonly page: Page,
    private readonly isPhone: boolean,
  ) {}

  body(name: PanelName): Locator {
    return this.page.getByTestId(`panel-${name}`);
  }

  async open(name: PanelName): Promise<void> {
    if (!(await this.body(name).isVisible())) await this.page.getByTestId(`tab-${name}`).click();
    await expect(this.body(name)).toBeVisible();
  }

  /** On a phone the sheet hides the controls; a second tap on its tab closes it. */
  async close(): Promise<void> {
    if (!this.isPhone) return;
    for (const name of names) {
      if (!(await this.body(name).isVisible())) continue;
      await this.page.getByTestId(`tab-${name}`).click();
      await expect(this.body(name)).toBeHidden();
    }
  }

  /** Makes what is carried count, at a camp. */
  async bank(): Promise<void> {
    await this.open("bank");
    await this.page.getByTestId("bank").click();
  }

  /** Ends the expedition at home, with two presses. */
  async finish(): Promise<void> {
    await this.open("finish");
    await this.page.getByTestId("finish").click();
    await this.page.getByTestId("finish-confirm").click();
  }
}

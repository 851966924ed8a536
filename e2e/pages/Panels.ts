import { expect, type Locator, type Page } from "@playwright/test";

type PanelName = "bag" | "craft" | "quests" | "trader" | "bazaar" | "camp" | "session";

/** The tabs of the game: at the side on a desktop, a sheet over the island on a phone. */
export class Panels {
  /** The current expedition, on the camp's tab, with its points so far. */
  readonly expedition: Locator;

  constructor(
    private readonly page: Page,
    private readonly isPhone: boolean,
  ) {
    this.expedition = page.getByTestId("expedition");
  }

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
    for (const name of ["bag", "craft", "quests", "trader", "bazaar", "camp", "session"] as const) {
      if (!(await this.body(name).isVisible())) continue;
      await this.page.getByTestId(`tab-${name}`).click();
      await expect(this.body(name)).toBeHidden();
    }
  }

  async craft(recipe: number): Promise<void> {
    await this.open("craft");
    await this.page.getByTestId(`craft-${recipe}`).click();
  }

  async equip(item: number): Promise<void> {
    await this.open("bag");
    await this.page.getByTestId(`equip-${item}`).click();
  }

  async claim(quest: number): Promise<void> {
    await this.open("quests");
    await this.page.getByTestId(`claim-${quest}`).click();
    await expect(this.page.getByTestId(`quest-${quest}`)).toHaveAttribute("data-state", "claimed");
  }

  /** One of the three actions at the camp. */
  async doAtCamp(deed: "embark" | "bank" | "finish"): Promise<void> {
    await this.open("camp");
    const button = this.page.getByTestId(deed);
    await expect(button, "the page offers it").toHaveAttribute("aria-disabled", "false");
    await button.click();
  }

  /** Points of the current expedition so far. */
  async readPoints(): Promise<number> {
    await this.open("camp");
    return Number(await this.expedition.getAttribute("data-points"));
  }

  /** Fails when the bag does not reach this count. */
  async expectItem(item: number, count: number): Promise<void> {
    await this.open("bag");
    const row = this.page.getByTestId(`inventory-item-${item}`);
    if (count === 0) await expect(row).toHaveCount(0);
    else await expect(row).toHaveAttribute("data-count", String(count));
  }
}

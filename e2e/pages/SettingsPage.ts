import { expect, type Locator, type Page } from "@playwright/test";

/** The player's settings for sound, screen and keys. */
export class SettingsPage {
  readonly dialog: Locator;
  readonly sound: Locator;
  readonly map: Locator;
  readonly motion: Locator;
  readonly note: Locator;
  /** On the island itself, not in the dialog. */
  readonly minimap: Locator;

  constructor(private readonly page: Page) {
    this.dialog = page.getByTestId("settings-dialog");
    this.sound = page.getByTestId("setting-sound");
    this.map = page.getByTestId("setting-minimap");
    this.motion = page.getByTestId("setting-motion");
    this.note = page.getByTestId("keys-note");
    this.minimap = page.getByTestId("minimap");
  }

  async open(): Promise<void> {
    await this.page.getByTestId("open-settings").click();
    await expect(this.dialog).toBeVisible();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }

  /** Presses the row of a command, then a key. */
  async press(command: string, key: string): Promise<void> {
    await this.page.getByTestId(`key-${command}`).click();
    await expect(this.note).toContainText("Press the new key");
    await this.page.keyboard.press(key);
  }
}

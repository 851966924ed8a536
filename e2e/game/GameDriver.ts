import { expect, type Locator, type Page } from "@playwright/test";
import type { GameHandle } from "@/game/ports";

export type Direction = Parameters<GameHandle["step"]>[0];

/** The map is this wide; a tile is `y * WIDTH + x`. */
const WIDTH = 64;
/** Where everybody joins. */
export const CAMP = 32 * WIDTH + 32;

const keys: Record<Direction, string> = {
  north: "ArrowUp",
  east: "ArrowRight",
  south: "ArrowDown",
  west: "ArrowLeft",
};

/**
 * Plays as a player does, with keys on a desktop and with the thumb on a phone, and reads the game through its text mirror. It
 * waits for facts, never for time, and uses no hook that players do not have.
 */
export class GameDriver {
  readonly position: Locator;
  readonly gatherButton: Locator;
  /** Exists only while something is hidden within reach. */
  readonly unearthButton: Locator;
  readonly journal: Locator;
  readonly others: Locator;

  constructor(
    private readonly page: Page,
    private readonly isPhone: boolean,
  ) {
    this.position = page.getByTestId("position");
    this.gatherButton = page.getByTestId("gather");
    this.unearthButton = page.getByTestId("unearth");
    this.journal = page.getByTestId("journal");
    this.others = page.getByTestId("others");
  }

  async readTile(): Promise<number> {
    return Number(await this.position.getAttribute("data-tile"));
  }

  async readSteps(): Promise<number> {
    return Number(await this.position.getAttribute("data-steps"));
  }

  async readPhase(): Promise<string | null> {
    return this.page.getByTestId("phase").getAttribute("data-phase");
  }

  /** Signed, in the scene, and accepting input. */
  async waitUntilPlayable(): Promise<void> {
    await expect(this.page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
    await expect(this.gatherButton).toBeEnabled();
    await expect(this.page.locator("[data-testid=game] canvas")).toBeVisible();
  }

  /** Presses once; the mirror shows when the step was taken. */
  async step(direction: Direction): Promise<void> {
    const before = await this.readSteps();
    await expect(async () => {
      if (this.isPhone) await this.page.getByTestId(`step-${direction}`).tap();
      else await this.page.keyboard.press(keys[direction]);
      // The engine handles it in its next frame; an engine that was still loading missed it.
      await expect(this.position).not.toHaveAttribute("data-steps", String(before), { timeout: 10_000 });
    }, `one step ${direction}`).toPass({ timeout: 35_000 });
  }

  /** Swipes over the island with the touches that a browser sends. One step in that direction. */
  async swipe(direction: Direction): Promise<void> {
    const before = await this.readSteps();
    const size = this.page.viewportSize();
    if (!size) throw new Error("A page without a size cannot be touched.");
    const from = { x: size.width / 2, y: size.height / 2 };
    const reach = { north: [0, -1], east: [1, 0], south: [0, 1], west: [-1, 0] }[direction];
    const at = (px: number) => [{ x: from.x + (reach[0] ?? 0) * px, y: from.y + (reach[1] ?? 0) * px }];
    const client = await this.page.context().newCDPSession(this.page);
    await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0) });
    for (const px of [20, 40, 60]) {
      await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(px) });
    }
    await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await client.detach();
    await expect(this.position).toHaveAttribute("data-steps", String(before + 1));
  }

  /** Walks in straight lines over open ground, first sideways, and corrects a press that counted twice. */
  async walkTo(tile: number): Promise<void> {
    for (let at = await this.readTile(); at !== tile; at = await this.readTile()) {
      const dx = (tile % WIDTH) - (at % WIDTH);
      const dy = Math.floor(tile / WIDTH) - Math.floor(at / WIDTH);
      await this.step(dx > 0 ? "east" : dx < 0 ? "west" : dy > 0 ? "south" : "north");
    }
  }

  /** Walks the given path from the current tile, step by step, until it ends. */
  async follow(readWay: (from: number) => readonly Direction[]): Promise<void> {
    for (;;) {
      const [direction] = readWay(await this.readTile());
      if (!direction) return;
      await this.step(direction);
    }
  }

  /** The tile that is this many columns and rows from the camp. */
  fromCamp(dx: number, dy: number): number {
    return CAMP + dy * WIDTH + dx;
  }

  /** Gathers once what is within reach, as soon as it has grown back from an earlier story; the log shows when it was played. */
  async gather(): Promise<void> {
    const played = this.journal.locator("[data-kind=played]").last();
    const before = (await played.getAttribute("data-id")) ?? "";
    await expect(async () => {
      await expect(this.page.locator("#gather-why"), "something grows in reach").toBeEmpty({ timeout: 120_000 });
      if (this.isPhone) await this.gatherButton.tap();
      else await this.page.keyboard.press("Space");
      // As with a step: what the engine missed, or the rules refused in that second, is pressed again.
      await expect(played).not.toHaveAttribute("data-id", before, { timeout: 10_000 });
    }, "one gathering").toPass({ timeout: 130_000 });
  }

  /** Takes what is hidden here, with the button that appears only where something is. */
  async unearth(): Promise<void> {
    await this.expectPlayed(() => this.unearthButton.click());
  }

  /** Waits until everything played is on chain, and the page shows that state. */
  async waitUntilConfirmed(): Promise<void> {
    await expect(this.page.getByTestId("pending")).toHaveAttribute("data-count", "0", { timeout: 60_000 });
    await expect(this.page.getByTestId("queued")).toHaveAttribute("data-count", "0");
  }

  private async expectPlayed(act: () => Promise<void>): Promise<void> {
    const played = this.journal.locator("[data-kind=played]").last();
    const before = (await played.getAttribute("data-id")) ?? "";
    await act();
    await expect(played).not.toHaveAttribute("data-id", before);
  }

  /** Where the page draws another player. */
  async readOther(player: string): Promise<number | undefined> {
    const tiles = (await this.others.getAttribute("data-tiles")) ?? "";
    const found = tiles.split(" ").find((each) => each.startsWith(player.toLowerCase()));
    return found === undefined ? undefined : Number(found.split(":")[1]);
  }
}

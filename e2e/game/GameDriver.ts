import { expect, type Locator, type Page } from "@playwright/test";
import type { GameHandle } from "@/game/ports";
import { SEED } from "./plans";

export type Direction = Parameters<GameHandle["step"]>[0];

/** The map is this wide; a tile is `y * WIDTH + x`. */
const WIDTH = 64;
/** Where whoever sets out from the camp begins: a row south of the fire. */
export const START = 33 * WIDTH + 32;

type Choice = { length: "dash" | "walk" | "voyage"; mode: "practice" | "daily"; seed: number };

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
  readonly expedition: Locator;
  readonly gatherButton: Locator;
  readonly startCard: Locator;
  readonly journal: Locator;
  readonly others: Locator;

  constructor(
    private readonly page: Page,
    private readonly isPhone: boolean,
  ) {
    this.position = page.getByTestId("position");
    this.expedition = page.getByTestId("expedition");
    this.gatherButton = page.getByTestId("gather");
    this.startCard = page.getByTestId("start-card");
    this.journal = page.getByTestId("journal");
    this.others = page.getByTestId("others");
  }

  /** NaN without an expedition. */
  async readTile(): Promise<number> {
    return Number((await this.position.getAttribute("data-tile")) || Number.NaN);
  }

  async readPhase(): Promise<string | null> {
    return this.page.getByTestId("phase").getAttribute("data-phase");
  }

  /** A number of the running expedition. */
  async read(name: "points" | "load" | "grains" | "seconds-left"): Promise<number> {
    return Number(await this.expedition.getAttribute(`data-${name}`));
  }

  /** Signed, and out on an expedition that accepts input; sets out for practice where none runs. */
  async waitUntilPlayable(): Promise<void> {
    await expect(this.page.getByTestId("phase")).toHaveAttribute("data-phase", "playing");
    const isOut = async () => ((await this.position.getAttribute("data-tile")) ?? "") !== "";
    await expect
      .poll(async () => (await isOut()) || (await this.startCard.isVisible()), { timeout: 60_000 })
      .toBe(true);
    if (!(await isOut())) await this.setOut();
    await expect(this.gatherButton).toBeEnabled();
    await expect(this.page.locator("[data-testid=game] canvas")).toBeVisible();
    await expect(this.page.locator("[data-testid=game] canvas")).toHaveAttribute("aria-busy", "false");
  }

  /** Sets out, by default for a practice on the island that stories know. */
  async setOut({ length = "walk", mode = "practice", seed = SEED }: Partial<Choice> = {}): Promise<void> {
    const card = this.startCard;
    await card.locator(`input[type=radio][value=${mode}]`).check();
    if (mode === "practice") await card.locator("input[name=seed]").fill(String(seed));
    const own = card.getByTestId("own-plan");
    if (!(await card.locator(`input[type=radio][value=${length}]`).isVisible())) await own.locator("summary").click();
    // A key that ends with the page is too short for a Walk.
    const wanted = card.locator(`input[type=radio][value=${length}]`);
    if (await wanted.isEnabled()) await wanted.check();
    else await card.locator("input[type=radio][value=dash]").check();
    await card.getByTestId("set-out").click();
    await expect(this.position).toHaveAttribute("data-tile", String(START));
  }

  /** Presses once; the mirror shows when the step was taken. */
  async step(direction: Direction): Promise<void> {
    const before = await this.readTile();
    await expect(async () => {
      if (this.isPhone) await this.page.getByTestId(`step-${direction}`).tap();
      else await this.page.keyboard.press(keys[direction]);
      // The engine handles it in its next frame; an engine that was still loading missed it.
      await expect(this.position).not.toHaveAttribute("data-tile", String(before), { timeout: 10_000 });
    }, `one step ${direction}`).toPass({ timeout: 35_000 });
  }

  /** Swipes over the island with the touches that a browser sends. One step in that direction. */
  async swipe(direction: Direction): Promise<void> {
    const before = await this.readTile();
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
    await expect(this.position).toHaveAttribute(
      "data-tile",
      String(before + (reach[0] ?? 0) + WIDTH * (reach[1] ?? 0)),
    );
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

  /** The tile that is this many columns and rows from where an expedition begins. */
  fromStart(dx: number, dy: number): number {
    return START + dy * WIDTH + dx;
  }

  /** Gathers or digs once what is within reach; the log shows when it was played. */
  async gather(): Promise<void> {
    const played = this.journal.locator("[data-kind=played]").last();
    const before = (await played.getAttribute("data-id")) ?? "";
    await expect(async () => {
      if (this.isPhone) await this.gatherButton.tap();
      else await this.page.keyboard.press("Space");
      // As with a step: what the engine missed, or had too few grains for in that second, is pressed again.
      await expect(played).not.toHaveAttribute("data-id", before, { timeout: 10_000 });
    }, "one gathering").toPass({ timeout: 60_000 });
  }

  /** Waits until everything played is on chain, and the page shows that state. */
  async waitUntilConfirmed(): Promise<void> {
    await expect(this.page.getByTestId("pending")).toHaveAttribute("data-count", "0", { timeout: 60_000 });
    await expect(this.page.getByTestId("queued")).toHaveAttribute("data-count", "0");
  }

  /** Where the page draws another player. */
  async readOther(player: string): Promise<number | undefined> {
    const tiles = (await this.others.getAttribute("data-tiles")) ?? "";
    const found = tiles.split(" ").find((each) => each.startsWith(player.toLowerCase()));
    return found === undefined ? undefined : Number(found.split(":")[1]);
  }
}

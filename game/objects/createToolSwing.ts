import type * as Phaser from "phaser";
import type { Tool } from "@/game/ports";
import type { Direction } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";

export type Swung = Tool;

const frames: Readonly<Record<Tool, string>> = { axe: "tool_0", sickle: "tool_1", pick: "tool_2", spade: "tool_3" };
/** One stroke, there and back. */
const STROKE_MS = 520;
/** From over the shoulder to the ground, in degrees. */
const RAISED = 35;
const LOWERED = -75;

/** A tool in the hand that strikes until the work is done. */
export function createToolSwing(scene: Phaser.Scene) {
  const image = scene.add.image(0, 0, textureNames.sprites, "tool_0").setOrigin(0.9, 0.95).setVisible(false);
  let leftMs = 0;
  return {
    isBusy: (): boolean => leftMs > 0,
    start(tool: Tool, lastsMs: number): void {
      leftMs = lastsMs;
      image.setFrame(frames[tool], false, false).setVisible(true);
    },
    update(deltaMs: number, x: number, y: number, facing: Direction): void {
      if (leftMs <= 0) return;
      leftMs -= deltaMs;
      if (leftMs <= 0) {
        image.setVisible(false);
        return;
      }
      const stroke = (leftMs % STROKE_MS) / STROKE_MS;
      // Quickly down, slowly up.
      const lift = stroke > 0.7 ? (1 - stroke) / 0.3 : stroke / 0.7;
      const angle = LOWERED + (RAISED - LOWERED) * lift;
      const isEast = facing === "east" || facing === "north";
      image
        .setFlipX(isEast)
        .setOrigin(isEast ? 0.1 : 0.9, 0.95)
        .setPosition(Math.round(x) + (isEast ? 4 : -4), Math.round(y) - 6)
        .setAngle(isEast ? -angle : angle)
        .setDepth(depths.standing + y + (facing === "north" ? -0.3 : 0.3));
    },
    destroy: (): void => image.destroy(),
  };
}

import type * as Phaser from "phaser";
import { depths, textureNames } from "@/game/scenes/names";

/** Side of a chunk in world pixels. */
const CHUNK_PX = 128;
/** Trees extend this far beyond their foot. */
const REACH_PX = 44;

/** Opacity of a tree in front of the player. */
const SEE_THROUGH = 0.34;

const SWAYS = 4;
const swayFrames = new Map<string, readonly string[]>();

/** Frame names of what sways, listed once per kind. */
function readSway(name: string): readonly string[] {
  const known = swayFrames.get(name) ?? Array.from({ length: SWAYS }, (_, beat) => `${name}_${beat}`);
  swayFrames.set(name, known);
  return known;
}

type Standing = { image: Phaser.GameObjects.Image; sway: string | undefined; phase: number };

/**
 * Everything that stands still on the island, in chunks. Only visible chunks are drawn and moved by the wind; the set
 * of visible chunks is updated when the camera crosses a chunk border, not in each frame.
 */
export type Stage = ReturnType<typeof createStage>;

export function createStage(scene: Phaser.Scene) {
  const chunks = new Map<string, Standing[]>();
  /** Visible chunk columns and rows, as numbers, since they are compared in every frame. */
  let shownLeft = Number.NaN;
  let shownRight = 0;
  let shownTop = 0;
  let shownBottom = 0;
  let visible: Standing[] = [];
  let revealedX = Number.NaN;
  let revealedY = Number.NaN;

  return {
    add(sprite: string, x: number, y: number, phase = 0): Standing {
      const image = scene.add.image(x, y, textureNames.sprites, sprite).setVisible(false);
      image.setDepth(depths.standing + y);
      const standing: Standing = { image, sway: undefined, phase };
      const key = `${Math.floor(x / CHUNK_PX)},${Math.floor(y / CHUNK_PX)}`;
      const chunk = chunks.get(key);
      if (chunk) chunk.push(standing);
      else chunks.set(key, [standing]);
      shownLeft = Number.NaN;
      return standing;
    },
    /** Shows the visible chunks. Cheap to call each frame: it does nothing while the same chunks are visible. */
    show(view: Phaser.Geom.Rectangle): void {
      const left = Math.floor((view.left - REACH_PX) / CHUNK_PX);
      const right = Math.floor((view.right + REACH_PX) / CHUNK_PX);
      const top = Math.floor((view.top - REACH_PX) / CHUNK_PX);
      const bottom = Math.floor((view.bottom + REACH_PX) / CHUNK_PX);
      if (left === shownLeft && right === shownRight && top === shownTop && bottom === shownBottom) return;
      shownLeft = left;
      shownRight = right;
      shownTop = top;
      shownBottom = bottom;
      revealedX = Number.NaN;
      for (const standing of visible) standing.image.setVisible(false);
      visible = [];
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) visible.push(...(chunks.get(`${x},${y}`) ?? []));
      }
      for (const standing of visible) standing.image.setVisible(true);
    },
    /** Makes what stands in front of a point see-through; the rest stays solid. */
    reveal(point: { x: number; y: number }): void {
      if (point.x === revealedX && point.y === revealedY) return;
      revealedX = point.x;
      revealedY = point.y;
      for (const { image } of visible) {
        const dx = Math.abs(image.x - point.x);
        const dy = image.y - point.y;
        const hides = image.height > 24 && dy > 2 && dy < image.height - 4 && dx < image.width / 2 - 2;
        const alpha = hides ? SEE_THROUGH : 1;
        if (image.alpha !== alpha && image.alpha > 0) image.setAlpha(alpha);
      }
    },
    /** One breath of wind over what is visible. */
    blow(beat: number): void {
      // Something that grew back meanwhile may stand in front of the player as well.
      revealedX = Number.NaN;
      for (const { image, sway, phase } of visible) {
        const frame = sway && readSway(sway)[(beat + phase) & (SWAYS - 1)];
        if (frame) image.setFrame(frame);
      }
    },
    destroy(): void {
      for (const chunk of chunks.values()) for (const { image } of chunk) image.destroy();
      chunks.clear();
      visible = [];
    },
  };
}

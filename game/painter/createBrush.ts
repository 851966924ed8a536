import type { Atlas } from "./atlas";
import type { Airborne } from "./listSky";
import type { Drawn } from "./listSprites";

/** Puts single sprites on a canvas whose unit is the world pixel. A name that the atlas does not have draws nothing. */
export function createBrush(context: CanvasRenderingContext2D, { sprites, picture, mirrored, width: whole }: Atlas) {
  return {
    /** By its foot. */
    stand({ sprite, x, y, isFlipped, alpha }: Drawn): void {
      const cut = sprites[sprite];
      if (!cut) return;
      const { width, height } = cut;
      const from = isFlipped ? mirrored : picture;
      const fromX = isFlipped ? whole - cut.x - width : cut.x;
      const left = x - (isFlipped ? width - cut.footX : cut.footX);
      context.globalAlpha = alpha;
      context.drawImage(from, fromX, cut.y, width, height, left, y - cut.footY, width, height);
    },
    /** By its middle. */
    float({ sprite, x, y, scale, alpha }: Airborne): void {
      const cut = sprites[sprite];
      if (!cut) return;
      const width = Math.round(cut.width * scale);
      const height = Math.round(cut.height * scale);
      const left = Math.round(x - width / 2);
      const top = Math.round(y - height / 2);
      context.globalAlpha = alpha;
      context.drawImage(picture, cut.x, cut.y, cut.width, cut.height, left, top, width, height);
    },
  };
}

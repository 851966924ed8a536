import { blit, createPixels, type Pixels } from "./pixels";
import type { Sprite } from "./sprites";

/** What Phaser wants to know of a picture in a sheet. */
export function frameAt(x: number, y: number, { width: w, height: h }: Pixels) {
  const size = { w, h };
  return {
    frame: { x, y, ...size },
    sourceSize: size,
    spriteSourceSize: { x: 0, y: 0, ...size },
    rotated: false,
    trimmed: false,
  };
}

type Frame = ReturnType<typeof frameAt> & { pivot: { x: number; y: number } };

/** An atlas in shelves, tall ones first, with a free pixel around each so that neighbours never bleed in. */
export function pack(
  sprites: Readonly<Record<string, Sprite>>,
  width: number,
): { image: Pixels; frames: Record<string, Frame> } {
  const entries = Object.entries(sprites).sort(
    ([a, p], [b, q]) => q.image.height - p.image.height || q.image.width - p.image.width || a.localeCompare(b),
  );
  const frames: Record<string, Frame> = {};
  let x = 1;
  let y = 1;
  let shelf = 0;
  for (const [name, { image, foot }] of entries) {
    if (x + image.width + 1 > width) {
      x = 1;
      y += shelf + 1;
      shelf = 0;
    }
    const pivot = { x: foot.x / image.width, y: foot.y / image.height };
    frames[name] = { ...frameAt(x, y, image), pivot };
    shelf = Math.max(shelf, image.height);
    x += image.width + 1;
  }
  const sheet = createPixels(width, y + shelf + 1);
  for (const [name, { image }] of entries) {
    const at = frames[name]?.frame;
    if (at) blit(sheet, image, at.x, at.y);
  }
  return { image: sheet, frames };
}

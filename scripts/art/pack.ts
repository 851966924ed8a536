import { type Pixel, toPng } from "./pixels.ts";
import type { Sprite } from "./sprites.ts";

/**
 * An atlas in shelves, tall ones first, with a free pixel around each so that neighbours never bleed in.
 * @returns The picture, and what Phaser wants to know of its frames. Same sprites, same bytes.
 */
export function pack(sprites: Readonly<Record<string, Sprite>>, width: number): { png: Buffer; json: string } {
  const entries = Object.entries(sprites).sort(
    ([a, p], [b, q]) => q.image.height - p.image.height || q.image.width - p.image.width || a.localeCompare(b),
  );
  const data: Pixel[] = [];
  const frames: Record<string, object> = {};
  let x = 1;
  let y = 1;
  let shelf = 0;
  for (const [name, { image, foot }] of entries) {
    const size = { w: image.width, h: image.height };
    if (x + size.w + 1 > width) {
      x = 1;
      y += shelf + 1;
      shelf = 0;
    }
    frames[name] = {
      ...{ frame: { x, y, ...size }, sourceSize: size, spriteSourceSize: { x: 0, y: 0, ...size } },
      ...{ rotated: false, trimmed: false, pivot: { x: foot.x / size.w, y: foot.y / size.h } },
    };
    image.data.forEach((pixel, index) => {
      data[(y + Math.floor(index / size.w)) * width + x + (index % size.w)] = pixel;
    });
    shelf = Math.max(shelf, size.h);
    x += size.w + 1;
  }
  const height = y + shelf + 1;
  const meta = { image: "sprites.png", format: "RGBA8888", scale: 1 };
  const png = toPng({ width, height, data: Array.from({ length: width * height }, (_, index) => data[index]) });
  return { png, json: `${JSON.stringify({ frames, meta })}\n` };
}

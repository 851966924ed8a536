import { bayer } from "@/game/noise";
import type { Colour } from "@/game/palette";
import { blit, createPixels, fill, line, outline, type Pixels, paint, set } from "./pixels";

/** Half the inner width of the glass in a row, counted from its neck. */
const halfWidth = (fromNeck: number): number => Math.min(7, 0.7 + fromNeck * 0.85);

/** The mark of the game, 32 by 32: an hourglass in a frame of wood, its sand half run. */
export function drawHourglass(): Pixels {
  const image = createPixels(32, 32);
  const neck = 15.5;
  for (let y = 6; y <= 25; y++) {
    const half = halfWidth(Math.abs(y - neck));
    for (let x = Math.ceil(15.5 - half); x <= 15.5 + half; x++) {
      set(image, x, y, glass(x, y, half));
    }
  }
  for (let y = 15; y <= 20; y++) fill(image, 15, y, 2, 1, y % 2 ? "ember3" : "sand3");
  for (const y of [2, 26]) plate(image, y);
  for (const x of [5, 25]) {
    fill(image, x, 6, 2, 20, "sand0");
    line(image, x, 6, x, 25, "sand2");
    for (const y of [9, 15, 21]) fill(image, x, y, 2, 2, "ember3");
  }
  const out = outline(image, "ink");
  line(out, 11, 8, 11, 10, "cream");
  set(out, 12, 11, "cream");
  line(out, 11, 22, 11, 24, "sea4");
  return out;
}

function glass(x: number, y: number, half: number): Colour {
  const side = (x - 15.5) / half;
  const upper = y < 15.5;
  // Above, the sand has sunk in the middle; below, it lies in a heap.
  const sand = upper ? y > 9 + (1 - Math.abs(side)) * 1.6 : y > 19 + Math.abs(x - 15.5) * 0.62;
  if (sand) {
    if (side < -0.35 && bayer(x, y) > 0.3) return "sand3";
    return side > 0.45 ? "ember2" : "ember3";
  }
  if (side < -0.6) return "sea4";
  return side > 0.55 ? "sea2" : "sea3";
}

function plate(image: Pixels, y: number): void {
  fill(image, 3, y, 26, 4, "sand0");
  fill(image, 3, y, 26, 1, "sand2");
  fill(image, 3, y + 1, 14, 1, "sand1");
  fill(image, 3, y + 3, 26, 1, "earth1");
  fill(image, 26, y + 1, 3, 3, "earth2");
  for (let x = 6; x < 27; x += 6) set(image, x, y + 2, "earth2");
}

/** The mark on a tile of dusk with a low sun: what a home screen shows. */
export function drawIcon(): Pixels {
  const sky: readonly Colour[] = ["dusk0", "dusk1", "dusk2", "bloom", "ember2"];
  const image = paint(40, 40, (x, y) => {
    const dune = Math.sin(x / 6) * 1.5;
    if (y > 32 + dune) return y > 35 + dune ? "sand0" : "sand1";
    if (Math.hypot(x - 19.5, y - 24) < 12) return y > 27 && y % 3 === 0 ? "ember2" : "ember3";
    const band = (y / 40) * 4.2 + (bayer(x, y) - 0.5) * 0.9;
    return sky[Math.max(0, Math.min(4, Math.floor(band)))];
  });
  blit(image, drawHourglass(), 4, 4);
  return image;
}

import { bayer, createRandom } from "@/game/noise";
import type { Colour } from "@/game/palette";
import { blit, createPixels, ellipse, fromRows, line, type Pixels, paint } from "./pixels";

const legend = {
  ...({ c: "cream", s: "sand3", y: "ember3", o: "ember2", r: "ember1" } as const),
  ...({ w: "sea4", k: "ink", g: "stone3", d: "stone1" } as const),
};

/** Small things that fly when something is gathered; a letter per material of the table. */
export const particles: Readonly<Record<string, Pixels>> = {
  spark: fromRows([".c.", "cyc", ".c."], legend),
  dust: fromRows([".ss.", "ssss", ".ss."], legend),
  chip: fromRows(["oy", "ro"], { o: "sand0", y: "sand2", r: "earth1" }),
  leaf: fromRows([".ab", "abc", "bc."], { a: "leaf5", b: "leaf3", c: "leaf2" }),
  grit: fromRows(["gg", "gd"], legend),
  drop: fromRows([".w", "wc"], legend),
  berry: fromRows(["co", "or"], { c: "sand3", o: "ember1", r: "ember0" }),
  glow: fromRows(["y"], legend),
  smoke: fromRows([".dd.", "dddd", ".dd."], { d: "dusk2" }),
};

/** A ring on the ground, flat as the ground is, that widens and thins out. */
export function drawRing(frame: number): Pixels {
  const rx = 7 + frame * 1.6;
  return paint(28, 16, (x, y) => {
    const reach = Math.hypot((x - 13.5) / rx, (y - 7.5) / (rx * 0.5));
    if (Math.abs(reach - 1) >= 0.1 || bayer(x, y) <= frame * 0.22) return undefined;
    return frame < 2 ? "cream" : "sand3";
  });
}

/** Corners around a tile: where the player is going. */
export function drawTarget(frame: number, colour: Colour): Pixels {
  const image = createPixels(20, 20);
  const inset = frame === 1 ? 1 : 0;
  const near = 1 + inset;
  const far = 18 - inset;
  for (const [x, y, dx, dy] of [
    [near, near, 1, 1],
    [far, near, -1, 1],
    [near, far, 1, -1],
    [far, far, -1, -1],
  ] as const) {
    line(image, x, y + 1, x + dx * 4, y + 1, "ink");
    line(image, x + 1, y, x + 1, y + dy * 4, "ink");
    line(image, x, y, x + dx * 4, y, colour);
    line(image, x, y, x, y + dy * 4, colour);
  }
  return image;
}

/** A cross on a tile: no way leads there. */
export function drawBlocked(): Pixels {
  const image = createPixels(14, 14);
  for (const [shift, colour] of [
    [1, "ink"],
    [0, "ember1"],
  ] as const) {
    for (const dx of [0, 1]) {
      line(image, 2 + dx, 2 + shift, 10 + dx, 10 + shift, colour);
      line(image, 10 + dx, 2 + shift, 2 + dx, 10 + shift, colour);
    }
  }
  return image;
}

export const drawFootprint = (): Pixels => fromRows([".kk.", "kcck", "kcck", ".kk."], legend);

/** A gull from far above: wings up, level, down, level. */
export function drawGull(frame: number): Pixels {
  const rows = [
    ["c.......c", "cc.....cc", ".cc...cc.", "..cgcgc..", "...ggg..."],
    [".........", ".........", "cccc.cccc", "..ccgcc..", "...ggg..."],
    [".........", ".........", "...ccc...", ".ccgggcc.", "cc.....cc"],
  ];
  return fromRows(rows[frame === 3 ? 1 : frame] ?? [], legend);
}

/** The shadow of a cloud: large, soft only by dither. */
export function drawCloudShadow(seed: number): Pixels {
  const random = createRandom(seed);
  const blobs = Array.from({ length: 9 }, () => ({
    x: 24 + random() * 72,
    y: 20 + random() * 24,
    r: 9 + random() * 13,
  }));
  return paint(120, 64, (x, y) => {
    const depth = Math.max(...blobs.map((b) => 1 - Math.hypot((x - b.x) / 1.5, y - b.y) / b.r));
    return depth > 0 && depth * 3 > bayer(x, y) ? "shade" : undefined;
  });
}

/** Light of a fire on the ground: rings of a warm colour, thinner outwards. Drawn with additive blending. */
export const drawGlow = (): Pixels =>
  paint(96, 64, (x, y) => {
    const reach = Math.hypot((x - 47.5) / 48, (y - 31.5) / 32);
    if (1 - reach <= bayer(x, y) * 0.8 + 0.04) return undefined;
    return reach < 0.45 ? "ember2" : "ember1";
  });

/** Light in the dark: one flat disc with a dithered rim; laid over itself in sizes it makes steps of light. */
export const drawHalo = (): Pixels =>
  paint(128, 88, (x, y) =>
    (1 - Math.hypot((x - 63.5) / 64, (y - 43.5) / 44)) * 12 > bayer(x, y) ? "ember2" : undefined,
  );

/** What lies under everything that stands. */
export function withShadow(image: Pixels, cx: number, cy: number, rx: number, ry: number): Pixels {
  const width = Math.max(image.width, Math.ceil(cx + rx + 1));
  const height = Math.max(image.height, Math.ceil(cy + ry + 1));
  const out = createPixels(width, height);
  ellipse(out, cx, cy, rx, ry, "shade");
  blit(out, image, 0, 0);
  return out;
}

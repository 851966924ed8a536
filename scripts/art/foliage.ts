import { bayer, createRandom } from "@/game/noise";
import { type Colour, type Ramp, ramps } from "@/game/palette";
import { createPixels, ellipse, fill, line, outline, type Pixels, set, shear } from "./pixels";

type Clump = { x: number; y: number; r: number };

/**
 * Leaves as overlapping clumps, back to front. A pixel is lit by its clump (small form) and by the whole crown (large
 * form); the light comes from the upper left. Dithering is kept to a hint, or leaves turn into noise.
 */
function drawCrown(image: Pixels, clumps: readonly Clump[], ramp: Ramp): void {
  const left = Math.min(...clumps.map((c) => c.x - c.r));
  const right = Math.max(...clumps.map((c) => c.x + c.r));
  const top = Math.min(...clumps.map((c) => c.y - c.r));
  const bottom = Math.max(...clumps.map((c) => c.y + c.r));
  for (const clump of clumps) {
    for (let y = Math.floor(clump.y - clump.r); y <= clump.y + clump.r; y++) {
      for (let x = Math.floor(clump.x - clump.r); x <= clump.x + clump.r; x++) {
        const dx = (x - clump.x) / clump.r;
        const dy = (y - clump.y) / clump.r;
        const distance = dx * dx + dy * dy;
        if (distance > 1) continue;
        const small = 0.5 - (dx * 0.5 + dy * 0.8) * 0.55;
        const large = 1 - ((x - left) / (right - left)) * 0.35 - ((y - top) / (bottom - top)) * 0.75;
        const rim = distance > 0.62 && dx + dy > 0.25 ? -0.22 : 0;
        const light = small * 0.5 + large * 0.6 + rim + (bayer(x, y) - 0.5) * 0.1;
        const step = Math.max(0, Math.min(ramp.length - 1, Math.floor(light * ramp.length)));
        set(image, x, y, ramp[step]);
      }
    }
  }
}

function drawTrunk(image: Pixels, x: number, top: number, bottom: number, width: number): void {
  for (let y = top; y <= bottom; y++) {
    const flare = y >= bottom - 1 ? 1 : 0;
    for (let dx = -flare; dx < width + flare; dx++) {
      const t = dx / (width - 1);
      set(image, x + dx, y, t <= 0 ? "earth2" : t < 0.4 ? "sand0" : t < 0.75 ? "earth2" : "earth1");
    }
    if (y % 3 === 0) set(image, x + 1 + (y % 2), y, "earth1");
  }
}

export function drawBroadleaf(seed: number, ramp: Ramp = ramps.leaf): Pixels {
  const image = createPixels(32, 40);
  const random = createRandom(seed);
  drawTrunk(image, 14, 26, 37, 5);
  const clumps: Clump[] = [
    { x: 15.5, y: 15, r: 10.5 },
    { x: 8.5, y: 19, r: 6.2 },
    { x: 23, y: 19, r: 6.2 },
    { x: 15.5, y: 23, r: 7 },
    { x: 10, y: 11.5, r: 5.6 },
    { x: 21, y: 11, r: 5.8 },
    { x: 15.5, y: 8, r: 5.8 },
  ].map((c) => ({ x: c.x + (random() - 0.5) * 2, y: c.y + (random() - 0.5) * 2, r: c.r }));
  for (let i = 0; i < 13; i++) {
    const angle = random() * Math.PI * 2;
    const reach = random() * 8;
    clumps.push({ x: 15.5 + Math.cos(angle) * reach * 1.2, y: 15 + Math.sin(angle) * reach, r: 2.4 + random() * 1.4 });
  }
  clumps.sort((a, b) => (b.r > 5 ? 1 : 0) - (a.r > 5 ? 1 : 0) || b.y - a.y);
  drawCrown(image, clumps, ramp);
  return outline(image, "ink");
}

/** Tiers of needles, each with a lit upper left and a ragged hem. */
export function drawPine(seed: number): Pixels {
  const image = createPixels(24, 40);
  const random = createRandom(seed);
  drawTrunk(image, 10, 31, 37, 4);
  for (const [top, bottom, half] of [
    [17, 33, 9.5],
    [10, 25, 7.8],
    [2, 17, 5.6],
  ] as const) {
    const hem = Array.from({ length: 24 }, () => Math.floor(random() * 3));
    for (let x = 1; x < 23; x++) {
      for (let y = top; y <= bottom; y++) {
        const t = (y - top) / (bottom - top);
        const reach = half * t ** 0.85;
        const dx = x - 11.5;
        const drop = bottom - (hem[x] ?? 0) - Math.abs(dx) * 0.22;
        if (Math.abs(dx) > reach || y > drop) continue;
        const needle = (x + y * 2 + (hem[(x * 7) % 24] ?? 0)) % 5 === 0 ? 0.14 : 0;
        const light = 0.82 - (dx / half) * 0.4 - t * 0.26 + needle - (y > drop - 2 ? 0.24 : 0);
        set(image, x, y, ramps.pine[Math.max(0, Math.min(5, Math.floor(light * 6)))]);
      }
    }
  }
  return outline(image, "ink");
}

const frond = (
  image: Pixels,
  x: number,
  y: number,
  dx: number,
  dy: number,
  droop: number,
  light: Colour,
  dark: Colour,
): void => {
  const length = 11;
  for (let i = 0; i <= length; i++) {
    const t = i / length;
    const px = Math.round(x + dx * t);
    const py = Math.round(y + dy * t + droop * t * t);
    set(image, px, py, light);
    set(image, px, py + 1, dark);
    if (i > 2 && i % 2 === 0) set(image, px, py + 2, dark);
    if (i > 1 && i < 9 && i % 3 === 0) set(image, px, py - 1, light);
  }
};

export function drawPalm(lean: 1 | -1): Pixels {
  const image = createPixels(32, 40);
  for (let y = 14; y <= 37; y++) {
    const t = (y - 14) / 23;
    const x = Math.round(16 + lean * (1 - t) ** 1.6 * 3);
    const ring = y % 3 === 0;
    set(image, x - 1, y, ring ? "sand0" : "sand1");
    set(image, x, y, ring ? "earth2" : "sand0");
    set(image, x + 1, y, ring ? "earth1" : "earth2");
  }
  fill(image, 14, 37, 5, 1, "earth1");
  const x = 16 + lean * 3;
  frond(image, x, 12, -9, -3, 7, "leaf2", "leaf1");
  frond(image, x, 12, 9, -3, 7, "leaf2", "leaf1");
  frond(image, x, 12, -6, 2, 6, "leaf2", "leaf1");
  frond(image, x, 12, 6, 2, 6, "leaf2", "leaf1");
  frond(image, x, 11, -10, -7, 9, "leaf4", "leaf3");
  frond(image, x, 11, 10, -7, 9, "leaf3", "leaf2");
  frond(image, x, 11, -5, -8, 4, "leaf5", "leaf3");
  frond(image, x, 11, 5, -8, 4, "leaf4", "leaf3");
  ellipse(image, x - 1.5, 14, 1.5, 1.5, "earth2");
  ellipse(image, x + 1.5, 14.5, 1.5, 1.5, "earth1");
  set(image, x - 2, 13, "sand0");
  return outline(image, "ink");
}

export function drawBush(seed: number, ramp: Ramp, fruit?: Colour): Pixels {
  const image = createPixels(20, 18);
  const random = createRandom(seed);
  const clumps: Clump[] = [
    { x: 9.5, y: 8.5, r: 5.8 },
    { x: 5, y: 11, r: 4 },
    { x: 14.5, y: 11, r: 4 },
    { x: 9.5, y: 12, r: 4.2 },
    { x: 6.5, y: 7, r: 3.2 },
    { x: 12.5, y: 7, r: 3.2 },
    { x: 9.5, y: 9, r: 2.8 },
  ].map((c) => ({ ...c, x: c.x + (random() - 0.5), y: c.y + (random() - 0.5) }));
  drawCrown(image, clumps, ramp);
  if (fruit) {
    for (const [x, y] of [
      [6, 7],
      [11, 5],
      [14, 10],
      [9, 10],
      [4, 11],
      [12, 13],
    ] as const) {
      set(image, x, y, fruit);
      set(image, x + 1, y, fruit);
      set(image, x, y + 1, fruit);
      set(image, x + 1, y + 1, "ember0");
      set(image, x, y, "sand3");
    }
  }
  return outline(image, "ink");
}

export function drawStubble(): Pixels {
  const image = createPixels(16, 8);
  ellipse(image, 7.5, 6, 6, 1.5, "leaf2");
  for (let x = 2; x < 14; x += 2) {
    fill(image, x, 3 + (x % 3), 1, 3, "leaf4");
    set(image, x, 3 + (x % 3), "sand2");
  }
  return image;
}

/** Reeds and grasses: blades that fan out from one foot, some with a head. No dark line: they are too thin for one. */
export function drawReeds(seed: number, blade: readonly [Colour, Colour, Colour], head?: Colour): Pixels {
  const image = createPixels(20, 20);
  const random = createRandom(seed);
  ellipse(image, 9.5, 17, 6, 1.6, blade[2]);
  for (let i = 0; i < 11; i++) {
    const spread = (i * 7) % 11;
    const foot = 4.5 + spread;
    const tip = foot + (spread - 5) * 0.55 + (random() - 0.5);
    const top = 2.5 + Math.abs(spread - 5) * 1.3 + random() * 3;
    line(image, foot + 1, 17, tip + 1, top + 1, blade[2]);
    line(image, foot, 17, tip, top, i % 3 === 0 ? blade[0] : blade[1]);
    if (head && i % 2 === 0) {
      fill(image, Math.round(tip), Math.round(top) - 2, 2, 4, head);
      set(image, Math.round(tip), Math.round(top) - 2, "sand1");
    }
  }
  return image;
}

/** Frames of wind: the foot stands, the top moves by one pixel to either side. */
export function sway(image: Pixels, foot: number): Pixels[] {
  const bend = (amount: number) => shear(image, (y) => (y < foot ? amount * ((foot - y) / foot) ** 0.7 : 0));
  return [image, bend(0.9), image, bend(-0.9)];
}

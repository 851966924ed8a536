import { createRandom } from "@/game/noise";
import { type Colour, type Ramp, ramps } from "@/game/palette";
import { createPixels, ellipse, fill, get, outline, type Pixels, set } from "./pixels";

/** A boulder as a few flat facets: each pixel belongs to the nearest facet, and a facet has one light. */
export function drawBoulder(seed: number, width: number, height: number, ramp: Ramp = ramps.stone): Pixels {
  const image = createPixels(width, height);
  const random = createRandom(seed);
  const cx = (width - 1) / 2;
  const cy = (height - 1) / 2;
  const facets = Array.from({ length: 9 }, (_, i) => {
    const angle = (i / 9) * Math.PI * 2 + random() * 0.6;
    const reach = i % 3 === 0 ? 0.15 : 0.62;
    return { x: Math.cos(angle) * reach, y: Math.sin(angle) * reach };
  });
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const dx = (x - cx) / (cx - 0.6);
      const dy = (y - cy) / (cy - 0.6);
      const flat = dy > 0.55 ? 1.25 : 1;
      if (Math.abs(dx) ** 2.4 + Math.abs(dy * (dy > 0 ? 0.92 : 1)) ** (2.2 * flat) > 1) continue;
      let best = facets[0];
      let nearest = 9;
      for (const facet of facets) {
        const distance = (dx - facet.x) ** 2 + (dy - facet.y) ** 2;
        if (distance < nearest) {
          nearest = distance;
          best = facet;
        }
      }
      const light = 0.56 - (best?.x ?? 0) * 0.3 - (best?.y ?? 0) * 0.5 - Math.max(0, dy) * 0.12;
      set(image, x, y, ramp[Math.max(1, Math.min(ramp.length - 1, Math.floor(light * ramp.length)))]);
    }
  }
  return outline(image, "ink");
}

/** Veins of something worth digging for. */
export function withOre(rock: Pixels, seed: number, light: Colour, mid: Colour, dark: Colour, count: number): Pixels {
  const image: Pixels = { ...rock, data: [...rock.data] };
  const random = createRandom(seed);
  let placed = 0;
  for (let tries = 0; placed < count && tries < 200; tries++) {
    const x = 3 + Math.floor(random() * (image.width - 7));
    const y = 3 + Math.floor(random() * (image.height - 7));
    const inside = [-1, 3].every((d) => ![undefined, "ink"].includes(get(image, x + d, y + 1) as string | undefined));
    if (!inside || get(image, x, y) === mid || get(image, x + 2, y + 2) === mid) continue;
    fill(image, x, y, 2, 2, mid);
    set(image, x, y, light);
    set(image, x + 2, y + 1, dark);
    set(image, x + 1, y + 2, dark);
    placed++;
  }
  return image;
}

/** Shards that grow from one bed: crystal, glass, salt. */
export function drawCrystal(ramp: Ramp): Pixels {
  const image = createPixels(20, 22);
  const shard = (x: number, top: number, foot: number, half: number, lean: number) => {
    for (let y = top; y <= foot; y++) {
      const t = (y - top) / (foot - top);
      const reach = t < 0.3 ? half * (t / 0.3) : half;
      for (let dx = -half; dx <= half; dx++) {
        if (Math.abs(dx) > reach) continue;
        const colour = dx < 0 ? ramp[4] : dx === 0 ? ramp[3] : ramp[2];
        set(image, Math.round(x + dx + lean * (1 - t)), y, t < 0.36 && dx <= 0 ? ramp[5] : colour);
      }
    }
  };
  shard(5, 9, 18, 2, -3);
  shard(14, 8, 18, 2, 3);
  shard(10, 2, 19, 3, 0);
  shard(7, 12, 19, 1, -1);
  shard(13, 13, 19, 1, 1);
  fill(image, 3, 18, 14, 2, "stone1");
  fill(image, 5, 18, 4, 1, "stone2");
  fill(image, 12, 18, 3, 1, "stone2");
  return outline(image, "ink");
}

export function drawRubble(seed: number, ramp: Ramp = ramps.stone): Pixels {
  const image = createPixels(18, 12);
  const random = createRandom(seed);
  for (const [x, y, r] of [
    [4, 7, 2.6],
    [13, 7.5, 2.4],
    [9, 5, 2.2],
    [8.5, 8.5, 1.8],
  ] as const) {
    ellipse(image, x, y, r, r * 0.8, ramp[2]);
    ellipse(image, x - 0.6, y - 0.5, r - 0.9, r * 0.8 - 0.8, ramp[3 + Math.floor(random() * 2)]);
  }
  return outline(image, "ink");
}

export function drawWall(seed: number, tall: number): Pixels {
  const image = createPixels(18, 22);
  const random = createRandom(seed);
  for (let course = 0; course < tall; course++) {
    const y = 17 - course * 4;
    for (let i = 0; i < 3; i++) {
      const x = 1 + i * 5 + (course % 2) * 2 - (i === 0 && course % 2 ? 2 : 0);
      if (course === tall - 1 && random() < 0.4) continue;
      const width = i === 0 && course % 2 ? 6 : i === 2 && course % 2 ? 3 : i === 2 ? 5 : 5;
      fill(image, x, y, width, 4, "stone2");
      fill(image, x, y, width - 1, 1, "stone4");
      fill(image, x, y + 1, 1, 2, "stone3");
      fill(image, x + 1, y + 1, width - 3, 1, "stone3");
      fill(image, x + width - 1, y, 1, 4, "stone1");
      fill(image, x, y + 3, width, 1, "stone1");
      if (random() < 0.4) fill(image, x + 1, y + 2, 2, 2, random() < 0.5 ? "leaf2" : "leaf3");
    }
  }
  return outline(image, "ink");
}

import { createRandom } from "@/game/noise";
import type { Colour } from "@/game/palette";
import { createPixels, fromRows, get, type Pixels, set } from "./pixels";

/** Side of a ground texture. Larger than a tile, so that the eye finds no grid; large patches are the painter's job. */
export const groundSize = 64;

/** A few pixels that are stamped here and there; `up`: so many of its rows stand above the place. */
type Motif = { picture: Pixels; up: number };

type Ground = {
  base: Colour;
  motifs: readonly { motif: Motif; count: number }[];
};

const draw = (rows: string, legend: Readonly<Record<string, Colour>>, up = 0): Motif => ({
  picture: fromRows(rows.split(" "), legend),
  up,
});
const blades = (d: Colour, l: Colour) => draw(".l.l dddd", { d, l }, 1);
const tuft = (d: Colour, l: Colour) => draw("..l.. l.d.l ddddd", { d, l }, 2);
const fleck = (d: Colour) => draw("dd", { d });
const dot = (d: Colour) => draw("d", { d });
const pebble = (d: Colour, m: Colour, l: Colour) => draw("lm. mdd", { d, m, l });
const ripple = (d: Colour, l: Colour) => draw(".llll... dd..ddd. .......d", { d, l });
const flower = (petal: Colour, heart: Colour, stem: Colour) => draw(".p. php .p. .s.", { p: petal, h: heart, s: stem });
const leaf = (d: Colour, l: Colour) => draw("ld .d", { d, l });
const crack = (d: Colour) => draw("dd..... ..dd.dd ...d... ....d..", { d });
const moss = draw(".ll. dldd .d..", { d: "leaf2", l: "leaf3" });

export const grounds = {
  sand: {
    base: "sand2",
    motifs: [
      { motif: ripple("sand1", "sand3"), count: 7 },
      { motif: fleck("sand1"), count: 12 },
      { motif: dot("sand3"), count: 22 },
      { motif: pebble("sand0", "sand1", "cream"), count: 2 },
    ],
  },
  sandPale: {
    base: "sand3",
    motifs: [
      { motif: ripple("sand2", "cream"), count: 8 },
      { motif: fleck("sand2"), count: 14 },
      { motif: dot("cream"), count: 12 },
    ],
  },
  grass: {
    base: "leaf3",
    motifs: [
      { motif: blades("leaf2", "leaf4"), count: 18 },
      { motif: tuft("leaf2", "leaf4"), count: 9 },
      { motif: dot("leaf4"), count: 26 },
      { motif: flower("cream", "ember3", "leaf2"), count: 1 },
    ],
  },
  meadow: {
    base: "leaf4",
    motifs: [
      { motif: blades("leaf3", "leaf5"), count: 18 },
      { motif: tuft("leaf3", "leaf5"), count: 10 },
      { motif: flower("cream", "ember3", "leaf3"), count: 4 },
      { motif: flower("bloom", "ember3", "leaf3"), count: 2 },
      { motif: dot("leaf5"), count: 26 },
    ],
  },
  forest: {
    base: "leaf2",
    motifs: [
      { motif: tuft("leaf1", "leaf3"), count: 12 },
      { motif: blades("leaf1", "leaf3"), count: 13 },
      { motif: leaf("earth2", "sand0"), count: 3 },
      { motif: dot("leaf3"), count: 24 },
    ],
  },
  forestDeep: {
    base: "leaf1",
    motifs: [
      { motif: tuft("leaf0", "leaf2"), count: 13 },
      { motif: blades("leaf0", "leaf2"), count: 13 },
      { motif: leaf("earth1", "earth2"), count: 3 },
      { motif: dot("leaf2"), count: 30 },
      { motif: flower("violet", "bloom", "leaf0"), count: 1 },
    ],
  },
  rock: {
    base: "stone2",
    motifs: [
      { motif: crack("stone1"), count: 8 },
      { motif: pebble("stone1", "stone3", "stone4"), count: 7 },
      { motif: fleck("stone3"), count: 18 },
      { motif: dot("stone1"), count: 14 },
      { motif: moss, count: 2 },
    ],
  },
  rockPale: {
    base: "stone3",
    motifs: [
      { motif: crack("stone2"), count: 9 },
      { motif: pebble("stone2", "stone4", "cream"), count: 6 },
      { motif: fleck("stone4"), count: 16 },
      { motif: dot("stone2"), count: 16 },
    ],
  },
} satisfies Record<string, Ground>;

export function drawGround(ground: Ground, seed: number): Pixels {
  const image = createPixels(groundSize, groundSize);
  image.data.fill(ground.base);
  const random = createRandom(seed);
  for (const { motif, count } of ground.motifs) {
    for (let i = 0; i < count; i++) {
      const x = Math.floor(random() * groundSize);
      const y = Math.floor(random() * groundSize);
      const flip = random() < 0.5 ? -1 : 1;
      stamp(image, motif, x, y, flip);
    }
  }
  return image;
}

/** What goes over an edge comes in at the other: the texture repeats. */
function stamp(image: Pixels, { picture, up }: Motif, x: number, y: number, flip: number): void {
  for (let dy = 0; dy < picture.height; dy++) {
    for (let dx = 0; dx < picture.width; dx++) {
      const colour = get(picture, dx, dy);
      if (colour)
        set(image, (x + dx * flip + groundSize) % groundSize, (y + dy - up + groundSize) % groundSize, colour);
    }
  }
}

/** Old paving: slabs of uneven width in courses, worn and grown over. */
export function drawPaving(seed: number): Pixels {
  const image = createPixels(groundSize, groundSize);
  const random = createRandom(seed);
  for (let course = 0; course < 8; course++) {
    let x = Math.floor(random() * 8);
    const end = x + groundSize;
    while (x < end) {
      const left = end - x;
      const width = left < 14 ? left : 6 + Math.floor(random() * 4);
      drawSlab(image, x, course * 8, width, random);
      x += width;
    }
  }
  for (let i = 0; i < 9; i++) {
    const x = Math.floor(random() * groundSize);
    const y = Math.floor(random() * groundSize);
    stamp(image, blades("leaf2", "leaf3"), x, y, 1);
  }
  return image;
}

function drawSlab(image: Pixels, left: number, top: number, width: number, random: () => number): void {
  const worn = random();
  const face: Colour = worn < 0.16 ? "stone2" : worn > 0.86 ? "stone4" : "stone3";
  for (let y = 0; y < 8; y++) {
    for (let x = 0; x < width; x++) {
      const joint = y === 7 || x === width - 1;
      const corner = (x === 0 || x === width - 2) && (y === 0 || y === 6);
      const lit = y === 0 || x === 0;
      const rough = random() < 0.05;
      const plain = corner || (rough && !(lit && worn > 0.3)) ? "stone2" : lit && worn > 0.3 ? "stone4" : face;
      set(image, (left + x) % groundSize, top + y, joint ? "stone1" : plain);
    }
  }
}

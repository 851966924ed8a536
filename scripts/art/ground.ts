import { createRandom } from "@/game/noise";
import type { Colour } from "@/game/palette";
import { createPixels, type Pixels, set } from "./pixels";

/** Side of a ground texture. Larger than a tile, so that the eye finds no grid; large patches are the painter's job. */
export const groundSize = 64;

/** A few pixels that are stamped here and there: [dx, dy, colour]. */
type Motif = readonly (readonly [number, number, Colour])[];

type Ground = {
  base: Colour;
  motifs: readonly { motif: Motif; count: number }[];
};

const blades = (dark: Colour, light: Colour): Motif => [
  [0, 0, dark],
  [1, -1, light],
  [1, 0, dark],
  [2, 0, dark],
  [3, -1, light],
  [3, 0, dark],
];
const tuft = (dark: Colour, light: Colour): Motif => [
  [0, -1, light],
  [0, 0, dark],
  [1, 0, dark],
  [2, -2, light],
  [2, -1, dark],
  [2, 0, dark],
  [3, 0, dark],
  [4, -1, light],
  [4, 0, dark],
];
const fleck = (colour: Colour): Motif => [
  [0, 0, colour],
  [1, 0, colour],
];
const dot = (colour: Colour): Motif => [[0, 0, colour]];
const pebble = (dark: Colour, mid: Colour, light: Colour): Motif => [
  [0, 0, light],
  [1, 0, mid],
  [0, 1, mid],
  [1, 1, dark],
  [2, 1, dark],
];
const ripple = (dark: Colour, light: Colour): Motif => [
  [0, 1, dark],
  [1, 0, light],
  [1, 1, dark],
  [2, 0, light],
  [3, 0, light],
  [4, 0, light],
  [4, 1, dark],
  [5, 1, dark],
  [6, 1, dark],
  [7, 2, dark],
];
const flower = (petal: Colour, heart: Colour, stem: Colour): Motif => [
  [1, 0, petal],
  [0, 1, petal],
  [1, 1, heart],
  [2, 1, petal],
  [1, 2, petal],
  [1, 3, stem],
];
const leaf = (dark: Colour, light: Colour): Motif => [
  [0, 0, light],
  [1, 0, dark],
  [1, 1, dark],
];
const crack = (dark: Colour): Motif => [
  [0, 0, dark],
  [1, 0, dark],
  [2, 1, dark],
  [3, 1, dark],
  [3, 2, dark],
  [4, 3, dark],
  [6, 1, dark],
  [5, 1, dark],
];

const moss: Motif = [
  [1, 0, "leaf3"],
  [2, 0, "leaf3"],
  [0, 1, "leaf2"],
  [1, 1, "leaf3"],
  [2, 1, "leaf2"],
  [3, 1, "leaf2"],
  [1, 2, "leaf2"],
];

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
      for (const [dx, dy, colour] of motif) {
        set(image, (x + dx * flip + groundSize) % groundSize, (y + dy + groundSize) % groundSize, colour);
      }
    }
  }
  return image;
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
    for (const [dx, dy, colour] of blades("leaf2", "leaf3"))
      set(image, (x + dx) % groundSize, (y + dy + 64) % 64, colour);
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
      const colour: Colour = joint
        ? "stone1"
        : corner
          ? "stone2"
          : lit && worn > 0.3
            ? "stone4"
            : rough
              ? "stone2"
              : face;
      set(image, (left + x) % groundSize, top + y, colour);
    }
  }
}

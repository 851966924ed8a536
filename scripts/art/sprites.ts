import { readdirSync, readFileSync } from "node:fs";
import type { Colour } from "@/game/palette";
import { fromRoot } from "../stack/paths.ts";
import { fromPng, get, type Pixels, paint, recolour } from "./pixels.ts";

/** A picture and the point of it that stands on the ground (in pixels from its upper left). */
export type Sprite = { image: Pixels; foot: { x: number; y: number } };

/**
 * What stands on the ground: the radii of the shadow under it, and how many pixels above the lower edge that has its
 * middle (2 where nothing is said). What is not named here lies or flies, and is placed by its own middle.
 */
const STANDING: Readonly<Record<string, readonly [rx: number, ry: number, up?: number]>> = {
  ...{ oak: [10, 3.2], elm: [10, 3.2], golden: [10, 3.2], blossom: [10, 3.2] },
  ...{ pine: [9, 3], fir: [9, 3], palm: [8, 2.6], palmWest: [8, 2.6] },
  ...{ berries: [7, 2.4, 3], bush: [7, 2.4, 3], reeds: [7, 2.4, 3], straw: [7, 2.4, 3] },
  ...{ stump: [8, 2.6], stubble: [6, 1.6, 1] },
  ...{ boulder: [11, 3, 3], boulderLow: [10, 3, 3], ore: [11, 3, 3], rubble: [9, 2.6, 3], oreRubble: [9, 2.6, 3] },
  ...{ shell: [6, 2], clam: [7, 2.2], clamShut: [7, 2.2], shard: [9, 2.6, 3], shardTaken: [9, 2.6, 3] },
  ...{ crystal: [9, 2.6, 3], tent: [22, 4, 3], fire: [9, 3], wall: [10, 3, 3], wallLow: [10, 3, 3] },
  ...{ crate: [9, 2.6], barrel: [8, 2.4], log: [11, 2.4], chest: [10, 2.4], chestOpen: [10, 2.4] },
  ...{ pillar: [9, 3], pillarBroken: [9, 3], statue: [12, 3], wanderer: [6, 2, 1] },
  ...{ post: [13, 3], cairn: [8, 2.4], errand: [4, 1.4, 1] },
};

/** Cloaks of other players: same cut, other cloth. */
const CLOAKS: Readonly<Record<string, Partial<Record<Colour, Colour>>>> = {
  sea: {},
  leaf: { sea2: "leaf3", sea1: "leaf2", sea0: "leaf1", ember2: "ember3", ember1: "ember2", ember0: "sand0" },
  ember: { sea2: "ember2", sea1: "ember1", sea0: "ember0", ember2: "cream", ember1: "sand3", ember0: "sand1" },
  violet: { sea2: "bloom", sea1: "violet", sea0: "dusk1", ember2: "sea4", ember1: "sea3", ember0: "sea2" },
  stone: { sea2: "stone4", sea1: "stone3", sea0: "stone2", ember2: "leaf4", ember1: "leaf3", ember0: "leaf2" },
};
/** The order of the frames in `wanderer.16.png`: four strides for each. */
const FACINGS = ["north", "east", "south", "west"];

/** All sprites by the name of their frame. `pictures/oak.4.png` holds `oak_0` to `oak_3`, side by side. */
export function readSprites(): Record<string, Sprite> {
  const folder = fromRoot("scripts/art/pictures");
  const strips = readdirSync(folder).flatMap((file) => {
    const [name = "", count] = file.replace(".png", "").split(".");
    return cut(name, Number(count), fromPng(file, readFileSync(`${folder}/${file}`)));
  });
  return Object.fromEntries(strips.map(([name, image]) => [name, place(name.split("_")[0] ?? "", image)]));
}

function cut(name: string, count: number, strip: Pixels): [string, Pixels][] {
  if (!count) return [[name, strip]];
  const width = strip.width / count;
  const frames = Array.from({ length: count }, (_, index) =>
    paint(width, strip.height, (x, y) => get(strip, index * width + x, y)),
  );
  if (name !== "wanderer") return frames.map((frame, index) => [`${name}_${index}`, frame]);
  return Object.entries(CLOAKS).flatMap(([cloak, colours]) =>
    frames.map((frame, index): [string, Pixels] => [
      `wanderer_${cloak}_${FACINGS[index >> 2]}_${index & 3}`,
      recolour(frame, colours),
    ]),
  );
}

function place(kind: string, image: Pixels): Sprite {
  const shadow = STANDING[kind];
  if (!shadow) return { image, foot: { x: image.width / 2, y: image.height / 2 } };
  const [rx, ry, up = 2] = shadow;
  const cx = (image.width - 1) / 2;
  const cy = image.height - 1 - up;
  const width = Math.max(image.width, Math.ceil(cx + rx + 1));
  const height = Math.max(image.height, Math.ceil(cy + ry + 1));
  const isShadow = (x: number, y: number) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
  return {
    image: paint(width, height, (x, y) => get(image, x, y) ?? (isShadow(x, y) ? "shade" : undefined)),
    foot: { x: cx + 0.5, y: cy },
  };
}

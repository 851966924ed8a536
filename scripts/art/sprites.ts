import { ramps } from "@/game/palette";
import { drawFire, drawRaft, drawTent } from "./camp";
import { drawn } from "./drawn";
import {
  drawBlocked,
  drawCloudShadow,
  drawFootprint,
  drawGlow,
  drawGull,
  drawHalo,
  drawRing,
  drawTarget,
  particles,
  withShadow,
} from "./effects";
import { drawBroadleaf, drawBush, drawPalm, drawPine, drawReeds, drawStubble, sway } from "./foliage";
import { type Pixels, recolour } from "./pixels";
import { drawBoulder, drawCrystal, drawRubble, drawWall, withOre } from "./stones";
import { cloaks, drawWanderer } from "./wanderer";

/** A picture and the point of it that stands on the ground (in pixels from its upper left). */
export type Sprite = { image: Pixels; foot: { x: number; y: number } };

type Sprites = Record<string, Sprite>;

/** Things that stand: a shadow under them, the foot in its middle. */
function standing(image: Pixels, rx: number, ry: number, up = 2): Sprite {
  const x = (image.width - 1) / 2;
  const y = image.height - 1 - up;
  return { image: withShadow(image, x, y, rx, ry), foot: { x: x + 0.5, y } };
}

const centred = (image: Pixels): Sprite => ({ image, foot: { x: image.width / 2, y: image.height / 2 } });

function framed(name: string, frames: readonly Pixels[], place: (image: Pixels) => Sprite): Sprites {
  return Object.fromEntries(frames.map((image, frame) => [`${name}_${frame}`, place(image)]));
}

function wanderers(): Sprites {
  const out: Sprites = {};
  for (const [cloak, colours] of Object.entries(cloaks)) {
    for (const facing of ["north", "east", "south", "west"] as const) {
      for (const stride of [0, 1, 2, 3] as const) {
        const image = recolour(drawWanderer(facing, stride), colours);
        out[`wanderer_${cloak}_${facing}_${stride}`] = standing(image, 6, 2, 1);
      }
    }
  }
  return out;
}

function plants(): Sprites {
  const tree = (image: Pixels) => standing(image, 10, 3.2);
  const small = (image: Pixels) => standing(image, 7, 2.4, 3);
  return {
    ...framed("oak", sway(drawBroadleaf(1), 30), tree),
    ...framed("elm", sway(drawBroadleaf(5), 30), tree),
    ...framed("golden", sway(drawBroadleaf(3, ramps.gold), 30), tree),
    ...framed("blossom", sway(drawBroadleaf(9, ramps.blossom), 30), tree),
    ...framed("pine", sway(drawPine(1), 33), (image) => standing(image, 9, 3)),
    ...framed("fir", sway(drawPine(8), 33), (image) => standing(image, 9, 3)),
    ...framed("palm", sway(drawPalm(1), 30), (image) => standing(image, 8, 2.6)),
    ...framed("palmWest", sway(drawPalm(-1), 30), (image) => standing(image, 8, 2.6)),
    ...framed("berries", sway(drawBush(2, ramps.leaf, "ember1"), 13), small),
    ...framed("bush", sway(drawBush(2, ramps.leaf), 13), small),
    ...framed("reeds", sway(drawReeds(1, ["leaf5", "leaf4", "leaf2"], "earth2"), 15), small),
    ...framed("straw", sway(drawReeds(4, ["sand3", "sand2", "sand0"]), 15), small),
    stump: standing(drawn.stump, 8, 2.6),
    stubble: standing(drawStubble(), 6, 1.6, 1),
  };
}

function minerals(): Sprites {
  const rock = drawBoulder(1, 22, 18);
  return {
    boulder: standing(rock, 11, 3, 3),
    boulderLow: standing(drawBoulder(4, 19, 15), 10, 3, 3),
    ore: standing(withOre(drawBoulder(7, 22, 19, ramps.slate), 3, "ember3", "ember2", "ember0", 5), 11, 3, 3),
    rubble: standing(drawRubble(1), 9, 2.6, 3),
    oreRubble: standing(drawRubble(4, ramps.slate), 9, 2.6, 3),
    shell: standing(drawn.shell, 6, 2, 2),
    clam: standing(drawn.clam, 7, 2.2, 2),
    clamShut: standing(drawn.clamShut, 7, 2.2, 2),
    shard: standing(drawn.shard, 9, 2.6, 3),
    shardTaken: standing(drawn.shardTaken, 9, 2.6, 3),
    crystal: standing(drawCrystal(ramps.sea), 9, 2.6, 3),
  };
}

function buildings(): Sprites {
  return {
    tent: standing(drawTent(), 22, 4, 3),
    ...framed("fire", [0, 1, 2, 3].map(drawFire), (image) => standing(image, 9, 3, 2)),
    crate: standing(drawn.crate, 9, 2.6),
    barrel: standing(drawn.barrel, 8, 2.4),
    log: standing(drawn.log, 11, 2.4, 2),
    chest: standing(drawn.chest, 10, 2.4),
    chestOpen: standing(drawn.chestOpen, 10, 2.4),
    pillar: standing(drawn.pillar, 9, 3),
    pillarBroken: standing(drawn.pillarBroken, 9, 3),
    statue: standing(drawn.statue, 12, 3),
    wall: standing(drawWall(1, 4), 10, 3, 3),
    wallLow: standing(drawWall(3, 2), 10, 3, 3),
    raft: centred(drawRaft()),
  };
}

function marks(): Sprites {
  return {
    ...framed("ring", [0, 1, 2, 3].map(drawRing), centred),
    ...framed("target", [drawTarget(0, "cream"), drawTarget(1, "cream")], centred),
    ...framed("reach", [drawTarget(0, "ember3"), drawTarget(1, "ember3")], centred),
    ...framed("gull", [0, 1, 2, 3].map(drawGull), centred),
    ...framed("cloud", [3, 11].map(drawCloudShadow), centred),
    ...Object.fromEntries(Object.entries(particles).map(([name, image]) => [`bit_${name}`, centred(image)])),
    blocked: centred(drawBlocked()),
    step: centred(drawFootprint()),
    glow: centred(drawGlow()),
    halo: centred(drawHalo()),
  };
}

export function drawSprites(): Sprites {
  return { ...wanderers(), ...plants(), ...minerals(), ...buildings(), ...marks() };
}

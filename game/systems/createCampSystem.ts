import * as Phaser from "phaser";
import { FLAME_MS } from "@/game/objects/beats";
import type { Stage } from "@/game/objects/createStage";
import { footOf } from "@/game/objects/place";
import { fireOffset } from "@/game/objects/placeDecor";
import type { GamePort } from "@/game/ports";
import type { Island, Tile } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";

/** The tent of a post, beside its fire, in world pixels. */
const POST = { dx: -20, dy: -12 } as const;

/** The fires of the camps, and the tents of the posts; the camp in the middle is decoration. */
export function createCampSystem(
  scene: Phaser.Scene,
  deps: { port: GamePort; stage: Stage; reducedMotion: boolean },
): () => void {
  const { port, stage, reducedMotion } = deps;
  const { island, camps } = port.getView();
  for (const tile of camps.slice(1)) {
    const { x, y } = footOf(island, tile);
    stage.add("post", x + POST.dx, y + POST.dy);
  }
  const fires = camps.map((tile) => createFire(scene, island, tile, reducedMotion));
  return () => {
    for (const dispose of fires) dispose();
  };
}

/** Flames, a warm flicker on the ground, smoke and sparks. */
function createFire(scene: Phaser.Scene, island: Island, tile: Tile, reducedMotion: boolean): () => void {
  const camp = footOf(island, tile);
  const x = camp.x + fireOffset.x;
  const y = camp.y + fireOffset.y;
  const fire = scene.add.image(x, y, textureNames.sprites, "fire_0").setDepth(depths.standing + y);
  const glow = scene.add.image(x, y - 4, textureNames.sprites, "glow").setDepth(depths.glow);
  glow.setBlendMode(Phaser.BlendModes.ADD).setAlpha(0.22);
  if (reducedMotion) {
    return () => {
      fire.destroy();
      glow.destroy();
    };
  }
  const smoke = scene.add.particles(x, y - 16, textureNames.sprites, {
    frame: "bit_smoke",
    frequency: 420,
    lifespan: 2400,
    speedY: { min: -16, max: -9 },
    speedX: { min: -2, max: 7 },
    alpha: { start: 0.4, end: 0 },
    scale: { start: 0.6, end: 1.5 },
  });
  const embers = scene.add.particles(x, y - 12, textureNames.sprites, {
    frame: "bit_glow",
    frequency: 300,
    lifespan: 1100,
    speedY: { min: -34, max: -18 },
    speedX: { min: -8, max: 10 },
    alpha: { start: 1, end: 0 },
  });
  smoke.setDepth(depths.bits);
  embers.setDepth(depths.bits);
  let beat = 0;
  const timer = scene.time.addEvent({
    delay: FLAME_MS,
    loop: true,
    callback: () => {
      beat++;
      fire.setFrame(`fire_${beat & 3}`);
      glow.setAlpha([0.2, 0.24, 0.21, 0.26][(beat >> 1) & 3] ?? 0.2);
    },
  });
  return () => {
    timer.remove();
    for (const object of [fire, glow, smoke, embers]) object.destroy();
  };
}

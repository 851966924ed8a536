import type * as Phaser from "phaser";
import { words as inks } from "@/game/objects/ground/ink";
import { layer } from "@/game/objects/ground/layers";
import type { GroundPicture } from "@/game/objects/ground/paint";
import type { GamePort } from "@/game/ports";
import { depths } from "@/game/scenes/names";

const LOOK_MS = 500;
const TURN_MS = 2_500;
/** How much of the sand shines through the shallows at low tide. */
const SHINE = 0.55;
const KEY = "low-tide";

/** At low tide the sand shines through the shallows: one picture over the ground that fades in and out. */
export function createTideSystem(scene: Phaser.Scene, port: GamePort, ground: GroundPicture): () => void {
  paintShallows(scene, ground);
  const image = scene.add
    .image(0, 0, KEY)
    .setOrigin(0)
    .setDepth(depths.waves + 0.5);
  let isLow = port.getView().isLowTide;
  image.setAlpha(isLow ? SHINE : 0);
  const timer = scene.time.addEvent({
    delay: LOOK_MS,
    loop: true,
    callback: () => {
      const { isLowTide } = port.getView();
      if (isLowTide === isLow) return;
      isLow = isLowTide;
      scene.tweens.add({ targets: image, alpha: isLow ? SHINE : 0, duration: TURN_MS });
    },
  });
  return () => {
    timer.remove();
    image.destroy();
    scene.textures.remove(KEY);
  };
}

/** Sand with a few lines of water left in it, wherever there are shallows. */
function paintShallows(scene: Phaser.Scene, { width, height, layers }: GroundPicture): void {
  const texture = scene.textures.createCanvas(KEY, width, height);
  if (!texture) throw new Error(`The texture "${KEY}" exists already; whoever made it must remove it first.`);
  const pixels = texture.context.createImageData(width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < layers.length; i++) {
    if (layers[i] !== layer.shallows) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    words[i] = ((x >> 1) + y * 3) % 11 < 2 ? inks.sea4 : inks.sand2;
  }
  texture.context.putImageData(pixels, 0, 0);
  texture.refresh();
}

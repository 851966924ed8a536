import type * as Phaser from "phaser";
import type { Island } from "@/game/rules/types";
import { depths, textureNames } from "@/game/scenes/names";
import { WAVE_MS } from "./beats";
import { layer } from "./ground/layers";
import { type GroundPicture, type GroundTextures, groundNames, paintGround } from "./ground/paint";
import { paintWaves, WAVE_FRAMES } from "./ground/waves";

/** The waves are drawn in squares of this side, and only those with water: most of the screen is land. */
const WAVE_PX = 128;

export type Ground = { picture: GroundPicture; destroy: () => void };

/**
 * The ground as one quad, and the moving edge of its water as a few, whatever the size of the island. A tilemap of
 * seven blended layers would be thousands of quads per frame, too many for the slowest renderer (software WebGL). The
 * price is a moment of drawing when the scene starts and 4 MB per picture.
 */
export function createGround(scene: Phaser.Scene, island: Island, still: boolean): Ground {
  const ground = paintGround(island, readTextures(scene));
  const keys = ["ground-painted"];
  upload(scene, "ground-painted", ground, ground.pixels);
  const seed = Number(island.seed & 0xffffn);
  const squares = findWater(ground);
  const frames = still ? 1 : WAVE_FRAMES;
  for (let frame = 0; frame < frames; frame++) {
    const key = `waves-${frame}`;
    const texture = upload(scene, key, ground, paintWaves(ground, seed, frame));
    for (const { x, y } of squares) texture.add(`${x},${y}`, 0, x, y, WAVE_PX, WAVE_PX);
    keys.push(key);
  }
  const base = scene.add.image(0, 0, "ground-painted").setOrigin(0).setDepth(depths.ground);
  const waves = squares.map(({ x, y }) =>
    scene.add.image(x, y, "waves-0", `${x},${y}`).setOrigin(0).setDepth(depths.waves),
  );
  let frame = 0;
  const timer = still
    ? undefined
    : scene.time.addEvent({
        delay: WAVE_MS,
        loop: true,
        callback: () => {
          frame = (frame + 1) % frames;
          for (const wave of waves) wave.setTexture(`waves-${frame}`, wave.frame.name);
        },
      });
  return {
    picture: ground,
    destroy: () => {
      timer?.remove();
      base.destroy();
      for (const wave of waves) wave.destroy();
      for (const key of keys) scene.textures.remove(key);
    },
  };
}

/** Corners of the squares that contain any water. */
function findWater({ width, height, layers }: GroundPicture): readonly { x: number; y: number }[] {
  const found = new Set<number>();
  for (let i = 0; i < layers.length; i++) {
    if ((layers[i] ?? 0) > layer.shallows) continue;
    const column = Math.floor((i % width) / WAVE_PX);
    found.add(Math.floor(i / width / WAVE_PX) * (width / WAVE_PX) + column);
  }
  const perRow = width / WAVE_PX;
  return [...found]
    .map((square) => ({ x: (square % perRow) * WAVE_PX, y: Math.floor(square / perRow) * WAVE_PX }))
    .filter(({ y }) => y < height);
}

function upload(
  scene: Phaser.Scene,
  key: string,
  ground: GroundPicture,
  pixels: Uint32Array<ArrayBuffer>,
): Phaser.Textures.Texture {
  const texture = scene.textures.createCanvas(key, ground.width, ground.height);
  if (!texture) throw new Error(`The texture "${key}" exists already; whoever made it must remove it first.`);
  const bytes = new Uint8ClampedArray(pixels.buffer);
  texture.context.putImageData(new ImageData(bytes, ground.width, ground.height), 0, 0);
  texture.refresh();
  return texture;
}

/** The ground textures as words, read back from the loaded sheet. */
function readTextures(scene: Phaser.Scene): GroundTextures {
  const sheet = scene.textures.get(textureNames.ground);
  const source = sheet.getSourceImage() as HTMLImageElement;
  const canvas = document.createElement("canvas");
  canvas.width = source.width;
  canvas.height = source.height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser has no 2D canvas; the island cannot be painted.");
  context.drawImage(source, 0, 0);
  const read = (name: string) => {
    const { cutX, cutY, cutWidth, cutHeight } = sheet.get(name);
    return new Uint32Array(context.getImageData(cutX, cutY, cutWidth, cutHeight).data.buffer);
  };
  return Object.fromEntries(groundNames.map((name) => [name, read(name)])) as Record<
    (typeof groundNames)[number],
    Uint32Array
  >;
}

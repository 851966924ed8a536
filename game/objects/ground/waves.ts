import { bayer, createNoiseTable, createRandom } from "@/game/noise";
import { words } from "./ink";
import { layer } from "./layers";
import type { GroundPicture } from "./paint";

export const WAVE_FRAMES = 4;

/**
 * One frame of what moves on the water: a line of foam that comes and goes at the beach, a fainter one where the
 * shallows end, and glints on the open sea. Painted once, shown in turn; the game computes nothing per frame.
 */
export function paintWaves(ground: GroundPicture, seed: number, frame: number): Uint32Array<ArrayBuffer> {
  const { width, height, layers, toLand, toShallows } = ground;
  const pixels = new Uint32Array(width * height);
  const noise = createNoiseTable(seed + 2, 8);
  // Thirds of a pixel: out, further out, back in.
  const reach = [3, 6, 9, 6][frame] ?? 3;
  const swell = [6, 9, 6, 3][frame] ?? 3;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const k = layers[i] ?? 0;
      if (k > layer.shallows) continue;
      const land = toLand[i] ?? 0;
      if (land > 0 && land <= 3) pixels[i] = words.cream;
      else if (land > reach && land <= reach + 3 && noise(x + frame * 2, y) > 0.36) pixels[i] = words.cream;
      else if (k === layer.sea) {
        const edge = toShallows[i] ?? 0;
        if (edge > swell && edge <= swell + 3 && noise(x, y + frame) > 0.5) pixels[i] = words.sea3;
      }
    }
  }
  glint(pixels, ground, seed, frame);
  return pixels;
}

function glint(pixels: Uint32Array, ground: GroundPicture, seed: number, frame: number): void {
  const random = createRandom(seed + 77);
  for (let n = 0; n < 3600; n++) {
    const x = Math.floor(random() * (ground.width - 8));
    const y = Math.floor(random() * ground.height);
    const phase = Math.floor(random() * WAVE_FRAMES);
    const length = 2 + Math.floor(random() * 4);
    const age = (frame + phase) % WAVE_FRAMES;
    if (age === 3) continue;
    const i = y * ground.width + x;
    const k = ground.layers[i] ?? 0;
    if (k > layer.shallows || (ground.layers[i + 8] ?? 9) > layer.shallows) continue;
    const deep = k === layer.sea && (ground.toShallows[i] ?? 0) > 150;
    const colour = k === layer.shallows ? words.cream : deep ? words.sea1 : words.sea2;
    const shown = age === 1 ? length : Math.max(1, length - 2);
    for (let dx = 0; dx < shown; dx++) pixels[i + age + dx] = colour;
    if (age === 1 && bayer(x, y) > 0.4 && !deep) pixels[i + age + shown + 1] = colour;
  }
}

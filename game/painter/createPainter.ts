import { WAVE_MS } from "@/game/objects/beats";
import { paintGround } from "@/game/objects/ground/paint";
import { paintWaves, WAVE_FRAMES } from "@/game/objects/ground/waves";
import { footOf } from "@/game/objects/place";
import { fireOffset } from "@/game/objects/placeDecor";
import { palette } from "@/game/palette";
import type { Island } from "@/game/rules/types";
import { darknessOf, FIRE, lightAt } from "@/game/systems/lightAt";
import { type Atlas, createCanvas } from "./atlas";
import { type Camera, type View, viewOf } from "./camera";
import { createBrush } from "./createBrush";
import { listSky } from "./listSky";
import { listScenery, listSprites, type Moment } from "./listSprites";

export type Painter = {
  /** Paints one moment as a camera sees it. The canvas may have changed its size since the last one. */
  draw: (moment: Moment, camera: Camera) => void;
};

/**
 * Paints the island on a canvas: a still, a poster, a replay or what happens now. It looks as the game does, because ground,
 * sprites, places and light are the game's own; it needs no engine, holds no state of the game and starts no timer.
 * @param canvas The caller gives it its size.
 */
export function createPainter(canvas: HTMLCanvasElement, deps: { island: Island; atlas: Atlas }): Painter {
  const { island, atlas } = deps;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser has no 2D canvas; the island cannot be painted.");
  const ground = paintGround(island, atlas.textures);
  const base = toCanvas(ground.pixels, ground.width, ground.height);
  // Each of the four is painted when it is shown for the first time.
  const waves: HTMLCanvasElement[] = [];
  const scenery = listScenery(island);
  const brush = createBrush(context, atlas);
  const camp = footOf(island, island.camp);
  const fire = { x: camp.x + fireOffset.x, y: camp.y + fireOffset.y };

  const readWaves = (timeMs: number): HTMLCanvasElement => {
    const frame = Math.floor(timeMs / WAVE_MS) % WAVE_FRAMES;
    const seed = Number(island.seed & 0xffffn);
    waves[frame] ??= toCanvas(paintWaves(ground, seed, frame), ground.width, ground.height);
    return waves[frame];
  };
  /** The colour of the time of day over everything; against it, brighter as it gets dark, the fire. */
  const shine = (daytime: number, { left, top, right, bottom }: View) => {
    const light = lightAt(daytime);
    context.globalAlpha = 1;
    context.globalCompositeOperation = "multiply";
    context.fillStyle = `#${light.toString(16).padStart(6, "0")}`;
    context.fillRect(left, top, right - left, bottom - top);
    context.globalCompositeOperation = "lighter";
    for (const scale of FIRE.scales) {
      brush.float({ sprite: "halo", x: fire.x, y: fire.y - 5, scale, alpha: FIRE.alpha * darknessOf(light) });
    }
    context.globalCompositeOperation = "source-over";
  };

  return {
    draw(moment, camera) {
      const { timeMs, daytime } = moment;
      const view = viewOf(camera, canvas);
      const { zoom } = camera;
      context.setTransform(zoom, 0, 0, zoom, -view.left * zoom, -view.top * zoom);
      // Enlarged pixels stay square; a small island is a picture.
      context.imageSmoothingEnabled = zoom < 1;
      context.globalAlpha = 1;
      context.fillStyle = palette.sea0;
      context.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
      for (const layer of [base, readWaves(timeMs)]) drawPart(context, layer, view);
      context.globalCompositeOperation = "lighter";
      brush.float({ sprite: "glow", x: fire.x, y: fire.y - 4, scale: 1, alpha: 0.22 });
      context.globalCompositeOperation = "source-over";
      for (const each of listSprites(island, scenery, moment, view)) brush.stand(each);
      for (const each of listSky(island, timeMs)) brush.float(each);
      shine(daytime, view);
    },
  };
}

/** The visible part of a picture of the whole map. */
function drawPart(context: CanvasRenderingContext2D, picture: HTMLCanvasElement, view: View): void {
  const left = Math.max(0, Math.floor(view.left));
  const top = Math.max(0, Math.floor(view.top));
  const width = Math.min(picture.width, Math.ceil(view.right)) - left;
  const height = Math.min(picture.height, Math.ceil(view.bottom)) - top;
  if (width > 0 && height > 0) context.drawImage(picture, left, top, width, height, left, top, width, height);
}

function toCanvas(pixels: Uint32Array<ArrayBuffer>, width: number, height: number): HTMLCanvasElement {
  const context = createCanvas(width, height);
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  return context.canvas;
}

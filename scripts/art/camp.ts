import { createRandom } from "@/game/noise";
import type { Colour } from "@/game/palette";
import { blit, createPixels, ellipse, fill, fromRows, line, outline, type Pixels, set } from "./pixels";

/** A ridge tent seen from the front: striped canvas, a dark door with one flap drawn aside. */
export function drawTent(): Pixels {
  const image = createPixels(46, 42);
  const apex = { x: 22.5, y: 5 };
  for (let y = 5; y <= 37; y++) {
    const t = (y - apex.y) / 32;
    const half = 2 + t * 18.5;
    for (let x = Math.ceil(apex.x - half); x <= apex.x + half; x++) {
      const side = (x - apex.x) / half;
      const stripe = Math.floor((side + 1) * 3.5) % 2 === 0;
      const fold = Math.abs(side) > 0.9 || (side > 0.1 && side < 0.16);
      const lit = side < 0.05;
      const colour: Colour = stripe ? (lit ? "sand3" : "sand2") : lit ? "ember1" : "ember0";
      const shaded: Colour = stripe ? (lit ? "sand2" : "sand1") : lit ? "ember0" : "earth0";
      set(image, x, y, fold || y > 35 ? shaded : colour);
    }
  }
  for (let y = 15; y <= 37; y++) {
    const half = ((y - 15) / 22) * 7.5;
    for (let x = Math.ceil(22.5 - half); x <= 22.5 + half; x++) {
      const deep = (x - 22.5) / (half + 0.1);
      set(image, x, y, deep < -0.45 ? "earth1" : y > 34 ? "earth0" : "dusk0");
    }
    if (y > 16) {
      set(image, Math.floor(22.5 - half) - 1, y, "cream");
      set(image, Math.ceil(22.5 + half) + 1, y, "sand1");
    }
  }
  fill(image, 17, 35, 11, 3, "ember0");
  fill(image, 18, 35, 9, 1, "ember2");
  for (let x = 2; x < 44; x++) if (Math.abs(x - 22.5) > 7 && x % 4 < 2) set(image, x, 38, "sand1");
  const out = outline(image, "ink");
  line(out, 22, 0, 22, 5, "earth1");
  line(out, 23, 0, 23, 5, "earth0");
  blit(out, fromRows(["rrrrr..", "srrrrrr", "rrrr..."], { r: "ember2", s: "ember3" }), 24, 0);
  line(out, 3, 36, 0, 40, "sand0");
  line(out, 42, 36, 45, 40, "sand0");
  return out;
}

/** One frame of flames over crossed logs. The tongues are the same shape, cut at another height each frame. */
export function drawFire(frame: number): Pixels {
  const image = createPixels(20, 26);
  const stones: readonly (readonly [number, number])[] = [
    [3, 22],
    [6, 24],
    [10, 24.5],
    [13.5, 24],
    [16.5, 22],
  ];
  const random = createRandom(frame * 97 + 5);
  const tongue = (width: number, height: number, colour: Colour, lift: number) => {
    for (let x = -width; x <= width; x++) {
      const wave = Math.sin(x * 1.1 + frame * 1.57) * 1.6 + (random() - 0.5) * 1.4;
      const top = 21 - lift - (height * (1 - (Math.abs(x) / (width + 0.6)) ** 1.5) + wave);
      for (let y = Math.round(top); y <= 21 - lift; y++)
        set(image, 10 + x + (y < 21 - height * 0.6 ? (frame % 2 ? 1 : 0) : 0), y, colour);
    }
  };
  tongue(5, 14, "ember1", 0);
  tongue(4, 11, "ember2", 0);
  tongue(3, 7, "ember3", 0);
  tongue(1, 4, "cream", 0);
  const spark = (frame * 5) % 4;
  set(image, 6 + spark * 2, 5 - spark, "ember3");
  set(image, 14 - spark, 3 + spark, "ember2");
  line(image, 4, 20, 15, 23, "earth1");
  line(image, 4, 21, 15, 24, "earth0");
  line(image, 15, 20, 5, 23, "earth2");
  line(image, 15, 21, 5, 24, "earth1");
  for (const [x, y] of stones) {
    ellipse(image, x, y, 1.6, 1.3, "stone1");
    set(image, Math.floor(x), Math.floor(y - 1), "stone3");
  }
  return image;
}

/** Four logs and two ropes, seen from above. Drawn under a player who is afloat. */
export function drawRaft(): Pixels {
  const image = createPixels(22, 13);
  for (let i = 0; i < 4; i++) {
    const inset = i % 2;
    fill(image, 1 + inset, 1 + i * 3, 20 - inset * 2, 1, "sand1");
    fill(image, 1 + inset, 2 + i * 3, 20 - inset * 2, 1, "sand0");
    fill(image, 1 + inset, 3 + i * 3, 20 - inset * 2, 1, "earth1");
    set(image, 1 + inset, 2 + i * 3, "sand2");
    set(image, 20 - inset, 2 + i * 3, "sand2");
  }
  fill(image, 5, 1, 1, 11, "sand3");
  fill(image, 16, 1, 1, 11, "sand3");
  return outline(image, "ink");
}

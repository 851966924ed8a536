import { type Ramp, ramps } from "@/game/palette";
import { createPixels, ellipse, fill, fromRows, line, outline, type Pixels, set } from "./pixels";

export const drawShell = (): Pixels =>
  fromRows(
    [
      "....kkkkkk....",
      "..kkcwwbcckk..",
      ".kcwbcwbwbcck.",
      "kcwbwcwbwcbwrk",
      "kwbwcbwbcwbrrk",
      "kcbwcbwbcbrbrk",
      ".kcbwbwbwbrrk.",
      "..kkcbwbrrkk..",
      "....kkwrkk....",
      "...kcwwrrrk...",
      "....kkkkkk....",
    ],
    { k: "ink", c: "cream", w: "sand3", b: "bloom", r: "dusk2" },
  );

/** Open with a pearl, or shut. */
export const drawClam = (open: boolean): Pixels =>
  fromRows(
    open
      ? [
          "....kkkkkkk....",
          "..kkvbbvbbvkk..",
          ".kvbvbvvbvbvvk.",
          "kvbvbbvbbvbvdvk",
          "kddddddddddddxk",
          ".kxxxkccckxxxk.",
          "..kkkccscskkk..",
          "..kpkcsssskpk..",
          ".kppppkssspppk.",
          "kvdvvdvvdvvdvxk",
          ".kdvdvvdvvdvxk.",
          "..kkdvdvdvdkk..",
          "....kkkkkkk....",
        ]
      : [
          "....kkkkkkk....",
          "..kkvbbvbbvkk..",
          ".kvbvbvvbvbvvk.",
          "kvbvbbvbbvbvdvk",
          "kddddddddddddxk",
          "kkkkkkkkkkkkkkk",
          "kvdvvdvvdvvdvxk",
          ".kdvdvvdvvdvxk.",
          "..kkdvdvdvdkk..",
          "....kkkkkkk....",
        ],
    { k: "ink", v: "dusk2", b: "bloom", d: "dusk1", x: "dusk0", c: "cream", s: "sea4", p: "bloom" },
  );

/** A splinter of the old hourglass, still warm, on a broken base; `taken` leaves the base. */
export function drawShard(taken: boolean, ramp: Ramp = ramps.ember): Pixels {
  const image = createPixels(20, 24);
  fill(image, 3, 18, 14, 4, "stone2");
  fill(image, 3, 18, 14, 1, "stone4");
  fill(image, 4, 19, 5, 1, "stone3");
  fill(image, 13, 19, 4, 3, "stone1");
  fill(image, 3, 21, 14, 1, "stone1");
  fill(image, 7, 17, 6, 1, "stone0");
  if (!taken) {
    for (let y = 2; y <= 17; y++) {
      const half = y < 7 ? (y - 2) * 0.8 : 4 - (y - 7) * 0.22;
      for (let x = Math.ceil(9.5 - half); x <= 9.5 + half; x++) {
        const side = (x - 9.5) / (half + 0.2);
        set(image, x, y, side < -0.4 ? ramp[5] : side < 0.1 ? ramp[4] : side < 0.6 ? ramp[3] : ramp[2]);
      }
    }
    line(image, 8, 5, 7, 13, "cream");
  }
  return outline(image, "ink");
}

export function drawStubble(): Pixels {
  const image = createPixels(16, 8);
  ellipse(image, 7.5, 6, 6, 1.5, "leaf2");
  for (let x = 2; x < 14; x += 2) {
    fill(image, x, 3 + (x % 3), 1, 3, "leaf4");
    set(image, x, 3 + (x % 3), "sand2");
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

import { createPixels, ellipse, fill, fromRows, outline, type Pixels, set } from "./pixels";

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

const shardLegend = {
  k: "ink",
  c: "cream",
  w: "sea4",
  l: "sea3",
  m: "sea2",
  d: "sea1",
  y: "ember3",
  o: "ember2",
  s: "stone4",
  t: "stone2",
  x: "stone1",
  z: "stone0",
} as const;

/** A splinter of the old hourglass with some of its sand, on the slab where it fell; `taken` leaves the slab. */
export const drawShard = (taken: boolean): Pixels =>
  fromRows(
    taken
      ? [
          "...kkkkkkkkkk...",
          "..ksssttsssttk..",
          ".kstttzzztttttk.",
          ".kttttzztttxttk.",
          ".kxxtxxxxtxxxxk.",
          ".kzzzzxzzzzzzzk.",
          "..kkkkkkkkkkkk..",
        ]
      : [
          "..........kk....",
          ".........kck....",
          "........kcwk....",
          "....k..kcwlk....",
          "...kck.kwwlmk...",
          "...kwlkcwlmmk...",
          "...kwlkwwlmdk...",
          "...klykwlyodk...",
          "...kyokwyyodk...",
          "...kyokyyoodkk..",
          "..kkyokyyoodksk.",
          "..ksskkkyookstk.",
          ".ksttyykkkkttxk.",
          ".kttttytttyxttk.",
          ".kxxtxxxxtxxxxk.",
          ".kzzzzxzzzzzzzk.",
          "..kkkkkkkkkkkk..",
        ],
    shardLegend,
  );

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

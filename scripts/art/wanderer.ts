import type { Colour } from "@/game/palette";
import { blit, createPixels, fromRows, mirror, type Pixel, type Pixels, readSheet } from "./pixels";

const legend: Record<string, Pixel> = {
  ...{ k: "ink", e: "ink", a: "sea2", b: "sea1", c: "sea0", s: "ember2", r: "ember1", d: "ember0", t: "ember3" },
  ...{ f: "sand2", g: "sand1", l: "sand0", h: "earth1", p: "earth1", q: "earth2", o: "earth0" },
};

// Heads and bodies are drawn once per direction; strides move legs, hands and the scarf only.
const bodies = readSheet(
  "south north east",
  legend,
  `
  ................ ................ ................
  .....kkkkkk..... .....kkkkkk..... .....kkkkkk.....
  ...kkbbaabbkk... ...kkbbaabbkk... ...kkbbaaabkk...
  ..kbbaaaabbbck.. ..kbbaaaabbbck.. ..kbbbbaaaabbk..
  ..kbaabbbbbbck.. ..kbaaabbbbbck.. ..kcbbbbbbaabk..
  .kbaabkkkkbbcck. .kbaabbbbbbbcck. .kccbbbbbkkkkk..
  .kbabkhhhhkbcck. .kbabbbbbbbbcck. .kccbbbbkhhhhk..
  .kbbkhhffhhkcck. .kbabbbbbbbccck. .kccbbbkhhhffk..
  .kbbkhffffhkcck. .kbbbbbbbbbccck. .kccbbbkhhfffk..
  .kbbkfeffefkcck. .kbbbbbbbbbccck. .kccbbbkhffefk..
  .kcbkfeffefkcck. .kcbbbbbbbcccck. .kccbbbkhffefk..
  ..kckgffffgkck.. ..kcbbbbbbccck.. ..kcccbkgffffk..
  ..kkksgffgrkkk.. ..kkccccccckkk.. ..kkkkkkkgffkk..
  ...kssrrrrrdk... ...ksrrrrrrdk... ...kdrrrrrrsk...
  ...krrddrrddk... ...krrrrrdddk... ..kddddrrrrk....
  ...kbkrrdddck... ...kbbrrrdcck... .kddkcbbbbbk....
  ...kbbkrdkbck... ...kbabrrdcck... .kdk.kcbbbbk....
  ...kbbbkdbbck... ...kbabrdbcck... ..k..kcbabbk....
  ...klqqtqqpok... ...kbbbddbcck... .....kopqqtk....
  ...kbbbkbbcck... ...kcbbbbbcck... .....kccbbbk....
  ....kkkkkkkk.... ....kkkkkkkk.... ......kkkkk.....
`,
);

type Stride = 0 | 1 | 2 | 3;

const legs: Record<"front" | "side", readonly (readonly string[])[]> = {
  front: [
    ["....kpok.kpok...", "....kqpk.kqpk...", ".....kk...kk...."],
    ["....kpok.kkk....", "....kqpk........", ".....kk........."],
    ["....kpok.kpok...", "....kqpk.kqpk...", ".....kk...kk...."],
    [".....kkk.kpok...", ".........kqpk...", "..........kk...."],
  ],
  side: [
    ["......kopk......", "......kpqqk.....", ".......kkk......"],
    [".....kokkpk.....", "....kopk.kqqk...", ".....kk...kk...."],
    ["......kopk......", "......kpqqk.....", ".......kkk......"],
    [".....kpkkok.....", "....kpqk.koqk...", ".....kk...kk...."],
  ],
};

/** A hand is two pixels: they swing against the legs. */
function drawHands(image: Pixels, facing: "south" | "north" | "east", stride: Stride, top: number): void {
  const hand = fromRows(["kkk", "kbk", "kfk", "kkk"], legend);
  const far = fromRows(["kkk", "kck", "kgk", "kkk"], legend);
  const swing = stride === 1 ? 1 : stride === 3 ? -1 : 0;
  if (facing === "east") {
    blit(image, hand, 7 + swing * 2, top + 15 - Math.abs(swing));
    return;
  }
  blit(image, hand, 2, top + 15 + (swing < 0 ? -1 : 0));
  blit(image, far, 11, top + 15 + (swing > 0 ? -1 : 0));
}

/** Stride 0 and 2 pass, 1 and 3 step out. The body dips by one pixel when a foot is out: that is the weight. */
export function drawWanderer(facing: "south" | "north" | "east" | "west", stride: Stride): Pixels {
  if (facing === "west") return mirror(drawWanderer("east", stride));
  const image = createPixels(16, 24);
  const dip = stride % 2 === 1 ? 1 : 0;
  blit(image, fromRows(legs[facing === "east" ? "side" : "front"][stride] ?? [], legend), 0, 21);
  blit(image, bodies[facing], 0, dip);
  drawHands(image, facing, stride, dip);
  return image;
}

/** Cloaks of other players: same cut, other cloth. */
export const cloaks: Record<string, Partial<Record<Colour, Colour>>> = {
  sea: {},
  leaf: { sea2: "leaf3", sea1: "leaf2", sea0: "leaf1", ember2: "ember3", ember1: "ember2", ember0: "sand0" },
  ember: { sea2: "ember2", sea1: "ember1", sea0: "ember0", ember2: "cream", ember1: "sand3", ember0: "sand1" },
  violet: { sea2: "bloom", sea1: "violet", sea0: "dusk1", ember2: "sea4", ember1: "sea3", ember0: "sea2" },
  stone: { sea2: "stone4", sea1: "stone3", sea0: "stone2", ember2: "leaf4", ember1: "leaf3", ember0: "leaf2" },
};

import { type Colour, palette } from "@/game/palette";

/** A palette colour as one word of a canvas: alpha, blue, green, red from high to low (canvas memory is RGBA, little-endian). */
export function word(colour: Colour): number {
  const value = Number.parseInt(palette[colour].slice(1), 16);
  return (0xff000000 | ((value & 255) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
}

export const words = Object.fromEntries((Object.keys(palette) as Colour[]).map((name) => [name, word(name)])) as Record<
  Colour,
  number
>;

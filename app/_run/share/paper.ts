/** What a picture of an expedition is drawn on, and with. */
export const PAPER = "#efdcb0";
export const INK = "#3b2540";
/** Multiplied over the island, so that it looks like a drawing on parchment. */
export const SEPIA = "#f6e2b4";

/** Pure: a colour, as `#rrggbb`, with half of its strength and on parchment; red, green and blue, 0 to 255. */
export function onPaper(colour: string): readonly [number, number, number] {
  const [red, green, blue] = partsOf(colour);
  const grey = red * 0.3 + green * 0.59 + blue * 0.11;
  const [r, g, b] = partsOf(SEPIA);
  const mix = (part: number, paper: number) => Math.round((((part + grey) / 2) * paper) / 255);
  return [mix(red, r), mix(green, g), mix(blue, b)];
}

function partsOf(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

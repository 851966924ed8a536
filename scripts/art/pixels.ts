import { PNG } from "pngjs";
import { type Colour, palette, shadeAlpha } from "@/game/palette";

/** "shade" is translucent ink: the only pixel that is not opaque. */
export type Pixel = Colour | "shade" | undefined;

/** A small picture in palette colours. Outside of it everything is empty, and writing there does nothing. */
export type Pixels = { width: number; height: number; data: Pixel[] };

export function createPixels(width: number, height: number): Pixels {
  return { width, height, data: new Array<Pixel>(width * height).fill(undefined) };
}

/** A picture whose pixels are computed one by one. */
export function paint(width: number, height: number, pixelAt: (x: number, y: number) => Pixel): Pixels {
  const image = createPixels(width, height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) set(image, x, y, pixelAt(x, y));
  return image;
}

export function get(image: Pixels, x: number, y: number): Pixel {
  if (x < 0 || y < 0 || x >= image.width || y >= image.height) return undefined;
  return image.data[y * image.width + x];
}

export function set(image: Pixels, x: number, y: number, colour: Pixel): void {
  if (x < 0 || y < 0 || x >= image.width || y >= image.height) return;
  image.data[y * image.width + x] = colour;
}

/** A rectangle. */
export function fill(image: Pixels, x: number, y: number, width: number, height: number, colour: Pixel): void {
  for (let row = y; row < y + height; row++) for (let col = x; col < x + width; col++) set(image, col, row, colour);
}

/** An ellipse around (cx, cy); half pixels are welcome. */
export function ellipse(image: Pixels, cx: number, cy: number, rx: number, ry: number, colour: Pixel): void {
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      if (((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1) set(image, x, y, colour);
    }
  }
}

export function line(image: Pixels, x0: number, y0: number, x1: number, y1: number, colour: Pixel): void {
  const length = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
  for (let i = 0; i <= length; i++) {
    set(image, Math.round(x0 + ((x1 - x0) * i) / length), Math.round(y0 + ((y1 - y0) * i) / length), colour);
  }
}

export function blit(target: Pixels, source: Pixels, x: number, y: number): void {
  for (let row = 0; row < source.height; row++) {
    for (let col = 0; col < source.width; col++) {
      const colour = get(source, col, row);
      if (colour) set(target, x + col, y + row, colour);
    }
  }
}

export const mirror = (image: Pixels): Pixels =>
  paint(image.width, image.height, (x, y) => get(image, image.width - 1 - x, y));

/** Moves each row sideways by what `offset` says: sway of trees, banners, flames. */
export const shear = (image: Pixels, offset: (y: number) => number): Pixels =>
  paint(image.width, image.height, (x, y) => get(image, x - Math.round(offset(y)), y));

export function recolour(image: Pixels, map: Partial<Record<Colour, Colour>>): Pixels {
  const data = image.data.map((pixel) => (pixel && pixel !== "shade" ? (map[pixel] ?? pixel) : pixel));
  return { ...image, data };
}

/** Draws `colour` on each empty pixel that touches an opaque one: the dark line around everything that stands. */
export function outline(image: Pixels, colour: Colour): Pixels {
  const isSolid = (x: number, y: number) => ![undefined, "shade"].includes(get(image, x, y));
  return paint(image.width, image.height, (x, y) => {
    const isEdge = isSolid(x - 1, y) || isSolid(x + 1, y) || isSolid(x, y - 1) || isSolid(x, y + 1);
    return !isSolid(x, y) && isEdge ? colour : get(image, x, y);
  });
}

/** Reads a picture drawn as text, one letter per pixel; a dot or a blank is empty. */
export function fromRows(rows: readonly string[], legend: Readonly<Record<string, Pixel>>): Pixels {
  const width = Math.max(...rows.map((row) => row.length));
  const image = createPixels(width, rows.length);
  rows.forEach((row, y) => {
    [...row].forEach((letter, x) => {
      if (letter === "." || letter === " ") return;
      if (!(letter in legend)) throw new Error(`Letter "${letter}" at ${x},${y} is not in the legend of this picture.`);
      set(image, x, y, legend[letter]);
    });
  });
  return image;
}

type Word<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Word<Rest> : Text;

/** Reads pictures that are drawn as text side by side, the tallest first: `names` says their names, from left to right. */
export function readSheet<Names extends string>(
  names: Names,
  legend: Readonly<Record<string, Pixel>>,
  text: string,
): Record<Word<Names>, Pixels> {
  const rows = text
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  const pictures = names.split(" ").map((name, column) => [
    name,
    fromRows(
      rows.flatMap((row) => row[column] ?? []),
      legend,
    ),
  ]);
  return Object.fromEntries(pictures);
}

function channels(pixel: Pixel): readonly [number, number, number, number] {
  if (!pixel) return [0, 0, 0, 0];
  const hex = pixel === "shade" ? palette.ink : palette[pixel];
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, pixel === "shade" ? shadeAlpha : 255];
}

export function toPng(image: Pixels, scale = 1): Buffer {
  const png = new PNG({ width: image.width * scale, height: image.height * scale });
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      png.data.set(channels(get(image, Math.floor(x / scale), Math.floor(y / scale))), (y * png.width + x) * 4);
    }
  }
  return PNG.sync.write(png, { deflateLevel: 9 });
}

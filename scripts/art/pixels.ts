import { PNG } from "pngjs";
import { type Colour, palette, shadeAlpha } from "@/game/palette";

/** "shade" is translucent ink: the only pixel that is not opaque. */
export type Pixel = Colour | "shade" | undefined;

/** A small picture in palette colours. Outside of it everything is empty, and writing there does nothing. */
export type Pixels = { width: number; height: number; data: Pixel[] };

/** A picture whose pixels are computed one by one. */
export function paint(width: number, height: number, pixelAt: (x: number, y: number) => Pixel): Pixels {
  return {
    width,
    height,
    data: Array.from({ length: width * height }, (_, i) => pixelAt(i % width, Math.floor(i / width))),
  };
}

export function get({ width, height, data }: Pixels, x: number, y: number): Pixel {
  return x < 0 || y < 0 || x >= width || y >= height ? undefined : data[y * width + x];
}

export function recolour(image: Pixels, map: Partial<Record<Colour, Colour>>): Pixels {
  const data = image.data.map((pixel) => (pixel && pixel !== "shade" ? (map[pixel] ?? pixel) : pixel));
  return { ...image, data };
}

const rgba = Object.fromEntries([
  ...Object.entries(palette).map(([name, colour]) => [name, `${colour}ff`]),
  ["shade", palette.ink + shadeAlpha.toString(16)],
]) as Record<NonNullable<Pixel>, string>;
const named = new Map(Object.entries(rgba).map(([name, colour]) => [colour, name as Pixel]));

/**
 * Reads a picture of any pixel editor.
 * @throws When it has a colour that is none of the palette's.
 */
export function fromPng(name: string, bytes: Buffer): Pixels {
  const { width, height, data } = PNG.sync.read(bytes);
  return paint(width, height, (x, y) => {
    const at = (y * width + x) * 4;
    const colour = `#${data.subarray(at, at + 4).toString("hex")}`;
    if (colour.endsWith("00")) return undefined;
    if (!named.has(colour)) throw new Error(`${name}: seen ${colour} at ${x},${y}, which is not in game/palette.ts.`);
    return named.get(colour);
  });
}

export function toPng({ width, height, data }: Pixels): Buffer {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.map((pixel) => (pixel ? rgba[pixel].slice(1) : "00000000")).join(""), "hex");
  return PNG.sync.write(png, { deflateLevel: 9 });
}

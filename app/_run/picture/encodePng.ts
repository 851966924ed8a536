/** Pixels, each of them the place of its colour in a list of at most 256. */
export type Indexed = {
  width: number;
  height: number;
  /** Row by row. */
  pixels: Uint8Array;
  /** Red, green and blue, 0 to 255. */
  colours: readonly (readonly [number, number, number])[];
};

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Eight bits a pixel, colours from a list. */
const LOOK = [8, 3, 0, 0, 0];

/**
 * Writes a picture as PNG: what draws the rest of it takes no pixels.
 * @param picture See {@link Indexed}.
 * @returns The file.
 */
export async function encodePng({ width, height, pixels, colours }: Indexed): Promise<Uint8Array<ArrayBuffer>> {
  // Before each row stands how it is filtered: not at all.
  const rows = new Uint8Array(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return join([
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", Uint8Array.from([...numberOf(width), ...numberOf(height), ...LOOK])),
    chunk("PLTE", Uint8Array.from(colours.flat())),
    chunk("IDAT", await deflate(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const named = join([new TextEncoder().encode(name), data]);
  return join([Uint8Array.from(numberOf(data.length)), named, Uint8Array.from(numberOf(checkOf(named)))]);
}

/** PNG's check of a chunk: CRC-32. */
function checkOf(bytes: Uint8Array): number {
  let check = 0xffffffff;
  for (const byte of bytes) {
    check ^= byte;
    for (let bit = 0; bit < 8; bit++) check = (check >>> 1) ^ (check & 1 ? 0xedb88320 : 0);
  }
  return ~check >>> 0;
}

/** Four bytes, the highest first. */
const numberOf = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

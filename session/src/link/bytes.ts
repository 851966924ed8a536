import { UnreadableError } from "../grant/readers.ts";

/** A number as seven bits a byte, the lowest first; the highest bit of a byte says that another follows. */
export function writeNumber(number: bigint | number): number[] {
  const bytes: number[] = [];
  let left = BigInt(number);
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  return [...bytes, Number(left)];
}

/** A text or bytes of up to 255 bytes, after their length. */
export const writeSized = (bytes: Uint8Array): number[] => [bytes.length, ...bytes];

/** Longer numbers are no numbers of a request. */
const MAX_NUMBER_BYTES = 19;

/**
 * Reads bytes from the first to the last. `at` names a field in refusals.
 * @param bytes From anybody.
 */
export function createByteReader(bytes: Uint8Array<ArrayBuffer>) {
  let position = 0;
  const take = (length: number, at: string): Uint8Array<ArrayBuffer> => {
    const taken = bytes.slice(position, position + length);
    if (taken.length < length) throw new UnreadableError(`${taken.length} bytes`, at, `${length} bytes`);
    position += length;
    return taken;
  };
  const byte = (at: string) => take(1, at)[0] as number;
  return {
    take,
    byte,
    /** What {@link writeNumber} wrote. */
    number: (at: string): bigint => {
      let number = 0n;
      for (let index = 0; index < MAX_NUMBER_BYTES; index++) {
        const next = byte(at);
        number |= BigInt(next & 127) << BigInt(7 * index);
        if (next < 128) return number;
      }
      throw new UnreadableError("more", at, `a number of at most ${MAX_NUMBER_BYTES} bytes`);
    },
    /** What {@link writeSized} wrote. */
    sized: (at: string) => take(byte(at), at),
    rest: () => take(bytes.length - position, "rest"),
  };
}

/** @throws UnreadableError for bytes that are no UTF-8. */
export function readText(bytes: Uint8Array<ArrayBuffer>, at: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new UnreadableError(`${bytes.length} bytes`, at, "UTF-8");
  }
}

/** What a DER signature says, each an integer of any size and sign. */
export type Integers = { r: bigint; s: bigint };

/**
 * Reads SEQUENCE { INTEGER r, INTEGER s } of hexadecimal DER.
 * @returns Nothing where a length, a tag or a superfluous zero is not as DER wants it, or bytes are left over.
 */
export function readDer(hex: string): Integers | undefined {
  const whole = element(Buffer.from(hex, "hex"), 0x30);
  const r = whole?.rest.length === 0 ? element(whole.content, 0x02) : undefined;
  const s = r && element(r.rest, 0x02);
  if (!r || s?.rest.length !== 0) return undefined;
  const [first, second] = [integer(r.content), integer(s.content)];
  return first === undefined || second === undefined ? undefined : { r: first, s: second };
}

function element(bytes: Buffer, tag: number): { content: Buffer; rest: Buffer } | undefined {
  const [seen, short = 0] = bytes;
  if (seen !== tag || bytes.length < 2) return undefined;
  // The long form is for 128 bytes and more, in as few bytes as can say it; no signature of this curve has 256.
  const isLong = short === 0x81 && (bytes[2] ?? 0) >= 0x80;
  if (short >= 0x80 && !isLong) return undefined;
  const [from, length] = isLong ? [3, bytes[2] ?? 0] : [2, short];
  if (bytes.length < from + length) return undefined;
  return { content: bytes.subarray(from, from + length), rest: bytes.subarray(from + length) };
}

function integer(content: Buffer): bigint | undefined {
  const [first, second = 0] = content;
  if (first === undefined) return undefined;
  const isPadded = content.length > 1 && first === (second < 0x80 ? 0x00 : 0xff);
  return isPadded ? undefined : BigInt.asIntN(8 * content.length, BigInt(`0x${content.toString("hex")}`));
}

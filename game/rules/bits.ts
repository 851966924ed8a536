// Words of the contract: fields side by side, the first lowest.

/** A value and its width in bits. */
export type Field = readonly [value: number | bigint | boolean, bits: number];

/** The word of these fields, the first lowest. */
export function joinBits(fields: readonly Field[]): bigint {
  return fields.reduceRight((word, [value, bits]) => {
    const whole = BigInt(value);
    if (whole < 0n || whole >> BigInt(bits) !== 0n) throw new RangeError(`${whole} does not fit ${bits} bits.`);
    return (word << BigInt(bits)) | whole;
  }, 0n);
}

/** Reads a word field by field, the first lowest. */
export function createBitReader(word: bigint): { take(bits: number): number; takeLong(bits: number): bigint } {
  let rest = word;
  const takeLong = (bits: number) => {
    const value = BigInt.asUintN(bits, rest);
    rest >>= BigInt(bits);
    return value;
  };
  return { takeLong, take: (bits) => Number(takeLong(bits)) };
}

/**
 * The value as one of those that a field can have.
 * @throws When it is none: the contract never writes that.
 */
export function oneOf<Value extends number>(known: readonly Value[], seen: number): Value {
  const value = known.find((each) => each === seen);
  if (value === undefined) throw new RangeError(`Seen ${seen}; known are ${known.join(", ")}.`);
  return value;
}

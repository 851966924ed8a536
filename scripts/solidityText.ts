/** The name of a constant: `ITEM_OF_TWO` for "item of two" and `itemOfTwo`. */
export const constantName = (name: string) => name.replaceAll(/ |(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase();

/** Numbers of so many bits each as one word, the first lowest. @throws RangeError when they do not fit. */
export function packWord(values: readonly number[], bits: number): string {
  if (Math.max(...values) >= 1 << bits || values.length * bits > 256)
    throw new RangeError(`A row of numbers does not fit: ${values}`);
  const word = values.reduce((sum, value, index) => sum | (BigInt(value) << BigInt(bits * index)), 0n);
  const digits = word.toString(16);
  // About 40 digits would be an address.
  return `0x${digits.length > 38 && digits.length < 42 ? digits.padStart(42, "0") : digits}`;
}

/** An expression that reads one number of such a word. `bits` is a power of two. */
export const readField = (values: readonly number[], bits: number, index: string) =>
  `(${packWord(values, bits)} >> (${index} << ${Math.log2(bits)})) & 0x${((1 << bits) - 1).toString(16)}`;

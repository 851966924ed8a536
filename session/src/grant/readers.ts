import type { Address, Hex } from "viem";

/**
 * Reads a value from outside.
 * @param value Anything that JSON can hold; undefined for what is missing.
 * @param at Where it stands, for the refusal: `params.0.sender`.
 * @throws UnreadableError that says what was seen and what is allowed.
 */
export type Read<value> = (value: unknown, at: string) => value;

/** Limit in bytes for one value; the size of the whole body is limited earlier. */
const MAX_BYTES = 32_768;

/** A value from outside is not what it should be. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  /** Where it stands. */
  readonly at: string;

  constructor(value: unknown, at: string, allowed: string) {
    const seen = value === undefined ? "missing" : `seen ${show(value)}`;
    super(`${at}: ${seen}; allowed: ${allowed}`);
    this.at = at;
  }
}

/**
 * Shows a value from outside in a message.
 * @param value Anything.
 * @returns Its JSON, at most 80 characters.
 */
export function show(value: unknown): string {
  const write = (_key: string, entry: unknown) => (typeof entry === "bigint" ? `${entry}` : entry);
  const words = typeof value === "bigint" ? `${value}` : (JSON.stringify(value, write) ?? String(value));
  return words.length > 80 ? `${words.slice(0, 77)}...` : words;
}

/** A text of limited length; matching a pattern, if there is one. */
export function text(min: number, max: number, pattern = /^/, allowed = `${min} to ${max} characters`): Read<string> {
  return (value, at) => {
    const isFine = typeof value === "string" && value.length >= min && value.length <= max && pattern.test(value);
    if (!isFine) throw new UnreadableError(value, at, allowed);
    return value;
  };
}

/** One of several words. */
export function wordOf<const Word extends string>(words: readonly Word[]): Read<Word> {
  return (value, at) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new UnreadableError(value, at, words.map((word) => JSON.stringify(word)).join(", "));
    return found;
  };
}

/** Bytes as 0x-hex, lowercase: of one length, or of any length up to a maximum. */
export function bytes(length?: number, most = MAX_BYTES): Read<Hex> {
  const pattern = length === undefined ? /^0x([0-9a-fA-F]{2})*$/ : new RegExp(`^0x[0-9a-fA-F]{${length * 2}}$`);
  const words = length === undefined ? `at most ${most} bytes as 0x-hex` : `${length} bytes as 0x-hex`;
  const read = text(2, 2 + 2 * most, pattern, words);
  return (value, at) => read(value, at).toLowerCase() as Hex;
}

/** An address in lowercase; mixed case is the same address. */
export const address: Read<Address> = (value, at) =>
  text(42, 42, /^0x[0-9a-fA-F]{40}$/, "an address: 0x and 40 hexadecimal digits")(value, at).toLowerCase() as Address;

const WHOLE = /^(0x[0-9a-fA-F]+|[0-9]+)$/;

/** An unsigned integer, as decimal or 0x-hex text or, from a program, as a bigint. */
export function uint(bits: number): Read<bigint> {
  const allowed = `an unsigned integer below 2^${bits} as decimal or 0x-hex text`;
  const read = text(1, 80, WHOLE, allowed);
  return (value, at) => {
    const number = BigInt(read(typeof value === "bigint" ? String(value) : value, at));
    if (number >> BigInt(bits) !== 0n) throw new UnreadableError(value, at, allowed);
    return number;
  };
}

/** An unsigned integer that fits a JavaScript number, given as number or as decimal or 0x-hex text. */
export function count(max: number): Read<number> {
  const allowed = `a whole number from 0 to ${max}`;
  return (value, at) => {
    const number = typeof value === "string" && value.length <= 20 && WHOLE.test(value) ? Number(value) : value;
    const isFine = typeof number === "number" && Number.isInteger(number) && number >= 0 && number <= max;
    if (!isFine) throw new UnreadableError(value, at, allowed);
    return number;
  };
}

/** A list of some length. */
export function list<value>(item: Read<value>, min: number, max: number): Read<value[]> {
  return (value, at) => {
    const isFine = Array.isArray(value) && value.length >= min && value.length <= max;
    if (!isFine) throw new UnreadableError(value, at, `a list of ${min} to ${max}`);
    return Array.from(value, (each, index) => item(each, `${at}.${index}`));
  };
}

/** The result of an object of readers. */
export type Shape<readers> = { [name in keyof readers]: readers[name] extends Read<infer value> ? value : never };

/**
 * An object.
 * @param readers One for each member; other members are ignored.
 * @param isStrict Whether other members are refused instead.
 */
export function object<readers extends Record<string, Read<unknown>>>(
  readers: readers,
  isStrict = false,
): Read<Shape<readers>> {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new UnreadableError(value, at, "an object");
    const given = value as Record<string, unknown>;
    const other = isStrict && Object.keys(given).find((name) => !Object.hasOwn(readers, name));
    if (other !== false && other !== undefined) throw new UnreadableError(given[other], `${at}.${other}`, "nothing");
    const entries = Object.entries(readers).map(([name, read]) => {
      return [name, read(Object.hasOwn(given, name) ? given[name] : undefined, `${at}.${name}`)];
    });
    return Object.fromEntries(entries) as Shape<readers>;
  };
}

/** An optional value, and its default. */
export function orElse<value, none>(read: Read<value>, none: none): Read<value | none> {
  return (value, at) => (value === undefined ? none : read(value, at));
}

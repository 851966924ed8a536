import { type Address, formatUnits, isAddress, parseUnits, zeroAddress } from "viem";
import { sandText } from "./words";

/** What somebody typed, understood; or why it is not, with an example. Nothing is guessed. */
export type Reading<T> = { value: T } | { why: string };

/** Why something was not understood; undefined when it was. */
export const whyNot = (reading: Reading<unknown>): string | undefined => ("why" in reading ? reading.why : undefined);

const DECIMALS = 18;
const MAX_PIECES_DIGITS = 9;

/** The digit zero of common scripts; the other nine follow it. */
const ZEROS = [
  ...[0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66],
  ...[0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10],
];

/**
 * Sand as people type it: "3", "2.5", "2,5", "5 000", "1,000.5", in the digits of many scripts. A number that people in
 * two countries read differently, such as "1,000", is refused with both readings: a price off by a factor of a thousand is a
 * loss.
 * @param text As typed.
 * @param max What there is.
 * @returns Smallest unit, above 0; or why not.
 */
export function readSand(text: string, max?: bigint): Reading<bigint> {
  const plain = toOurDigits(text);
  const shown = show(text);
  if (plain === undefined)
    return { why: `${shown} is not understood. Write it in the digits 0 to 9, such as 1250 or 0.5.` };
  const [, whole, rest] = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(plain) ?? [];
  if (whole && rest) {
    const fraction = rest.replace(/0+$/, "");
    const small = fraction === "" ? whole : writeFraction(whole, fraction);
    return { why: `${shown} can be read as ${whole}${rest} or as ${small}. Write one of these two.` };
  }
  const number = joinGroups(plain);
  const value =
    number !== undefined && /^(0|[1-9]\d{0,11})(\.\d{1,18})?$/.test(number) ? parseUnits(number, DECIMALS) : 0n;
  if (value === 0n) return { why: `${shown} is not understood. Write a number above 0, such as 1250 or 0.5.` };
  return max !== undefined && value > max ? { why: `You have only ${sandText(max)}.` } : { value };
}

/**
 * A number of pieces as people type it.
 * @param text As typed, in the digits of many scripts.
 * @param max How many there are.
 * @returns At least 1; or why not.
 */
export function readPieces(text: string, max?: number): Reading<number> {
  const plain = toOurDigits(text);
  const value = plain !== undefined && new RegExp(`^\\d{1,${MAX_PIECES_DIGITS}}$`).test(plain) ? Number(plain) : 0;
  if (value === 0)
    return { why: `${show(text)} is not understood. Write a whole number in digits alone, such as 1250.` };
  return max !== undefined && value > max ? { why: `You have only ${max}.` } : { value };
}

/**
 * An account to send to.
 * @param text An address; mixed case must have the right checksum.
 * @returns The address; or why not.
 */
export function readRecipient(text: string): Reading<Address> {
  const plain = text.trim();
  if (plain === zeroAddress) return { why: "That is the zero address: nobody has it." };
  if (isAddress(plain)) return { value: plain };
  if (isAddress(plain.toLowerCase()))
    return { why: "A character of this address is wrong, or its letters were changed. Copy it again." };
  return { why: "To whom? Write the address of an account: 0x and 40 digits or letters a to f." };
}

/**
 * Writes Sand as {@link readSand} reads it.
 * @param amount Smallest unit.
 * @returns All of it, to the last digit.
 */
export function writeSand(amount: bigint): string {
  const [whole = "0", fraction = ""] = formatUnits(amount, DECIMALS).split(".");
  return fraction === "" ? whole : writeFraction(whole, fraction);
}

/** Three digits after the point could be read as thousands. */
function writeFraction(whole: string, fraction: string): string {
  return `${whole}.${fraction.length === 3 ? `${fraction}0` : fraction}`;
}

/** The text in our digits and separators; undefined if it mixes digits of two scripts, or has unknown ones. */
function toOurDigits(text: string): string | undefined {
  const scripts = new Set<number>();
  const plain = [...text.trim()].map((letter) => {
    if ("٫．".includes(letter)) return ".";
    if ("٬،，".includes(letter)) return ",";
    if (/[\s'’]/u.test(letter)) return " ";
    if (!/\p{Nd}/u.test(letter)) return letter;
    const code = letter.codePointAt(0) ?? 0;
    const zero = [0x30, ...ZEROS].find((each) => code >= each && code < each + 10);
    scripts.add(zero ?? -1);
    return zero === undefined ? letter : String(code - zero);
  });
  return scripts.size > 1 || scripts.has(-1) ? undefined : plain.join("");
}

/** Removes separators of thousands where they can mean nothing else, and writes the decimal point as a point. */
function joinGroups(plain: string): string | undefined {
  const [, whole = plain, point, fraction] = /^(.*\d)([.,])(\d+)$/.exec(plain) ?? [];
  for (const separator of [" ", ",", "."]) {
    const grouped = (text: string) => {
      const [first = "", ...groups] = text.split(separator);
      const isGrouped = /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
      return groups.length > 0 && isGrouped ? [first, ...groups].join("") : undefined;
    };
    // "1,000,000": what occurs twice is not a decimal point. If it occurs once, only a space is certain.
    const all = grouped(plain);
    if (all !== undefined && (separator === " " || plain.split(separator).length > 2)) return all;
    const front = point && point !== separator ? grouped(whole) : undefined;
    if (front !== undefined) return `${front}.${fraction}`;
  }
  return /^\d+([.,]\d+)?$/.test(plain) ? plain.replace(",", ".") : undefined;
}

function show(text: string): string {
  const plain = text.trim();
  return plain === "" ? "An empty field" : `“${plain.length > 24 ? `${plain.slice(0, 24)}…` : plain}”`;
}

import { type Address, formatUnits, isAddress, parseUnits } from "viem";

/**
 * Sand as somebody types it.
 * @param text "3", "2.5" or "2,5".
 * @returns Smallest unit; undefined when it is no amount, or nothing.
 */
export function parseSand(text: string): bigint | undefined {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,12}(\.\d{1,18})?$/.test(plain)) return undefined;
  return parseUnits(plain, 18) || undefined;
}

/**
 * A number of pieces as somebody types it.
 * @param text Digits.
 * @returns At least 1; undefined otherwise.
 */
export function parsePieces(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) || undefined : undefined;
}

/**
 * An account to send to.
 * @param text An address; mixed case must have the right checksum.
 * @returns The address; undefined otherwise.
 */
export function parseRecipient(text: string): Address | undefined {
  const plain = text.trim();
  return isAddress(plain) ? plain : undefined;
}

/**
 * Sand as `parseSand` reads it.
 * @param amount Smallest unit.
 * @returns All of it, to the last digit.
 */
export function writeSand(amount: bigint): string {
  return formatUnits(amount, 18);
}

import type { Address, Hex } from "viem";
import * as z from "zod/mini";

// zod compiles parsers with `new Function` if allowed. Pages forbid it (proxy.ts), and even an attempt would be reported there.
if (typeof window !== "undefined") z.config({ jitless: true });

/** Error map: what is allowed and what was seen, shortened because it comes from outside. */
const seen = (allowed: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `missing; allowed: ${allowed}` : `seen ${show(issue.input)}; allowed: ${allowed}`,
});

/**
 * Shows a value from outside in an error message.
 * @param value Anything.
 * @returns Its JSON, at most 80 characters.
 */
export function show(value: unknown): string {
  const text = typeof value === "bigint" ? `${value}` : (JSON.stringify(value, writeBigint) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}` : value;
}

/** An address, in lowercase: mixed case means the same address. */
export const address = z.pipe(
  z
    .string(seen("an address: 0x and 40 hexadecimal digits"))
    .check(z.regex(/^0x[0-9a-fA-F]{40}$/, seen("an address: 0x and 40 hexadecimal digits"))),
  z.transform((text: string) => text.toLowerCase() as Address),
);

/** An address that may be missing, as in the query of a page. */
export const optionalAddress = z.optional(address);

/**
 * Bytes as 0x-hex.
 * @param length Exact number of bytes, or undefined for any up to 32 KiB.
 * @param allowed What the error message says is allowed.
 */
export function hex(length?: number, allowed?: string) {
  const words = allowed ?? (length === undefined ? "bytes as 0x-hex" : `${length} bytes as 0x-hex`);
  const pattern = length === undefined ? /^0x([0-9a-fA-F]{2})*$/ : new RegExp(`^0x[0-9a-fA-F]{${length * 2}}$`);
  return z.pipe(
    z.string(seen(words)).check(z.maxLength(65_538, seen(words)), z.regex(pattern, seen(words))),
    z.transform((text: string) => text.toLowerCase() as Hex),
  );
}

/** A 32-byte hash. */
export const hash = hex(32);

/**
 * An unsigned integer as decimal or 0x-hex text, read as bigint.
 * @param bits Its width.
 * @param allowed What the error message says is allowed.
 */
export function uint(bits: number, allowed = `an unsigned integer below 2^${bits} as decimal or 0x-hex text`) {
  return z
    .pipe(
      z
        .string(seen(allowed))
        .check(z.maxLength(80, seen(allowed)), z.regex(/^(0x[0-9a-fA-F]+|[0-9]+)$/, seen(allowed))),
      z.transform((text: string) => BigInt(text)),
    )
    .check(z.refine((value) => value < 1n << BigInt(bits), seen(allowed)));
}

/**
 * An unsigned integer that fits a JavaScript number, given as number or as decimal or 0x-hex text.
 * @param max Largest value, inclusive.
 */
export function count(max: number) {
  const allowed = `a whole number from 0 to ${max}`;
  return z.pipe(
    z.pipe(
      z.union([z.number(), z.string().check(z.maxLength(20), z.regex(/^(0x[0-9a-fA-F]+|[0-9]+)$/))], seen(allowed)),
      z.transform((value: number | string) => Number(value)),
    ),
    z.number().check(z.int(seen(allowed)), z.minimum(0, seen(allowed)), z.maximum(max, seen(allowed))),
  );
}

/** A bigint in the server's format: decimal text. */
export const bigintText = z.pipe(
  z.string().check(z.regex(/^-?[0-9]+$/)),
  z.transform((text: string) => BigInt(text)),
);

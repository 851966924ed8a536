import { BaseError } from "viem";

/**
 * Whether a call was undone because it used up its gas. Some nodes (anvil) call that an internal error of theirs, and it
 * is the caller's: whoever wrote what is called.
 * @param error Of a call.
 * @returns Whether it ran out.
 */
export function isOutOfGas(error: unknown): boolean {
  return error instanceof BaseError && /out ?of ?gas/i.test(error.details || error.message);
}

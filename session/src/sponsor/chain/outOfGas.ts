import { BaseError } from "viem";

/**
 * Whether a call reverted because it used up its gas. Some nodes (anvil) report that as their own internal error, but
 * the cause is the called contract.
 * @param error The error of a call.
 * @returns Whether it ran out.
 */
export function isOutOfGas(error: unknown): boolean {
  return error instanceof BaseError && /out ?of ?gas/i.test(error.details || error.message);
}

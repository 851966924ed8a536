import { BaseError } from "viem";

/** As geth, and as anvil and reth, name them; a fatal one is the node's own. */
const HALT = /out ?of ?gas|EVM error (?!Fatal)|invalid opcode|invalid jump|stack underflow|stack limit/i;

/**
 * How the code that was called stopped without a revert: it used up its gas, or ran into something that is no instruction (an *exceptional halt* of
 * the EVM). Some nodes (anvil) report that as their own internal error, but the cause is the called contract, which a stranger may have written.
 * @param error The error of a call.
 * @returns The node's words; undefined if it is something else.
 */
export function haltOf(error: unknown): string | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const words = error.details || error.message;
  return HALT.test(words) ? words : undefined;
}

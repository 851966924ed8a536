import { SessionError, type SessionErrorOptions } from "../errors/errors.ts";

/** A request that a session cannot serve, with the code of EIP-1193 or EIP-5792. */
export class ProviderError extends SessionError {
  override readonly name = "ProviderError";
  override readonly code: number;

  constructor(code: number, shortMessage: string, options: SessionErrorOptions = {}) {
    super(shortMessage, options);
    this.code = code;
  }
}
export const UNSUPPORTED = 4200;
export const UNKNOWN_CHAIN = 4902;
/** EIP-5792. */
export const UNKNOWN_BUNDLE = 5730;

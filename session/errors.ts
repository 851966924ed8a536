/** The services that a session needs from outside; an outage names one of them. */
export type Part = "rpc" | "bundler" | "sponsor";

/** What a player calls it. */
export const nameOfPart = (part: Part) => (part === "rpc" ? "blockchain" : part);

/** A custom error of a contract, decoded: `SpendExceeded(seen, allowed)`. */
export type ContractError = { name: string; args: readonly unknown[] };

/** What an error of the kit may carry besides its short message. */
export type SessionKitErrorOptions = { details?: string; cause?: unknown };

/**
 * Base class of everything that the kit throws on purpose.
 * `shortMessage` is for the player, `details` for the log, `cause` for the debugger.
 */
export class SessionKitError extends Error {
  override readonly name: string = "SessionKitError";
  readonly shortMessage: string;
  readonly details: string | undefined;

  constructor(shortMessage: string, options: SessionKitErrorOptions = {}) {
    super(options.details ? `${shortMessage} (${options.details})` : shortMessage, { cause: options.cause });
    this.shortMessage = shortMessage;
    this.details = options.details;
  }
}

/** Input that cannot be right: found before anything is signed or sent. */
export class InvalidInputError extends SessionKitError {
  override readonly name = "InvalidInputError";
}

/** The owner was asked for a signature and did not give one. */
export class OwnerDeclinedError extends SessionKitError {
  override readonly name = "OwnerDeclinedError";
}

/** A service did not answer, or answered that it cannot serve now. Trying again later is right. */
export class UnavailableError extends SessionKitError {
  override readonly name = "UnavailableError";
  readonly part: Part;
  /** Why it does not serve now, when it answered and said so: it is not down then. */
  readonly reason: string | undefined;

  constructor(part: Part, options: SessionKitErrorOptions & { reason?: string } = {}) {
    super(options.reason ?? `The ${nameOfPart(part)} does not answer.`, options);
    this.part = part;
    this.reason = options.reason;
  }
}

/** A service answered with a refusal. Trying the same again is wrong. */
export class RefusedError extends SessionKitError {
  override readonly name = "RefusedError";
  readonly part: Part;
  /** EntryPoint code such as `AA25`, when one was named. */
  readonly code: string | undefined;
  /** JSON-RPC code of the answer, such as -32504 (throttled), when there was one. */
  readonly rpcCode: number | undefined;
  /** The contract's own error, when its bytes were handed back and are known. */
  readonly contractError: ContractError | undefined;

  constructor(
    part: Part,
    shortMessage: string,
    options: SessionKitErrorOptions & { code?: string; rpcCode?: number; contractError?: ContractError } = {},
  ) {
    super(shortMessage, options);
    this.part = part;
    this.code = options.code;
    this.rpcCode = options.rpcCode;
    this.contractError = options.contractError;
  }
}

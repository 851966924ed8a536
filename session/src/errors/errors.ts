/** The services that a session needs from outside; an outage names one of them. */
export type Part = "rpc" | "bundler" | "sponsor";

/** The name that players read. */
export const nameOfPart = (part: Part) => (part === "rpc" ? "blockchain" : part);

/** A custom error of a contract, decoded: `SpendExceeded(seen, allowed)`. */
export type ContractError = { name: string; args: readonly unknown[] };

/** What an error of the kit may carry in addition to its short message. */
export type SessionErrorOptions = { details?: string; advice?: string; cause?: unknown };

/**
 * Base class of everything that the kit throws on purpose; `name` is stable and can be used in a switch.
 * `shortMessage` is for the user, `details` for the log, `advice` for the developer, `cause` for debugging.
 */
export class SessionError extends Error {
  override readonly name: string = "SessionError";
  /** One sentence for the user. */
  readonly shortMessage: string;
  /** What was seen, what is allowed. */
  readonly details: string | undefined;
  /** What to do about it. */
  readonly advice: string | undefined;
  /** Code with which a provider (EIP-1193) rejects. */
  readonly code: number = -32603;

  constructor(shortMessage: string, options: SessionErrorOptions = {}) {
    super(options.details ? `${shortMessage} (${options.details})` : shortMessage, { cause: options.cause });
    this.shortMessage = shortMessage;
    this.details = options.details;
    this.advice = options.advice;
  }
}

/** Invalid input, found before anything is signed or sent. */
export class InvalidInputError extends SessionError {
  override readonly name: string = "InvalidInputError";
  override readonly code = -32602;
}

/** The owner was asked for a signature and did not give one. */
export class OwnerDeclinedError extends SessionError {
  override readonly name = "OwnerDeclinedError";
  override readonly code = 4001;
}

/** A service did not answer, or answered that it cannot serve now. Try again later. */
export class UnavailableError extends SessionError {
  override readonly name = "UnavailableError";
  override readonly code = -32002;
  readonly part: Part;
  /** The reason, if the service answered and gave one; then it is not down. */
  readonly reason: string | undefined;

  constructor(part: Part, options: SessionErrorOptions & { reason?: string } = {}) {
    super(options.reason ?? `The ${nameOfPart(part)} does not answer.`, options);
    this.part = part;
    this.reason = options.reason;
  }
}

/** What a refusal may carry. */
export type RefusedErrorOptions = SessionErrorOptions & {
  entryPointCode?: string;
  rpcCode?: number;
  httpStatus?: number;
  contractError?: ContractError;
};

/** A service refused. Trying the same again does not help. */
export class RefusedError extends SessionError {
  override readonly name: string = "RefusedError";
  override readonly code: number = -32000;
  readonly part: Part;
  /** EntryPoint code such as `AA25`, if there was one. */
  readonly entryPointCode: string | undefined;
  /** JSON-RPC code of the answer, such as -32504 (throttled), if there was one. */
  readonly rpcCode: number | undefined;
  /** HTTP status of an answer that is not JSON-RPC: the URL leads to another server, or to one that refuses this client. */
  readonly httpStatus: number | undefined;
  /** The contract's own error, if the answer contained its bytes and they are known. */
  readonly contractError: ContractError | undefined;

  constructor(part: Part, shortMessage: string, options: RefusedErrorOptions = {}) {
    super(shortMessage, options);
    this.part = part;
    this.entryPointCode = options.entryPointCode;
    this.rpcCode = options.rpcCode;
    this.httpStatus = options.httpStatus;
    this.contractError = options.contractError;
  }
}

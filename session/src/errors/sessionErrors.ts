import type { Hash, Hex } from "viem";
import type { Call } from "../operation/calls.ts";
import { RefusedError, type RefusedErrorOptions, SessionError } from "./errors.ts";

/** No session is open, or none is stored that could be resumed. */
export class NoSessionError extends SessionError {
  override readonly name = "NoSessionError";
  override readonly code = 4100;
}

/** No permission covers a call, or a limit leaves no room for it; found before it is sent. */
export class NotPermittedError extends SessionError {
  override readonly name = "NotPermittedError";
  override readonly code = 4100;
  readonly call: Call;
  readonly because: "target" | "function" | "argument" | "value" | "calls" | "spend" | "gas";
  /** What the call has: its target, its function (by name, if an ABI that has it is known), or the argument or amount. */
  readonly seen: unknown;
  readonly allowed: unknown;

  constructor(
    call: Call,
    why: Pick<NotPermittedError, "because" | "seen" | "allowed">,
    shortMessage = "This session does not allow that.",
  ) {
    super(shortMessage, { details: `${why.because}: seen ${text(why.seen)}, allowed ${text(why.allowed)}` });
    this.call = call;
    this.because = why.because;
    this.seen = why.seen;
    this.allowed = why.allowed;
  }
}

/** The session sends nothing more. `renew` continues with what was not sent. */
export class SessionEndedError extends SessionError {
  override readonly name = "SessionEndedError";
  override readonly code = 4900;
  readonly reason: string;

  /** @param error What ended it, if it did not end as planned: its words, its advice, and itself as `cause`. */
  constructor(reason: string, error?: SessionError) {
    super("This session has ended.", {
      details: error ? `${reason}: ${error.message}` : reason,
      advice: error?.advice ?? "Call renew() or open a new session.",
      cause: error,
    });
    this.reason = reason;
  }
}

/** The operation was included in a block, but the calls reverted; says which call and why. */
export class CallsRevertedError extends RefusedError {
  override readonly name = "CallsRevertedError";
  override readonly code = 3;
  /** Which call, if known. */
  readonly index: number | undefined;
  readonly transactionHash: Hash;

  constructor(shortMessage: string, options: RefusedErrorOptions & { index?: number; transactionHash: Hash }) {
    super("rpc", shortMessage, options);
    this.index = options.index;
    this.transactionHash = options.transactionHash;
  }
}

/** The wallet shows another account or chain than the session's owner. */
export class OwnerChangedError extends SessionError {
  override readonly name = "OwnerChangedError";
  override readonly code = 4901;
  readonly seen: Hex | number;
  readonly wanted: Hex | number;

  constructor(seen: Hex | number, wanted: Hex | number) {
    super("The wallet shows another account.", { details: `seen ${seen}, wanted ${wanted}` });
    this.seen = seen;
    this.wanted = wanted;
  }
}

/**
 * Whether an error is one of the kit, by its name: `instanceof` fails if two copies of a package are installed.
 * @param error What was caught.
 * @param name Which one; default: any of them.
 */
export function isSessionError<name extends keyof SessionErrors = "SessionError">(
  error: unknown,
  name?: name,
): error is SessionErrors[name] {
  if (!(error instanceof Error) || !("shortMessage" in error) || !("code" in error)) return false;
  return name === undefined || name === "SessionError" || error.name === name;
}

/** The errors of the kit by name, for {@link isSessionError}. */
export type SessionErrors = {
  SessionError: SessionError;
  InvalidInputError: import("./errors.ts").InvalidInputError;
  InvalidPermissionError: import("./inputErrors.ts").InvalidPermissionError;
  InvalidGrantError: import("./inputErrors.ts").InvalidGrantError;
  GrantRequestError: import("../link/requestError.ts").GrantRequestError;
  OwnerDeclinedError: import("./errors.ts").OwnerDeclinedError;
  OwnerChangedError: OwnerChangedError;
  NoSessionError: NoSessionError;
  NotPermittedError: NotPermittedError;
  SessionEndedError: SessionEndedError;
  UnavailableError: import("./errors.ts").UnavailableError;
  RefusedError: RefusedError;
  CallsRevertedError: CallsRevertedError;
};

const text = (value: unknown): string =>
  typeof value === "object" && value !== null
    ? JSON.stringify(value, (_, each) => (typeof each === "bigint" ? String(each) : each))
    : String(value);

import type { Abi, Hex } from "viem";
import {
  BaseError,
  decodeErrorResult,
  HttpRequestError,
  parseAbi,
  RpcRequestError,
  SocketClosedError,
  TimeoutError,
  WebSocketRequestError,
} from "viem";

import {
  type ContractError,
  nameOfPart,
  type Part,
  RefusedError,
  type SessionKitError,
  UnavailableError,
} from "./errors";
import { sessionErrors } from "./generated/abis";

/** What stands behind revert bytes or a bundler's words. */
export type Failure = { code?: string; contractError?: ContractError };

const entryPointErrors = parseAbi([
  "error FailedOp(uint256 opIndex, string reason)",
  "error FailedOpWithRevert(uint256 opIndex, string reason, bytes inner)",
]);

/** What the player reads. Kept free of any product's words; a product may put its own over these by error name. */
const playerTexts: Record<string, string> = {
  GrantWrongEpoch: "This grant is from before all sessions were ended.",
  SessionNotLive: "This session was ended, or is not enabled yet.",
  SessionUsedAlready: "This session was begun before.",
  ActionsExceeded: "This session has no actions left.",
  LimitExceeded: "This would be more of this action than the session may.",
  SpendExceeded: "This would spend more than the session may.",
  GasBudgetExceeded: "The gas budget of this session is used up.",
  CallNotPermitted: "This session may not do that.",
  OperationTooDear: "The network is too dear at this moment for what the sponsor pays.",
  AccountIsDenied: "The sponsor stopped paying for this account.",
  AA21: "The account cannot pay for this.",
  AA22: "This session has expired.",
  AA24: "The signature was not accepted.",
  AA25: "Another operation went first.",
  AA31: "The sponsor has run out of money.",
  AA32: "The sponsor's voucher has expired.",
};

/**
 * Decodes revert bytes: EntryPoint's `FailedOp…` is opened, and what is inside is looked up in the ABIs.
 * @param data Bytes that a contract reverted with.
 * @param abi Errors of the targets; those of the session contracts are always known.
 * @returns Code (`AA23`) and custom error as far as they are there.
 */
export function decodeRevert(data: Hex, abi: Abi = []): Failure {
  try {
    const known = [...entryPointErrors, ...sessionErrors, ...abi] as Abi;
    const { errorName, args = [] } = decodeErrorResult({ abi: known, data });
    if (errorName === "FailedOp") return readCode(String(args[1]));
    if (errorName === "FailedOpWithRevert")
      return { ...readCode(String(args[1])), ...decodeRevert(args[2] as Hex, abi) };
    return { contractError: { name: errorName, args } };
  } catch {
    return {};
  }
}

/**
 * Turns what a service answered, or that it did not, into an error of the kit.
 * @param part Who was asked.
 * @param error What viem threw.
 * @param abi Errors of the targets.
 * @returns UnavailableError when asking again may help (no connection, time-out, overload, internal error of a
 * service), otherwise RefusedError with code and custom error decoded.
 */
export function toUnavailableOrRefused(part: Part, error: unknown, abi: Abi = []): UnavailableError | RefusedError {
  const answer = findAnswer(error);
  if (!answer) return new UnavailableError(part, { details: describe(error), cause: error });
  const named = namedPart(answer.data) ?? part;
  if (answer.isPassing) {
    const reason = answer.isHeldBack ? { reason: "Too many requests at this moment." } : {};
    return new UnavailableError(named, { ...reason, details: answer.message, cause: error });
  }
  const failure = readFailure(answer.message, answer.data, abi);
  // A sponsor speaks to the player: it is the product's own service. A bundler speaks to developers.
  const words = failureText(failure) ?? (named === "sponsor" ? answer.message : `The ${nameOfPart(named)} refused.`);
  return new RefusedError(named, words, {
    ...failure,
    ...(answer.rpcCode !== undefined && { rpcCode: answer.rpcCode }),
    details: failure.contractError
      ? `${failure.code ?? ""} ${formatContractError(failure.contractError)}`.trim()
      : answer.message,
    cause: error,
  });
}

/**
 * A custom error as text, for logs.
 * @param error Name and arguments.
 * @returns For example `SpendExceeded(3, 2)`.
 */
export function formatContractError({ name, args }: ContractError): string {
  return `${name}(${args.map(String).join(", ")})`;
}

/**
 * The short message of a failure.
 * @param failure Decoded.
 * @returns Words for the player, or undefined when the kit has none.
 */
export function failureText({ code, contractError }: Failure): string | undefined {
  return playerTexts[contractError?.name ?? ""] ?? playerTexts[code ?? ""];
}

/**
 * Tells whether an error of the kit is a certain refusal.
 * @param error Any error of the kit.
 * @param names Codes (`AA25`) or names of custom errors.
 */
export function isRefusal(error: SessionKitError, ...names: string[]): error is RefusedError {
  return (
    error instanceof RefusedError && names.some((name) => name === error.code || name === error.contractError?.name)
  );
}

type Answer = { message: string; data: unknown; isPassing: boolean; isHeldBack?: boolean; rpcCode?: number };

// JSON-RPC codes that speak of the service and not of the request: internal error, limit exceeded, unavailable.
const LIMIT_EXCEEDED = -32005;
const PASSING_CODES = new Set([-32603, LIMIT_EXCEEDED, -32002, -32001]);

/** The JSON-RPC error that a service gave, if it gave one. */
function findAnswer(error: unknown): Answer | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const rpc = error.walk((inner) => inner instanceof RpcRequestError);
  if (rpc instanceof RpcRequestError) {
    const { code } = rpc;
    return {
      ...{ message: rpc.details, data: rpc.data, rpcCode: code },
      ...{ isPassing: PASSING_CODES.has(code), isHeldBack: code === LIMIT_EXCEEDED },
    };
  }
  const http = error.walk((inner) => inner instanceof HttpRequestError);
  if (http instanceof HttpRequestError && http.status !== undefined) {
    const body = parseBody(http.details);
    const isHeldBack = http.status === 429;
    return { message: body.message, data: body.data, isPassing: isHeldBack || http.status >= 500, isHeldBack };
  }
  const isSilent = error.walk(
    (inner) =>
      inner instanceof HttpRequestError ||
      inner instanceof TimeoutError ||
      inner instanceof WebSocketRequestError ||
      inner instanceof SocketClosedError,
  );
  return isSilent ? undefined : { message: error.details ?? error.shortMessage, data: undefined, isPassing: false };
}

function parseBody(text: string): { message: string; data: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    const inner = isRecord(body) && isRecord(body.error) ? body.error : body;
    if (isRecord(inner) && typeof inner.message === "string") return { message: inner.message, data: inner.data };
  } catch {
    // Not JSON: a proxy's own page.
  }
  return { message: text, data: undefined };
}

/** A proxy may say in `error.data.part` who is really down behind it. */
function namedPart(data: unknown): Part | undefined {
  const part = isRecord(data) ? data.part : undefined;
  return part === "rpc" || part === "bundler" || part === "sponsor" ? part : undefined;
}

function readFailure(message: string, data: unknown, abi: Abi): Failure {
  const bytes = /0x[0-9a-fA-F]{8,}/.exec(typeof data === "string" ? data : message)?.[0];
  return { ...readCode(message), ...(bytes ? decodeRevert(bytes as Hex, abi) : {}) };
}

function readCode(text: string): Failure {
  const code = /\bAA\d\d\b/.exec(text)?.[0];
  return code ? { code } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function describe(error: unknown): string {
  return error instanceof BaseError ? error.shortMessage : String(error);
}

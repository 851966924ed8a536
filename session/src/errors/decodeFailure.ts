import type { Abi, AbiParameter, Hex } from "viem";
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
import { sessionErrors } from "../abis/abis.ts";
import {
  type ContractError,
  nameOfPart,
  type Part,
  RefusedError,
  type SessionError,
  UnavailableError,
} from "./errors.ts";

/** What revert bytes or a bundler's words mean. */
export type Failure = { entryPointCode?: string; contractError?: ContractError };

const entryPointErrors = parseAbi([
  "error FailedOp(uint256 opIndex, string reason)",
  "error FailedOpWithRevert(uint256 opIndex, string reason, bytes inner)",
]);

/** What the developer does about it. A new session with the same grant would be refused again. */
const advices: Record<string, string> = {
  PermissionTargetForbidden:
    "A guest may call only contracts that were named when the session contracts were deployed: add --play-target and deploy.",
  GrantConfined: "A guest cannot pay or send coins: name a sponsor, and give no permission a value.",
  ModuleNotInstalled: "Install the session module in this account first.",
};

/** What the player reads, in words that fit any product; a product may replace them by error name. */
const playerTexts: Record<string, string> = {
  GrantWrongEpoch: "This grant was made before all sessions were ended.",
  SessionNotLive: "This session was ended, or is not active yet.",
  SessionUsedAlready: "This session was already used.",
  ActionsExceeded: "This session has no actions left.",
  LimitExceeded: "This session allows no more of this action.",
  SpendExceeded: "This would spend more than this session allows.",
  GasBudgetExceeded: "The gas budget of this session is used up.",
  CallNotPermitted: "This session does not allow that.",
  OperationTooDear: "Network fees are higher right now than the sponsor pays.",
  AccountIsDenied: "The sponsor stopped paying for this account.",
  AA21: "The account cannot pay for this.",
  AA22: "This session has expired.",
  AA24: "The signature was not accepted.",
  AA25: "Another operation was included first.",
  AA31: "The sponsor has run out of money.",
  AA32: "The sponsor's voucher has expired.",
};

/**
 * Decodes revert bytes: unwraps EntryPoint's `FailedOp…`, and looks the inner error up in the ABIs.
 * @param data Bytes that a contract reverted with.
 * @param abi Errors of the targets; those of the session contracts are always known.
 * @returns Code (`AA23`) and custom error, as far as the bytes contain them.
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
 * Turns a service's answer, or its silence, into an error of the kit.
 * @param part The service that was asked.
 * @param error What viem threw.
 * @param abi Errors of the targets.
 * @returns UnavailableError if asking again may help (no connection, timeout, overload, internal error of a
 * service), otherwise RefusedError with code and custom error decoded.
 */
export function toUnavailableOrRefused(part: Part, error: unknown, abi: Abi = []): UnavailableError | RefusedError {
  const answer = findAnswer(error);
  if (!answer) return new UnavailableError(part, { details: describe(error), cause: error });
  const named = namedPart(answer.data) ?? part;
  if (answer.isPassing) {
    const reason = answer.isHeldBack ? { reason: "Too many requests right now." } : {};
    return new UnavailableError(named, { ...reason, details: answer.message, cause: error });
  }
  const failure = readFailure(answer.message, answer.data, abi);
  const { httpStatus } = answer;
  if (httpStatus !== undefined && !failure.entryPointCode && !failure.contractError) {
    return new RefusedError(named, `The ${nameOfPart(named)} cannot be reached.`, {
      httpStatus,
      details: `seen HTTP ${httpStatus}: ${answer.message.slice(0, MAX_SHOWN)}; wanted a JSON-RPC answer`,
      advice: `Check the URL that createSessions was given as ${named === "rpc" ? "transport" : named}, and who may use it.`,
      cause: error,
    });
  }
  // A sponsor speaks to the player: it is the product's own service. A bundler speaks to developers.
  const words = failureText(failure) ?? (named === "sponsor" ? answer.message : `The ${nameOfPart(named)} refused.`);
  return new RefusedError(named, words, {
    ...failure,
    ...(answer.rpcCode !== undefined && { rpcCode: answer.rpcCode }),
    details: failure.contractError
      ? `${failure.entryPointCode ?? ""} ${formatContractError(failure.contractError)}`.trim()
      : answer.message,
    ...(advices[failure.contractError?.name ?? ""] && { advice: advices[failure.contractError?.name ?? ""] }),
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

/** A value with the name that the ABI gives it; its position if it has none. */
export type NamedValue = { name: string; value: unknown };

/**
 * Names the arguments of a custom error, for example `seen` and `allowed`.
 * @param error As a RefusedError has it.
 * @param abi Errors of the targets; those of the session contracts are always known.
 * @returns The arguments in order, each with its name.
 */
export function nameArguments({ name, args }: ContractError, abi: Abi = []): NamedValue[] {
  const known = [...sessionErrors, ...abi] as Abi;
  const item = known.find((each) => each.type === "error" && each.name === name) as
    | { inputs: readonly AbiParameter[] }
    | undefined;
  return args.map((value, index) => ({ name: item?.inputs[index]?.name ?? String(index + 1), value }));
}

/**
 * The short message of a failure.
 * @param failure Decoded.
 * @returns Words for the player, or undefined if the kit has none.
 */
export function failureText({ entryPointCode, contractError }: Failure): string | undefined {
  return playerTexts[contractError?.name ?? ""] ?? playerTexts[entryPointCode ?? ""];
}

/**
 * Whether an error of the kit is a certain refusal.
 * @param error Any error of the kit.
 * @param names Codes (`AA25`) or names of custom errors.
 */
export function isRefusal(error: SessionError, ...names: string[]): error is RefusedError {
  return (
    error instanceof RefusedError &&
    names.some((name) => name === error.entryPointCode || name === error.contractError?.name)
  );
}

/** `httpStatus`: the answer is not JSON-RPC. */
type Answer = {
  message: string;
  data: unknown;
  isPassing: boolean;
  isHeldBack?: boolean;
  rpcCode?: number;
  httpStatus?: number;
};

/** Characters of an answer that is not JSON-RPC. */
const MAX_SHOWN = 80;

// JSON-RPC codes about the service and not about the request: internal error, limit exceeded, unavailable.
const LIMIT_EXCEEDED = -32005;
const PASSING_CODES = new Set([-32603, LIMIT_EXCEEDED, -32002, -32001]);

/** The JSON-RPC error in a service's answer, if there is one. */
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
    const { code, ...body } = parseBody(http.details);
    const isHeldBack = http.status === 429;
    const spoken = code === undefined ? { httpStatus: http.status } : { rpcCode: code };
    return { ...body, ...spoken, isPassing: isHeldBack || http.status >= 500, isHeldBack };
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

function parseBody(text: string): { message: string; data: unknown; code?: number } {
  try {
    const body: unknown = JSON.parse(text);
    const inner = isRecord(body) && isRecord(body.error) ? body.error : body;
    if (isRecord(inner) && typeof inner.message === "string") {
      const { message, data, code } = inner;
      return { message, data, ...(typeof code === "number" && { code }) };
    }
    if (typeof body === "string") return { message: body, data: undefined };
  } catch {
    // Not JSON: the error page of a proxy.
  }
  return { message: text, data: undefined };
}

/** A proxy may name in `error.data.part` the service behind it that is down. */
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
  return code ? { entryPointCode: code } : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function describe(error: unknown): string {
  return error instanceof BaseError ? error.shortMessage : String(error);
}

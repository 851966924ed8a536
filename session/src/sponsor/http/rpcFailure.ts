/** The parts that can be down, by the names that a page uses. */
export type DownPart = "rpc" | "bundler" | "sponsor" | "database" | "relay";

/** Codes of JSON-RPC 2.0, of ERC-7769 if it has one, and of the range that JSON-RPC leaves to servers. */
export const rpcCode = {
  parse: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internal: -32603,
  /** A part that the answer needs does not answer; `data.part` says which. */
  partDown: -32001,
  rateLimited: -32005,
  /** ERC-7769: the paymaster refuses. */
  sponsorRefused: -32501,
  /** ERC-7769: the paymaster is throttled; a budget is used up, `data.retryAt` says until when. */
  sponsorThrottled: -32504,
} as const;

/** What an error carries in addition to code and message. */
export type FailureData = {
  part?: DownPart;
  /** What was seen, for the log and the developer. */
  seen?: string;
  /** What is allowed instead. */
  allowed?: string;
  /** Unix seconds from which it makes sense to try again. */
  retryAt?: number;
};

/** What a refusal contains besides its message: what was seen, what is allowed, and when to ask again. */
export type FailureOptions = { code: number; httpStatus?: number; data?: FailureData; cause?: unknown };

/** A refusal by a server: a short message for the user, data for the developer, a cause for the log. */
export class RpcFailure extends Error {
  override name = "RpcFailure";
  readonly code: number;
  /** Status of the answer, if the refusal is about the whole request. */
  readonly httpStatus: number;
  readonly data: FailureData;

  constructor(message: string, { code, httpStatus = 400, data = {}, cause }: FailureOptions) {
    super(message, { cause });
    this.code = code;
    this.httpStatus = httpStatus;
    this.data = data;
  }
}

/**
 * The error for a part that does not answer.
 * @param part Which one.
 * @param cause What happened, for the log; it may contain host names, so it is not sent to the client.
 */
export function partDown(part: DownPart, cause: unknown): RpcFailure {
  return new RpcFailure(`The ${part} does not answer. Nothing is lost; try again in a moment.`, {
    code: rpcCode.partDown,
    httpStatus: 503,
    data: { part },
    cause,
  });
}

/**
 * Turns any thrown value into a failure.
 * @param error Anything.
 * @returns The failure itself, one of invalid params for what could not be read, or an internal one with nothing of the error's text, which may hold secrets.
 */
export function toFailure(error: unknown): RpcFailure {
  if (isFailure(error)) return error;
  if (isUnreadable(error)) return new RpcFailure(error.message, { code: rpcCode.invalidParams });
  return new RpcFailure("Something went wrong here; it is in the server's log.", {
    code: rpcCode.internal,
    httpStatus: 500,
    cause: error,
  });
}

/** By its name, for the reason below: its words are only what came from outside. */
const isUnreadable = (error: unknown): error is Error => error instanceof Error && error.name === "UnreadableError";

/** By what it has, and not by its class: frameworks load a copy of this module for each route, and one may throw to another. */
function isFailure(error: unknown): error is RpcFailure {
  if (!(error instanceof Error)) return false;
  const { code, httpStatus, data } = error as Partial<RpcFailure>;
  return typeof code === "number" && typeof httpStatus === "number" && typeof data === "object";
}

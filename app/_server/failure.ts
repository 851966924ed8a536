import { type ErrorData, errorCode } from "@/app/_api/jsonRpc";

export type FailureOptions = { code: number; httpStatus?: number; data?: ErrorData; cause?: unknown };

/** Every refusal of the server: a short message for the player, data for the developer, a cause for the log. */
export class Failure extends Error {
  override name = "Failure";
  readonly code: number;
  readonly httpStatus: number;
  readonly data: ErrorData;

  constructor(message: string, { code, httpStatus = 400, data = {}, cause }: FailureOptions) {
    super(message, { cause });
    this.code = code;
    this.httpStatus = httpStatus;
    this.data = data;
  }
}

/**
 * A part that does not answer.
 * @param part Which one.
 * @param cause What happened, for the log; it may name hosts, so it does not go to the client.
 */
export function partDown(part: NonNullable<ErrorData["part"]>, cause: unknown): Failure {
  return new Failure(`The ${part} does not answer. Nothing is lost; try again in a moment.`, {
    code: errorCode.partDown,
    httpStatus: 503,
    data: { part },
    cause,
  });
}

/**
 * Turns whatever was thrown into a failure.
 * @param error Anything.
 * @returns The failure itself, or an internal one with nothing of the error's text, which may hold secrets.
 */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure("Something went wrong here; it is in the server's log.", {
    code: -32603,
    httpStatus: 500,
    cause: error,
  });
}

import type { RpcFailure } from "./rpcFailure.ts";

/**
 * Rate limit, origin, login. Called with the request before its body is read, and again with the method before the chain is
 * asked. Return a Response, or throw an RpcFailure, to stop the request.
 */
export type Guard = (request: Request, method?: string) => Response | undefined | Promise<Response | undefined>;

/** An amount in wei, and the period after which it is available again. */
export type Budget = { wei: bigint; per: "day" };

/** One line for the log. It contains nothing secret. */
export type SponsorLogLine = {
  level: "info" | "warn" | "error";
  event: "voucher" | "refused" | "revocation" | "ownerChange" | "enabling" | "depositLow" | "depositFine";
  /** In words. */
  message: string;
  details: Readonly<Record<string, string | number | bigint | undefined>>;
  /** For refusals and failures: with code and cause. A SponsorRefusal also has a word for the counter in `what`. */
  failure?: RpcFailure;
};

export type Log = (line: SponsorLogLine) => void;

/**
 * The line for a refused request: an error to investigate if a part failed, otherwise the caller's mistake.
 * @param failure The error in the answer.
 */
export function refusedLine(failure: RpcFailure): SponsorLogLine {
  const level = failure.httpStatus >= 500 ? "error" : "warn";
  return { level, event: "refused", message: failure.message, details: { code: failure.code }, failure };
}

/** Used if no log is given: failures are still printed, because the answer does not say why. */
export const tellConsole: Log = ({ level, message, failure }) => {
  if (level === "error") console.error(message, failure?.cause);
};

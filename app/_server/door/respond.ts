import { retryHeaders, toErrorAnswer } from "@hourglass/session/sponsor";
import { type Failure, toFailure } from "../failure";
import { json } from "../json";
import { logRefusals } from "../logRefusals";
import { counted, type Door } from "../metrics/counted";
import { requireOwnHost } from "./ownHost";
import { requireRate } from "./rateLimit";
import { requireSameSite } from "./sameSite";

/** What one route does, from request to response. Each step may throw a Failure. */
export type Route<Input, Value, Rest extends unknown[] = []> = {
  /** Who is allowed. Default: everybody, at the cost of one request. */
  guard?: (headers: Headers) => void;
  /** Reads the request. */
  parse: (request: Request, ...rest: Rest) => Input | Promise<Input>;
  /** Computes the answer. */
  decide: (input: Input, request: Request) => Value | Promise<Value>;
  /** Formats the answer. Default: as JSON. */
  answer?: (value: Value) => Response;
  /** Called with each refusal, in addition to the log. */
  refused?: (failure: Failure) => void;
};

/** For routes that cost or change something: not from another site's page. */
export function fromOwnSite(headers: Headers): void {
  requireSameSite(headers);
  requireRate(headers);
}

/**
 * Wraps a route: counts, accepts only our own host names, parses, decides, answers, logs. A refusal is answered in JSON-RPC's
 * form, with its HTTP status, and with Retry-After if trying again later helps.
 * @param door Its name, for log and metrics.
 * @param route See {@link Route}.
 * @returns The route as Next.js calls it. Never throws.
 */
export function respond<Input, Value, Rest extends unknown[] = []>(
  door: Door,
  { guard = requireRate, parse, decide, answer = json, refused }: Route<Input, Value, Rest>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return counted<Rest>(door, async (request, ...rest) => {
    try {
      requireOwnHost(request.headers);
      guard(request.headers);
      return answer(await decide(await parse(request, ...rest), request));
    } catch (error) {
      const failure = toFailure(error);
      refused?.(failure);
      logRefusals(door, [failure]);
      return json(toErrorAnswer(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
    }
  });
}

/** The parser of a route without input. */
export const nothing = (): undefined => undefined;

/** The query parameters, as text by name. */
export const readQuery = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

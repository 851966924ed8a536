import { traced } from "../requestTrace";
import { createRegistry, type Registry } from "./registry";

/** One registry for all routes: the framework may load this module once for each, and again during development. */
const shared = globalThis as { hourglassMetrics?: Registry };

/** The counters of this process. */
export function readRegistry(): Registry {
  shared.hourglassMetrics ??= createRegistry();
  return shared.hourglassMetrics;
}

/** Names of the doors in log and metrics. */
export type Door =
  | "activity"
  | "boards"
  | "bundler"
  | "config"
  | "events"
  | "health"
  | "leaderboard"
  | "mailbox"
  | "metrics"
  | "openapi"
  | "picture"
  | "player"
  | "revoke"
  | "rpc"
  | "run"
  | "sponsor"
  | "week";

/**
 * Counts the requests of a door, measures how long each answer took, and gives each its id. A stream counts when it begins.
 * @param door Its name.
 * @param handle Answers a request.
 * @returns The same handler, with counting.
 */
export function counted<Rest extends unknown[]>(
  door: Door,
  handle: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    const startedMs = performance.now();
    let outcome = "failed";
    try {
      const response = await traced(async () => handle(request, ...rest));
      outcome = outcomeOf(response.status);
      return response;
    } finally {
      const registry = readRegistry();
      registry.count("hourglass_requests_total", "Requests by door and outcome.", { door, outcome });
      const seconds = (performance.now() - startedMs) / 1000;
      registry.observe("hourglass_request_seconds", "Time until the answer, by door.", { door }, seconds);
    }
  };
}

function outcomeOf(status: number): string {
  if (status >= 500) return "failed";
  return status >= 400 ? "refused" : "ok";
}

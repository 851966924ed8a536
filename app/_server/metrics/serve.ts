import { createHash, timingSafeEqual } from "node:crypto";

import { readServerEnv } from "@/app/_env/server";
import { requireRate } from "../door/rateLimit";
import { Failure, toFailure } from "../failure";
import { readHealth } from "../health/serve";
import { json } from "../json";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { readRegistry } from "./counted";
import { toGauges } from "./gauges";

/**
 * `GET /api/metrics`: Prometheus' text form, for who knows METRICS_TOKEN.
 * @param request The HTTP request, with `Authorization: Bearer <token>`.
 * @returns The metrics; 404 while no token is set, 401 for a wrong one.
 */
export async function serveMetrics(request: Request): Promise<Response> {
  try {
    requireRate(request.headers);
    requireToken(request.headers.get("authorization"), readServerEnv().METRICS_TOKEN);
    return new Response(readRegistry().render(toGauges(await readHealth())), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    const failure = toFailure(error);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

/** Not by the sender's address: behind a proxy everybody is loopback, and without one the header may be made up. */
function requireToken(seen: string | null, token: string | undefined): void {
  if (token === undefined) throw refused(404, "Metrics are off; METRICS_TOKEN turns them on.");
  const isRight = timingSafeEqual(digest(seen ?? ""), digest(`Bearer ${token}`));
  if (!isRight) throw refused(401, "Authorization: allowed: Bearer and the value of METRICS_TOKEN");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function refused(httpStatus: number, message: string): Failure {
  return new Failure(message, { code: -32600, httpStatus });
}

import { createHash, timingSafeEqual } from "node:crypto";

import { readServerEnv } from "@/app/_env/server";
import { respond } from "../door/respond";
import { Failure } from "../failure";
import { readHealth } from "../health/serve";
import { readRegistry } from "./counted";
import { toGauges } from "./gauges";

/**
 * `GET /api/metrics`: Prometheus' text format, for clients that know METRICS_TOKEN (`Authorization: Bearer <token>`); 404 if no
 * token is set, 401 for a wrong one.
 */
export const serveMetrics = respond("metrics", {
  parse: ({ headers }) => requireToken(headers.get("authorization"), readServerEnv().METRICS_TOKEN),
  decide: async () => readRegistry().render(toGauges(await readHealth())),
  answer: (text) =>
    new Response(text, {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    }),
});

/** Does not use the sender's address: behind a proxy everybody is loopback, and without one the header may be forged. */
function requireToken(seen: string | null, token: string | undefined): void {
  if (token === undefined) throw refused(404, "Metrics are off; METRICS_TOKEN turns them on.");
  const isRight = timingSafeEqual(digest(seen ?? ""), digest(`Bearer ${token}`));
  if (!isRight) throw refused(401, "Authorization: allowed: Bearer and the value of METRICS_TOKEN");
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function refused(httpStatus: number, message: string): Failure {
  return new Failure(message, { code: -32600, httpStatus });
}

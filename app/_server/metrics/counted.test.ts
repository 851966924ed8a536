import { expect, test } from "vitest";

import { errorCode } from "@/app/_api/jsonRpc";
import { counted, readRegistry } from "./counted";
import { countRefusedCall } from "./record";

const request = new Request("http://app.test/api/x");

test("a door's answers are counted by outcome, including thrown errors", async () => {
  const answers = [200, 204, 404, 503].map((status) => () => new Response(null, { status }));
  for (const answer of answers) await counted("config", answer)(request);
  await expect(
    counted("config", () => {
      throw new Error("broken");
    })(request),
  ).rejects.toThrow("broken");
  const text = readRegistry().render([]);
  expect(text).toContain('hourglass_requests_total{door="config",outcome="ok"} 2\n');
  expect(text).toContain('hourglass_requests_total{door="config",outcome="refused"} 1\n');
  expect(text).toContain('hourglass_requests_total{door="config",outcome="failed"} 2\n');
  expect(text).toContain('hourglass_request_seconds_count{door="config"} 5\n');
});

test("a refused call is counted by the name of its code", () => {
  countRefusedCall("rpc", errorCode.methodNotFound);
  countRefusedCall("rpc", -1);
  const text = readRegistry().render([]);
  expect(text).toContain('hourglass_refused_calls_total{door="rpc",reason="methodNotFound"} 1\n');
  expect(text).toContain('hourglass_refused_calls_total{door="rpc",reason="internal"} 1\n');
});

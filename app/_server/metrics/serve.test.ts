import { expect, test, vi } from "vitest";

import { stubTestEnv } from "@/app/_env/testEnv";

const ask = async (env: Record<string, string>, authorization?: string) => {
  // The environment is read once per copy of the modules.
  vi.resetModules();
  stubTestEnv({ METRICS_TOKEN: "", ...env });
  const { serveMetrics } = await import("./serve");
  const headers = authorization === undefined ? {} : { authorization };
  return serveMetrics(new Request("http://app.test/api/metrics", { headers }));
};

const METRICS_TOKEN = "a-token-of-the-tests";

test("metrics are off without a token, even for requests from loopback", async () => {
  const response = await ask({}, "Bearer ");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("METRICS_TOKEN turns them on");
});

test.each([undefined, "", "Bearer", "Bearer wrong", METRICS_TOKEN, `bearer ${METRICS_TOKEN}`])(
  "%j is refused",
  async (authorization) => {
    const response = await ask({ METRICS_TOKEN }, authorization);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(METRICS_TOKEN);
  },
);

test("the token gives access, and parts that are down are reported as down", async () => {
  const response = await ask({ METRICS_TOKEN }, `Bearer ${METRICS_TOKEN}`);
  expect(response.headers.get("content-type")).toContain("version=0.0.4");
  const text = await response.text();
  for (const part of ["rpc", "bundler", "sponsor", "database", "indexer"]) {
    expect(text).toContain(`hourglass_part_up{part="${part}"} 0\n`);
  }
  // Each line is a comment or a sample; no label contains an address.
  const samples = text
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("#"));
  for (const line of samples)
    expect(line).toMatch(/^hourglass_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+$/);
  expect(text).not.toMatch(/0x[0-9a-f]{40}/i);
});

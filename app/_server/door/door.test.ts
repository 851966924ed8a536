import { createTokenBuckets, readJsonBody, rpcCode } from "@hourglass/session/sponsor";
import { describe, expect, test } from "vitest";

import { errorCode } from "@/app/_api/jsonRpc";
import { stubTestEnv } from "@/app/_env/testEnv";
import { requireOwnHost } from "./ownHost";
import { readClientAddress } from "./rateLimit";
import { requireSameSite } from "./sameSite";

stubTestEnv({ APP_HOSTS: "game.example", TRUSTED_PROXIES: "1" });

const post = (body: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request("http://localhost/api/rpc", { method: "POST", body, headers });

describe("the body", () => {
  test("is read as JSON", async () => {
    expect(await readJsonBody(post('{"a":1}'), 100)).toEqual({ a: 1 });
  });

  test("is refused when it is too large, with or without a stated length", async () => {
    await expect(readJsonBody(post("x".repeat(101)), 100)).rejects.toThrow("allowed: 100");
    const chunks = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(64)),
    });
    const endless = new Request("http://localhost/", {
      method: "POST",
      body: chunks,
      duplex: "half",
      headers: { "content-type": "application/json" },
    } as RequestInit);
    await expect(readJsonBody(endless, 100)).rejects.toMatchObject({ httpStatus: 413 });
  });

  test("is refused when it does not end in time", async () => {
    const drops = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"a"')),
    });
    const slow = new Request("http://localhost/", {
      method: "POST",
      body: drops,
      duplex: "half",
      headers: { "content-type": "application/json" },
    } as RequestInit);
    await expect(readJsonBody(slow, 100, 50)).rejects.toMatchObject({ httpStatus: 408 });
  });

  test("is refused when a plain form on another site could have sent it", async () => {
    await expect(readJsonBody(post("{}", { "content-type": "text/plain" }), 100)).rejects.toMatchObject({
      httpStatus: 415,
      message: 'Content-Type: seen "text/plain"; allowed: application/json',
    });
  });

  test("is refused when it is not JSON", async () => {
    await expect(readJsonBody(post("{"), 100)).rejects.toThrow("allowed: one JSON value");
  });

  test("is refused when it is nested too deeply", async () => {
    const nested = (depth: number) => post(`${'{"a":['.repeat(depth / 2)}"[[]{"${"]}".repeat(depth / 2)}`);
    await expect(readJsonBody(nested(32), 1_000)).resolves.toBeDefined();
    await expect(readJsonBody(nested(34), 1_000)).rejects.toMatchObject({ httpStatus: 400, code: -32700 });
    await expect(readJsonBody(post("[".repeat(100_000)), 200_000)).rejects.toMatchObject({ code: -32700 });
  });

  test("is measured in one pass, even if its quotes never close", async () => {
    const started = performance.now();
    await expect(readJsonBody(post(`"${'\\"'.repeat(120_000)}`), 300_000)).rejects.toThrow("allowed: one JSON value");
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("a request from another site", () => {
  test.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", host: "game.example" },
    { origin: "null", host: "game.example" },
    { origin: "https://evil.example", host: "evil.example" },
    { "sec-fetch-site": "same-origin", origin: "http://evil.example:3000", host: "evil.example:3000" },
    { origin: "https://evil.example", host: "game.example", "x-forwarded-host": "evil.example" },
    { origin: "http://localhost:3000", host: "localhost:4000" },
  ])("is refused: %j", (headers) => {
    expect(() => requireSameSite(new Headers(headers as Record<string, string>))).toThrow(/seen .*allowed/);
  });

  test.each([
    { "sec-fetch-site": "same-origin", origin: "https://game.example", host: "game.example" },
    { origin: "https://game.example", host: "127.0.0.1:3000", "x-forwarded-host": "game.example" },
    {},
  ])("is not assumed for: %j", (headers) => {
    expect(() => requireSameSite(new Headers(headers as Record<string, string>))).not.toThrow();
  });
});

describe("the host of a request", () => {
  test.each(["localhost", "127.0.0.1:3000", "[::1]:3000", "game.example", "GAME.example:443"])("may be %s", (host) => {
    expect(() => requireOwnHost(new Headers({ host }))).not.toThrow();
  });

  test.each(["evil.example", "localhost.evil.example", "game.example.evil.example", "10.0.0.7:3000", "a b"])(
    "may not be %s",
    (host) => {
      expect(() => requireOwnHost(new Headers({ host }))).toThrow(/Host: seen .*; allowed: a name of this server/);
    },
  );

  test("is what our nearest proxy says", () => {
    const behind = (names: string) => new Headers({ host: "127.0.0.1:3000", "x-forwarded-host": names });
    expect(() => requireOwnHost(behind("game.example"))).not.toThrow();
    expect(() => requireOwnHost(behind("game.example, evil.example"))).toThrow("evil.example");
  });
});

describe("a token bucket", () => {
  test("allows a burst, then the rate, and says how long to wait", () => {
    const buckets = createTokenBuckets(10, 3);
    expect([0, 0, 0].map((nowMs) => buckets.take("a", nowMs))).toEqual([0, 0, 0]);
    expect(buckets.take("a", 0)).toBe(100);
    expect(buckets.take("b", 0)).toBe(0);
    expect(buckets.take("a", 100)).toBe(0);
    expect(buckets.take("a", 100)).toBe(100);
  });

  test("gives no tokens when the clock goes back", () => {
    const buckets = createTokenBuckets(10, 1);
    expect(buckets.take("a", 1000)).toBe(0);
    expect(buckets.take("a", 0)).toBeGreaterThan(0);
  });

  test("charges afterwards, into limited debt, and refunds", () => {
    const buckets = createTokenBuckets(10, 3);
    buckets.charge("a", 0, 5);
    expect(buckets.take("a", 0)).toBe(300);
    buckets.charge("a", 0, 1_000);
    expect(buckets.take("a", 0)).toBe(400);
    buckets.charge("b", 0, -5);
    expect([0, 0, 0].map((nowMs) => buckets.take("b", nowMs))).toEqual([0, 0, 0]);
    expect(buckets.take("b", 0)).toBe(100);
  });

  test("forgets the longest unused key first", () => {
    const buckets = createTokenBuckets(0.001, 1, 2);
    for (const key of ["a", "b", "a", "c"]) buckets.take(key, 0);
    expect(buckets.take("a", 0)).toBeGreaterThan(0);
  });
});

test("error codes are the same as in the kit's sponsor, where both have one", () => {
  const { internal: _none, ...shared } = rpcCode;
  expect(errorCode).toMatchObject(shared);
});

describe("the address of a request", () => {
  test("is what the nearest trusted proxy saw, not what the client claims", () => {
    const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 10.0.0.1" });
    expect(readClientAddress(headers, 1)).toBe("10.0.0.1");
    expect(readClientAddress(headers, 2)).toBe("6.6.6.6");
    expect(readClientAddress(new Headers(), 0)).toBe("unknown");
  });
});

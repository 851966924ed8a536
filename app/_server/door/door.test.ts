import { describe, expect, test } from "vitest";

import { readJsonBody } from "./body";
import { readClientAddress } from "./rateLimit";
import { requireSameSite } from "./sameSite";
import { createTokenBuckets } from "./tokenBucket";

const post = (body: BodyInit, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request("http://localhost/api/rpc", { method: "POST", body, headers });

describe("the body", () => {
  test("is read as JSON", async () => {
    expect(await readJsonBody(post('{"a":1}'), 100)).toEqual({ a: 1 });
  });

  test("is refused when it is too large, announced or not", async () => {
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

  test("is refused when it does not come to its end in time", async () => {
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

  test("is refused when a plain form of a foreign page could have sent it", async () => {
    await expect(readJsonBody(post("{}", { "content-type": "text/plain" }), 100)).rejects.toMatchObject({
      httpStatus: 415,
      message: 'Content-Type: seen "text/plain"; allowed: application/json',
    });
  });

  test("is refused when it is no JSON", async () => {
    await expect(readJsonBody(post("{"), 100)).rejects.toThrow("allowed: one JSON value");
  });
});

describe("a request from another site", () => {
  test.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", host: "game.example" },
    { origin: "null", host: "game.example" },
  ])("is refused: %j", (headers) => {
    expect(() => requireSameSite(new Headers(headers as Record<string, string>))).toThrow(/seen .*allowed/);
  });

  test.each([
    { "sec-fetch-site": "same-origin", origin: "https://game.example", host: "game.example" },
    { origin: "https://game.example", host: "127.0.0.1:3000", "x-forwarded-host": "game.example" },
    {},
  ])("is not what this is: %j", (headers) => {
    expect(() => requireSameSite(new Headers(headers as Record<string, string>))).not.toThrow();
  });
});

describe("a token bucket", () => {
  test("lets a burst through, then the rate, and says how long to wait", () => {
    const buckets = createTokenBuckets(10, 3);
    expect([0, 0, 0].map((nowMs) => buckets.take("a", nowMs))).toEqual([0, 0, 0]);
    expect(buckets.take("a", 0)).toBe(100);
    expect(buckets.take("b", 0)).toBe(0);
    expect(buckets.take("a", 100)).toBe(0);
    expect(buckets.take("a", 100)).toBe(100);
  });

  test("does not give tokens for a clock that goes back", () => {
    const buckets = createTokenBuckets(10, 1);
    expect(buckets.take("a", 1000)).toBe(0);
    expect(buckets.take("a", 0)).toBeGreaterThan(0);
  });

  test("charges for what has happened, into debt but not without end, and gives back", () => {
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

describe("the address of a request", () => {
  test("is what the nearest trusted proxy saw, not what the client claims", () => {
    const headers = new Headers({ "x-forwarded-for": "6.6.6.6, 10.0.0.1" });
    expect(readClientAddress(headers, 1)).toBe("10.0.0.1");
    expect(readClientAddress(headers, 2)).toBe("6.6.6.6");
    expect(readClientAddress(new Headers(), 0)).toBe("unknown");
  });
});

import http from "node:http";
import { describe, expect, test } from "vitest";

import { runBuilt } from "./serve";

const url = runBuilt({ APP_HOSTS: "game.example" });

/** `fetch` chooses the host by itself, and mends the address; this sends both as they are. */
function ask(path: string, host = "localhost", headers: Record<string, string> = {}, method = "GET"): Promise<number> {
  const { hostname, port } = new URL(url());
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers: { host, ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

test.each([
  "/player/%",
  "/player/%zz",
  "/%",
  "/play/%c0",
  "/api/player/%",
  "/api/player/%e0%a4%a",
  "/api/run/%/1",
  "/api/run/%/1/picture",
  "/api/boards/room/%zz",
])("%s cannot be read, and is answered with 400", async (path) => {
  expect(await ask(path)).toBe(400);
});

describe("the built server", () => {
  const PAGES = ["/", "/play", "/player/0x12", "/no-such-page"];
  const ROUTES = ["/api/health", "/api/openapi.json", "/api/activity", "/api/events", "/api/config"];

  test.each([...PAGES, ...ROUTES])("%s answers under no name that is not ours", async (path) => {
    for (const host of ["evil.example", "evil.example:3000", "localhost.evil.example", "10.0.0.7"]) {
      expect(await ask(path, host, { "x-forwarded-host": "localhost" }), host).toBe(421);
    }
  });

  test.each(["/api/rpc", "/api/bundler", "/api/sponsor", "/api/revoke"])(
    "%s believes no Origin that only agrees with the Host",
    async (path) => {
      const headers = { origin: "http://evil.example", "content-type": "application/json" };
      expect(await ask(path, "evil.example", headers, "POST")).toBe(421);
    },
  );

  test("answers under its own names", async () => {
    for (const host of ["localhost:3000", "127.0.0.1", "[::1]:3000", "game.example"]) {
      expect(await ask("/", host), host).toBe(200);
      expect(await ask("/api/openapi.json", host), host).toBe(200);
    }
  });
});

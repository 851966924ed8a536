import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

import { fromRoot } from "@/scripts/stack/paths";
import { runBuilt } from "./serve";

const url = runBuilt();

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url()}${path}`, { headers });
const files = readdirSync(fromRoot("app"), { recursive: true, encoding: "utf8" });
/** Found by looking, so that a new page is held too. */
const PAGES = [
  ...files
    .filter((file) => path.basename(file) === "page.tsx")
    .map(
      (file) =>
        `/${path
          .dirname(file)
          .replace(/^\.$/, "")
          .replace(/\[[^\]]+\]/g, `0x${"ab".repeat(20)}`)}`,
    ),
  "/no-such-page",
];
const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? "")?.[1];

describe("pages", () => {
  test.each(PAGES)("%s: every script carries the nonce of its policy, and nothing is inline without", async (path) => {
    const response = await get(path);
    const nonce = nonceOf(response.headers.get("content-security-policy"));
    const html = await response.text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(0);
    for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
    expect(html.match(/<style\b[^>]*>/g)).toBeNull();
    expect(html.match(/<[^>]{0,300}\s(style|on[a-z]+)="[^"]{0,80}/g)).toBeNull();
  });

  test("a nonce is used once, is long enough, and is not the client's to choose", async () => {
    const own = "default-src *; script-src 'nonce-bWluZQ=='";
    const policies = await Promise.all(
      [{}, {}, { "content-security-policy": own }].map(async (headers) =>
        (await get("/", headers)).headers.get("content-security-policy"),
      ),
    );
    const nonces = policies.map(nonceOf);
    expect(new Set(nonces).size).toBe(3);
    for (const nonce of nonces) expect(Buffer.from(nonce ?? "", "base64").length).toBe(16);
    expect(nonces).not.toContain("bWluZQ==");
  });

  test.each(PAGES)("%s is not kept by anybody in between", async (path) => {
    expect((await get(path)).headers.get("cache-control")).toMatch(/no-store/);
  });
});

describe("every answer", () => {
  test.each([...PAGES, "/api/config", "/api/health", "/api/nothing", "/icon.png"])(
    "%s has its headers",
    async (path) => {
      const { headers } = await get(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "permissions-policy": expect.stringMatching(/publickey-credentials-get=\(self\).*camera=\(\)/),
        "cross-origin-opener-policy": "same-origin-allow-popups",
      });
      expect(headers.get("x-powered-by")).toBeNull();
      expect(headers.get("strict-transport-security")).toBeNull();
    },
  );

  test("says that HTTPS stays, where it came over HTTPS", async () => {
    const { headers } = await get("/", { "x-forwarded-proto": "https" });
    expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/);
  });

  test("of the API is no page", async () => {
    const { headers } = await get("/api/config");
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("wallets on other sites may show the icon", async () => {
    expect((await get("/icon.png")).headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test("sites that show a link may show the picture of an expedition, which its page names as a whole address", async () => {
    const page = `/run/0x${"ab".repeat(20)}/1`;
    const html = await (await get(page)).text();
    const named = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1];
    expect(named).toBe(`${url()}/api${page}/picture`);
    // Nothing is behind this server: it says so, and nobody keeps that.
    const answer = await get(`/api${page}/picture`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    for (const address of ["0x12/1", `0x${"ab".repeat(20)}/none`, `0x${"ab".repeat(20)}/-1`])
      expect((await get(`/api/run/${address}/picture`)).status, address).toBe(400);
  });
});

/** Every method that takes more than reading, with its route. */
const writing = files
  .filter((file) => path.basename(file) === "route.ts")
  .flatMap((file) => {
    const text = readFileSync(fromRoot("app", file), "utf8");
    const methods = [...text.matchAll(/export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE)\b/g)];
    const names = methods.map(([, name = ""]) => name);
    const route = `/${path.dirname(file).replace(/\[[^\]]+\]/g, `0x${"ab".repeat(32)}`)}`;
    return names.filter((name) => name !== "GET").map((method) => ({ method, route, reads: names.includes("GET") }));
  });

test("pages and routes that write are found", () => {
  expect(PAGES).toEqual(expect.arrayContaining(["/", "/play", "/no-such-page"]));
  const routes = writing.map(({ route }) => route);
  expect(routes).toEqual(expect.arrayContaining(["/api/bundler", "/api/revoke", "/api/rpc", "/api/sponsor"]));
});

describe("what another site's page sends", () => {
  test.each(writing)("$method $route refuses", async ({ method, route }) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
    const send = (headers: Record<string, string>) =>
      fetch(`${url()}${route}`, { method, body, headers: { "content-type": "application/json", ...headers } });
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      expect((await send(headers)).status, JSON.stringify(headers)).toBe(403);
    }
    // What a form can send without asking first: it knows no other method.
    if (method === "POST") expect((await send({ "content-type": "text/plain" })).status).toBe(415);
  });

  test.each(writing.filter(({ reads }) => !reads))("$method $route changes nothing by GET", async ({ route }) => {
    expect((await get(route)).status).toBe(405);
  });
});

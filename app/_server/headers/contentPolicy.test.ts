import { describe, expect, test } from "vitest";

import { createContentPolicy } from "./contentPolicy";

const page = { nonce: "bm9uY2U=", isDevelopment: false, walletConnect: undefined };
const read = (policy: string) =>
  new Map(policy.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));

describe("the content policy", () => {
  test("lets only scripts with the nonce run", () => {
    const policy = read(createContentPolicy(page));
    expect(policy.get("script-src")).toEqual(["'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(createContentPolicy(page)).not.toContain("unsafe");
  });

  test("refuses everything not named, frames around the page, plugins and another base URL", () => {
    const policy = read(createContentPolicy(page));
    for (const name of ["default-src", "frame-ancestors", "object-src", "base-uri"]) {
      expect(policy.get(name), name).toEqual(["'none'"]);
    }
    expect(policy.get("form-action")).toEqual(["'self'"]);
  });

  test("lets the page connect to this site, and to WalletConnect only if configured", () => {
    expect(read(createContentPolicy(page)).get("connect-src")).toEqual(["'self'"]);
    expect(read(createContentPolicy(page)).has("frame-src")).toBe(false);
    const withWallets = read(createContentPolicy({ ...page, walletConnect: { relayUrl: undefined } }));
    expect(withWallets.get("connect-src")).toContain("wss://relay.walletconnect.com");
    expect(withWallets.get("frame-src")).toContain("https://verify.walletconnect.org");
  });

  test("is looser only on the development server", () => {
    const development = read(createContentPolicy({ ...page, isDevelopment: true }));
    expect(development.get("script-src")).toContain("'unsafe-eval'");
    expect(development.get("script-src")).not.toContain("'unsafe-inline'");
    expect(development.get("style-src")).toContain("'unsafe-inline'");
  });
});

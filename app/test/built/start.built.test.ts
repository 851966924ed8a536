import { afterEach, describe, expect, test } from "vitest";

import { type BuiltServer, serveBuilt } from "./serve";

let server: BuiltServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe("the built server does not start", () => {
  test.each([
    ["without a variable", { RELAYER_KEY: undefined }, "RELAYER_KEY: seen nothing; allowed: a private key"],
    ["with a wrong one", { CHAIN_ID: "main" }, 'CHAIN_ID: seen "main"; allowed: a whole number'],
    ["with a URL of another kind", { DATABASE_URL: "mysql://x" }, "DATABASE_URL: seen a value that is not shown"],
    ["without limits for money", { CHAIN_ID: "10" }, "SPONSOR_DAY_WEI: seen nothing; allowed: set it"],
    ["without its addresses", { DEPLOYMENT_FILE: "/nowhere.json" }, 'DEPLOYMENT_FILE: no file at "/nowhere.json"'],
  ])("%s, and names it", async (_, changes, words) => {
    server = await serveBuilt(changes);
    expect(await server.exited).toBe(1);
    expect(server.output()).toContain(words);
    await expect(fetch(server.url)).rejects.toThrow();
  });

  test("with a key that is none, and does not show it", async () => {
    const planted = "0xnot-a-key-but-a-secret";
    server = await serveBuilt({ SPONSOR_SIGNER_KEY: planted });
    expect(await server.exited).toBe(1);
    expect(server.output()).toContain("SPONSOR_SIGNER_KEY: seen a value that is not shown");
    expect(server.output()).not.toContain(planted);
  });
});

import { describe, expect, test } from "vitest";

import { EnvironmentError } from "./fields";
import { parseServerEnv } from "./server";
import { testEnv as good } from "./testEnv";

describe("the server's environment", () => {
  test("gets defaults on the local chain, and several bundlers", () => {
    const env = parseServerEnv({ ...good, BUNDLER_URL: "http://127.0.0.1:4337, http://127.0.0.1:4338" });
    expect(env.SPONSOR_SESSION_WEI).toBe(4_000_000_000_000_000_000n);
    expect(env.BUNDLER_URL).toEqual(["http://127.0.0.1:4337", "http://127.0.0.1:4338"]);
  });

  test("names every variable that is missing and what it allows", () => {
    expect(() => parseServerEnv({})).toThrow(EnvironmentError);
    expect(() => parseServerEnv({})).toThrow(/DATABASE_URL: seen nothing; allowed: a URL that starts with postgresql:/);
    expect(() => parseServerEnv({})).toThrow(/RELAYER_KEY: seen nothing; allowed: a private key/);
  });

  test("takes an empty variable for one that is not set", () => {
    expect(() => parseServerEnv({ ...good, RPC_URL: "" })).toThrow("RPC_URL: seen nothing");
  });

  test("shows what was seen, except where it may be a secret", () => {
    expect(() => parseServerEnv({ ...good, CHAIN_ID: "main" })).toThrow(
      'CHAIN_ID: seen "main"; allowed: a whole number',
    );
    const planted = "0xnot-a-key-but-secret";
    expect(() => parseServerEnv({ ...good, RELAYER_KEY: planted })).toThrow("a value that is not shown");
    expect(() => parseServerEnv({ ...good, RELAYER_KEY: planted })).not.toThrow(planted);
  });

  test("has no default for money on any other chain", () => {
    expect(() => parseServerEnv({ ...good, CHAIN_ID: "10" })).toThrow(/SPONSOR_DAY_WEI: seen nothing; allowed: set it/);
  });
});

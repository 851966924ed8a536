import { describe, expect, test } from "vitest";

import { localKeys } from "@/scripts/stack/keys";
import { EnvironmentError } from "./fields";
import { parseServerEnv } from "./server";
import { testEnv as good } from "./testEnv";

describe("the server's environment", () => {
  test("has defaults on the local chain, and accepts several bundlers", () => {
    const env = parseServerEnv({ ...good, BUNDLER_URL: "http://127.0.0.1:4337, http://127.0.0.1:4338" });
    expect(env.SPONSOR_SESSION_WEI).toBe(4_000_000_000_000_000_000n);
    expect(env.BUNDLER_URL).toEqual(["http://127.0.0.1:4337", "http://127.0.0.1:4338"]);
  });

  test("names every missing variable and what it allows", () => {
    expect(() => parseServerEnv({})).toThrow(EnvironmentError);
    expect(() => parseServerEnv({})).toThrow(/DATABASE_URL: seen nothing; allowed: a URL that starts with postgresql:/);
    expect(() => parseServerEnv({})).toThrow(/RELAYER_KEY: seen nothing; allowed: a private key/);
  });

  test("treats an empty variable as not set", () => {
    expect(() => parseServerEnv({ ...good, RPC_URL: "" })).toThrow("RPC_URL: seen nothing");
  });

  test("shows the value, unless it may be a secret", () => {
    expect(() => parseServerEnv({ ...good, CHAIN_ID: "main" })).toThrow(
      'CHAIN_ID: seen "main"; allowed: a whole number',
    );
    const planted = "0xnot-a-key-but-secret";
    expect(() => parseServerEnv({ ...good, RELAYER_KEY: planted })).toThrow("a value that is not shown");
    expect(() => parseServerEnv({ ...good, RELAYER_KEY: planted })).not.toThrow(planted);
  });

  test("has no default amounts of money on other chains", () => {
    expect(() => parseServerEnv({ ...good, CHAIN_ID: "10" })).toThrow(/SPONSOR_DAY_WEI: seen nothing; allowed: set it/);
  });
});

describe("on a chain with real money", () => {
  const own = "0x5d0b8e5b0a4fc1b6a2a9a4c5c6f1f7e03b1de5a0d9f04c2b7a6e91d3c8f7b265";
  const other = "0x9c1f0e7d6b5a49382716f5e4d3c2b1a00f9e8d7c6b5a4938271605f4e3d2c1b7";
  const real = {
    ...{ ...good, CHAIN_ID: "10", SPONSOR_SIGNER_KEY: own, RELAYER_KEY: other },
    ...{ SPONSOR_SESSION_WEI: "10", SPONSOR_ACCOUNT_DAY_WEI: "100", SPONSOR_RANGE_DAY_WEI: "1000" },
    ...{ SPONSOR_OPERATION_WEI: "5", SPONSOR_OPERATIONS_DAY_WEI: "50", SPONSOR_DAY_WEI: "10000" },
    ...{ SPONSOR_MAX_FEE_PER_GAS: "9", SPONSOR_MAX_PRIORITY_FEE_PER_GAS: "2", SPONSOR_LOW_DEPOSIT_WEI: "1" },
    RELAYER_RANGE_DAY_WEI: "77",
  };

  test("the server starts with its own keys and consistent budgets", () => {
    expect(parseServerEnv(real)).toMatchObject({ CHAIN_ID: 10, RELAYER_RANGE_DAY_WEI: 77n });
  });

  test.each([...Object.values(localKeys).flat(), `0x${"11".repeat(32)}`, `0x${"0".repeat(63)}1`])(
    "it does not start with a key that everybody knows (%#)",
    (key) => {
      for (const name of ["SPONSOR_SIGNER_KEY", "RELAYER_KEY"]) {
        const parse = () => parseServerEnv({ ...real, [name]: key.toUpperCase().replace("0X", "0x") });
        expect(parse).toThrow(`${name}: seen a value that is not shown; allowed: a key of your own`);
      }
    },
  );

  test("it does not start with one key in two roles, in any spelling", () => {
    const capitals = `0x${own.slice(2).toUpperCase()}`;
    expect(() => parseServerEnv({ ...real, RELAYER_KEY: capitals })).toThrow(
      "SPONSOR_SIGNER_KEY: seen a value that is not shown; allowed: a key of its own: RELAYER_KEY is the same one",
    );
  });

  test("it does not start with the metrics token of the local stack", () => {
    expect(() => parseServerEnv({ ...real, METRICS_TOKEN: "hourglass-metrics" })).toThrow("METRICS_TOKEN: seen");
  });

  test.each([
    ["SPONSOR_SESSION_WEI", "101"],
    ["SPONSOR_OPERATION_WEI", "51"],
    ["SPONSOR_OPERATIONS_DAY_WEI", "101"],
    ["SPONSOR_ACCOUNT_DAY_WEI", "1001"],
    ["SPONSOR_RANGE_DAY_WEI", "10001"],
    ["SPONSOR_MAX_PRIORITY_FEE_PER_GAS", "10"],
  ])("it does not start when %s is larger than its total", (name, value) => {
    expect(() => parseServerEnv({ ...real, [name]: value })).toThrow(`${name}: seen "${value}"; allowed: at most `);
  });

  test("it does not start without a limit for the relayer", () => {
    expect(() => parseServerEnv({ ...real, RELAYER_RANGE_DAY_WEI: "" })).toThrow("RELAYER_RANGE_DAY_WEI: seen nothing");
  });
});

describe("BUNDLER_ALSO and APP_HOSTS", () => {
  const address = `0x${"AB".repeat(20)}`;

  test("are read by kind and by name", () => {
    const env = parseServerEnv({
      ...good,
      BUNDLER_ALSO: `factory:${address}, code:0x${"cd".repeat(32)},signer:${address},policy:${address}`,
      APP_HOSTS: "Game.example, [2001:db8::1]",
    });
    expect(env.BUNDLER_ALSO).toMatchObject({
      factory: [address.toLowerCase()],
      policy: [address.toLowerCase()],
      module: [],
      code: [`0x${"cd".repeat(32)}`],
    });
    expect(env.APP_HOSTS).toEqual(["game.example", "[2001:db8::1]"]);
    expect(parseServerEnv(good)).toMatchObject({ BUNDLER_ALSO: { factory: [] }, APP_HOSTS: [] });
  });

  test.each([
    ["BUNDLER_ALSO", "factory:0x12"],
    ["BUNDLER_ALSO", address],
    ["BUNDLER_ALSO", `anything:${address}`],
    ["BUNDLER_ALSO", `policy:0x${"cd".repeat(32)}`],
    ["APP_HOSTS", "https://game.example"],
    ["APP_HOSTS", "game.example:3000"],
    ["APP_HOSTS", "a,,b"],
  ])("%s is refused when it is %s", (name, value) => {
    expect(() => parseServerEnv({ ...good, [name]: value })).toThrow(`${name}: seen`);
  });
});

import { beforeEach, describe, expect, test } from "vitest";

import { appEnvironment, rememberEnvironment } from "../stack/environment.ts";
import { localKeys } from "../stack/keys.ts";
import { newFolder } from "../stack/newFolder.ts";
import { parseOperatorEnv } from "./environment.ts";

const world = { RPC_URL: "http://node.example", CHAIN_ID: "10", DEPLOYMENT_FILE: "10.json" };
const key = "0x5d0b8e5b0a4fc1b6a2a9a4c5c6f1f7e03b1de5a0d9f04c2b7a6e91d3c8f7b265";

let folder: string;
beforeEach(() => {
  const made = newFolder("operator");
  ({ folder } = made);
  return made.remove;
});

describe("the operator's environment", () => {
  test("is what the running stack of a folder wrote down, with the keys of the local chain; where none runs it says so", () => {
    expect(() => parseOperatorEnv({}, folder)).toThrow(`No stack runs from ${folder}.`);
    const ports = { app: 1, rpc: 9001, bundler: 2, database: 3 };
    const places = { databaseUrl: "postgresql://a@127.0.0.1:9002/b", deploymentFile: "/c/31337.json" };
    rememberEnvironment(folder, appEnvironment({ ports, ...places }));
    const local = parseOperatorEnv({}, folder);
    expect(local).toMatchObject({ rpcUrl: "http://127.0.0.1:9001", chainId: 31337, deploymentFile: "/c/31337.json" });
    expect(local.databaseUrl()).toBe("postgresql://a@127.0.0.1:9002/b");
    expect(local.key("SPONSOR_OWNER_KEY")).toBe(localKeys.deployer);
    expect(local.limits().SPONSOR_DAY_WEI).toBeGreaterThan(0n);
  });

  test("of another chain has no default for keys, database and limits, and names each when it is needed", () => {
    const env = parseOperatorEnv(world, folder);
    expect(() => env.key("SPONSOR_OWNER_KEY")).toThrow("SPONSOR_OWNER_KEY: seen nothing; allowed: a private key");
    expect(() => env.key("SPONSOR_WATCHER_KEY")).toThrow("SPONSOR_WATCHER_KEY: seen nothing");
    expect(() => env.databaseUrl()).toThrow("DATABASE_URL: seen nothing");
    expect(() => env.limits()).toThrow(/SPONSOR_SESSION_WEI: seen nothing[\s\S]*SPONSOR_RANGE_DAY_WEI: seen nothing/);
    expect(parseOperatorEnv({ ...world, SPONSOR_OWNER_KEY: key }, folder).key("SPONSOR_OWNER_KEY")).toBe(key);
  });

  test("of another chain takes no key that everybody knows", () => {
    const env = parseOperatorEnv({ ...world, SPONSOR_OWNER_KEY: localKeys.deployer }, folder);
    expect(() => env.key("SPONSOR_OWNER_KEY")).toThrow("a key of your own: everybody knows this one");
  });

  test("with a node set is never mixed with the local one", () => {
    expect(() => parseOperatorEnv({ RPC_URL: world.RPC_URL }, folder)).toThrow(
      /CHAIN_ID: seen nothing[\s\S]*DEPLOYMENT_FILE/,
    );
  });

  test("shows no key, also when it is wrong", () => {
    const wrong = "0xnot-a-key-but-secret";
    const parse = () => parseOperatorEnv({ ...world, SPONSOR_WATCHER_KEY: wrong }, folder);
    expect(parse).toThrow("SPONSOR_WATCHER_KEY: seen a value that is not shown; allowed: a private key");
    expect(parse).not.toThrow(wrong);
  });
});

import path from "node:path";
import { expect, test } from "vitest";

import { parseOptions, takeDataFolder } from "./options";
import { root } from "./paths";

const parse = (argv: string[], env: Record<string, string> = {}) => parseOptions(argv, env);

test("without flags everything is at its usual place", () => {
  expect(parse([])).toEqual({
    ports: { app: 3000, rpc: 8545, bundler: 4337, database: 54329 },
    dataDir: path.join(root, ".data"),
    databaseUrl: undefined,
    production: false,
    reset: false,
    restarts: true,
  });
});

test("a flag wins over the environment, the environment over the default", () => {
  const env = { HOURGLASS_PORT: "3001", HOURGLASS_RPC_PORT: "8001", HOURGLASS_DATA: "/tmp/elsewhere" };
  expect(parse(["--port", "3002", "--reset"], env)).toMatchObject({
    ports: { app: 3002, rpc: 8001 },
    dataDir: path.resolve("/tmp/elsewhere"),
    reset: true,
  });
  expect(parse(["--port=3003"])).toMatchObject({ ports: { app: 3003 } });
});

test("a second bundler is there when it is asked for, at a port of its own", () => {
  expect(parse([])).toMatchObject({ spareBundlerPort: undefined });
  expect(parse(["--spare-bundler-port", "4338"])).toMatchObject({ spareBundlerPort: 4338 });
  expect(parse([], { HOURGLASS_SPARE_BUNDLER_PORT: "4339" })).toMatchObject({ spareBundlerPort: 4339 });
  expect(() => parse(["--spare-bundler-port", "4337"])).toThrow("wanted for two parts, bundler and second bundler");
  expect(() => parse(["--spare-bundler-port", "no"])).toThrow("must be a number from 1 to 65535");
});

test("--help wins over a start", () => {
  expect(parse(["--help"])).toBe("help");
});

test.each([
  [["--prot", "1"], {}, "Seen '--prot', which is no flag of this command."],
  [["somewhere"], {}, "Seen 'somewhere', which is no flag of this command."],
  [["--reset=yes"], {}, "Seen '--reset=yes', which is no flag of this command."],
  [["--port"], {}, "--port needs a value, none was seen."],
  [["--data", "--reset"], {}, "--data needs a value, none was seen."],
  [["--port", "0"], {}, "--port is '0'; it must be a number from 1 to 65535."],
  [["--port", "70000"], {}, "--port is '70000'; it must be a number from 1 to 65535."],
  [["--port", "3e3"], {}, "--port is '3e3'; it must be a number from 1 to 65535."],
  [[], { HOURGLASS_RPC_PORT: "x" }, "HOURGLASS_RPC_PORT is 'x'; it must be a number from 1 to 65535."],
  [["--port", "8545"], {}, "Port 8545 is wanted for two parts, app and chain."],
  [[], { HOURGLASS_NO_RESTART: "yes" }, "HOURGLASS_NO_RESTART is 'yes'; it must be 1, 0 or not set."],
  [[], { DATABASE_URL: "mysql://a:secret@b/c" }, "DATABASE_URL is not an address of the form"],
])("%j with %j is refused with what was seen and what is allowed", (argv, env, message) => {
  expect(() => parse(argv, env)).toThrow(message);
});

test("the refusal of an address does not repeat its password", () => {
  expect(() => parse([], { DATABASE_URL: "mysql://a:secret@b/c" })).toThrow(/^(?!.*secret)/s);
});

test("a command beside a running stack takes the world's folder out of its arguments", () => {
  const second = path.join(root, ".data/second");
  expect(takeDataFolder(["--data", ".data/second", "status"], {})).toEqual({ dataDir: second, rest: ["status"] });
  expect(takeDataFolder(["deny", "--data=.data/second", "0xaa"], {})).toEqual({
    dataDir: second,
    rest: ["deny", "0xaa"],
  });
  expect(takeDataFolder(["status"], {}).dataDir).toBe(path.join(root, ".data"));
  expect(takeDataFolder(["status"], { HOURGLASS_DATA: "/tmp/x" })).toEqual({ dataDir: "/tmp/x", rest: ["status"] });
  for (const argv of [["--data"], ["--data", "--rebuild"], ["--data="]]) {
    expect(() => takeDataFolder(argv, {})).toThrow("--data needs a value, none was seen.");
  }
});

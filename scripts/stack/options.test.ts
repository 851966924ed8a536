import path from "node:path";
import { expect, test } from "vitest";

import { dataFolder, parseOptions } from "./options";
import { root } from "./paths";

const usual = {
  ports: { app: 3000, rpc: 8545, bundler: 4337, database: 54329 },
  ...{ dataDir: path.join(root, ".data"), databaseUrl: undefined },
  ...{ production: false, reset: false, restarts: true },
};
const withSpare = (spareBundler: number) => ({ ...usual, ports: { ...usual.ports, spareBundler } });
const env = { HOURGLASS_PORT: "3001", HOURGLASS_RPC_PORT: "8001", HOURGLASS_DATA: "/tmp/elsewhere" };

test.each([
  ["everything is at its usual place", [], {}, usual],
  [
    "a flag wins over the environment, the environment over the default",
    ...[["--port", "3002", "--reset"], env],
    { ...usual, ports: { ...usual.ports, app: 3002, rpc: 8001 }, dataDir: path.resolve("/tmp/elsewhere"), reset: true },
  ],
  ["a value may stand behind =", ["--port=3003"], {}, { ...usual, ports: { ...usual.ports, app: 3003 } }],
  ["a second bundler is asked for", ["--spare-bundler-port", "4338"], {}, withSpare(4338)],
  ["or named", [], { HOURGLASS_SPARE_BUNDLER_PORT: "4339" }, withSpare(4339)],
  ["--help wins over a start", ["--reset", "--help"], {}, "help"],
] as [string, string[], Record<string, string>, unknown][])("%s", (_, argv, given, wanted) => {
  expect(parseOptions(argv, given)).toEqual(wanted);
});

test.each([
  [["--prot", "1"], {}, /^Unknown option '--prot'.*--spare-bundler-port N/s],
  [["somewhere"], {}, "Unexpected argument 'somewhere'"],
  [["--reset=yes"], {}, "Option '--reset' does not take an argument"],
  [["--port"], {}, "Option '--port <value>' argument missing"],
  [["--data", "--reset"], {}, "Option '--data' argument is ambiguous"],
  [["--data="], {}, "--data needs a value, none was seen."],
  [["--port", "0"], {}, "--port is '0'; it must be a number from 1 to 65535."],
  [["--port", "70000"], {}, "--port is '70000'; it must be a number from 1 to 65535."],
  [["--port", "3e3"], {}, "--port is '3e3'; it must be a number from 1 to 65535."],
  [[], { HOURGLASS_RPC_PORT: "x" }, "HOURGLASS_RPC_PORT is 'x'; it must be a number from 1 to 65535."],
  [["--port", "8545"], {}, "Port 8545 is wanted for two parts, app and chain."],
  [["--spare-bundler-port", "4337"], {}, "wanted for two parts, bundler and second bundler"],
  [[], { HOURGLASS_NO_RESTART: "yes" }, "HOURGLASS_NO_RESTART is 'yes'; it must be 1, 0 or not set."],
  // Its password is not repeated.
  [[], { DATABASE_URL: "mysql://a:secret@b/c" }, /^DATABASE_URL is not an address of the form (?!.*secret)/s],
])("%j with %j is refused with what was seen and what is allowed", (argv, given, message) => {
  expect(() => parseOptions(argv, given)).toThrow(message);
});

test("a command beside a running stack is told the world's folder by its argument, else by the environment", () => {
  expect(dataFolder(".data/second", { HOURGLASS_DATA: "/tmp/x" })).toBe(path.join(root, ".data/second"));
  expect(dataFolder(undefined, { HOURGLASS_DATA: "/tmp/x" })).toBe(path.resolve("/tmp/x"));
  expect(dataFolder(undefined, {})).toBe(path.join(root, ".data"));
});

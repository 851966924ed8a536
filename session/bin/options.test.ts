import { expect, test } from "vitest";
import { readOptions, UsageError } from "./options.ts";

const key = `0x${"1".repeat(64)}`;
const address = `0x${"2".repeat(40)}`;
const least = ["deploy", "--rpc", "http://127.0.0.1:1", "--key-env", "KEY", "--name", "Guestbook"];

test("the command line says what to deploy", () => {
  const more = ["--sponsor", address, "--play-target", address, "--play-target", address, "--deposit", "0.5"];
  expect(readOptions([...least, ...more, "--max-duration", "7200", "--entry-point"], { KEY: key })).toEqual({
    ...{ rpc: "http://127.0.0.1:1", key, name: "Guestbook", sponsor: address, rolesOwner: undefined, out: undefined },
    ...{ playTargets: [address, address], maxDuration: 7200, deposit: 5n * 10n ** 17n, entryPoint: true },
    ...{ factoryStake: undefined, paymasterStake: undefined },
  });
});

test("help is shown on request, and without arguments", () => {
  expect(readOptions(["--help"], {})).toBeUndefined();
  expect(readOptions([], {})).toBeUndefined();
});

test.each([
  ["another command", ["destroy"], /the only command is 'deploy'/],
  ["a missing option", ["deploy", "--rpc", "x"], /--name is missing/],
  ["an unknown option", [...least, "--moon"], /--moon/],
  ["an invalid address", [...least, "--sponsor", "0x12"], /--sponsor: seen '0x12'/],
  ["a stake that is not a number", [...least, "--factory-stake", "much"], /wanted ether/],
  ["an invalid duration", [...least, "--max-duration", "1h"], /whole seconds/],
] as const)("%s is reported", (_, args, words) => {
  expect(() => readOptions(args, { KEY: key })).toThrow(UsageError);
  expect(() => readOptions(args, { KEY: key })).toThrow(words);
});

test("a missing or malformed key is reported without its value", () => {
  expect(() => readOptions(least, {})).toThrow(/KEY, which is not set/);
  const secret = "f00ba2".repeat(4);
  expect(() => readOptions(least, { KEY: `0x${secret}` })).toThrow(/KEY is not a private key/);
  expect(() => readOptions(least, { KEY: `0x${secret}` })).not.toThrow(new RegExp(secret));
});

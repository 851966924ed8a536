import { expect, test } from "vitest";
import type { Host } from "./project";
import { stagesOf } from "./stages";

const host = (name: string, files: string[], tests: string[]): Host => ({
  name,
  files: new Set(files),
  tests: new Set(tests),
});

const parser = host("Parser", ["src/session/Text.sol"], ["test/session/Text.refuses.t.sol"]);
const stack = ["test/account/Account.t.sol", "test/session/Module.t.sol"];
const module = host("Module", ["src/session/Text.sol", "src/session/Module.sol", "src/session/Key.sol"], stack);
const account = host("Account", ["src/account/Account.sol", "src/session/Key.sol"], stack);
const all = [parser, module, account];

test("its own tests come first, with only what they deploy broken; then those of its folder; then all others", () => {
  expect(stagesOf({ file: "src/session/Text.sol" }, all)).toEqual([
    { broken: [parser], tests: ["test/session/Text.refuses.t.sol"] },
    { broken: [module], tests: ["test/session/Module.t.sol"] },
    { broken: [module], tests: ["test/account/Account.t.sol"] },
  ]);
});

test("a file without tests of its own starts with its folder, and is broken wherever it is deployed", () => {
  expect(stagesOf({ file: "src/session/Key.sol" }, all)).toEqual([
    { broken: [module, account], tests: ["test/session/Module.t.sol"] },
    { broken: [module, account], tests: ["test/account/Account.t.sol"] },
  ]);
});

test("a test that has the file compiled into itself is one of its own", () => {
  const words = host("test/session/Words.t.sol:WordsTest", ["src/session/Key.sol"], ["test/session/Words.t.sol"]);
  expect(stagesOf({ file: "src/session/Key.sol" }, [module, words])[0]).toEqual({
    broken: [words],
    tests: ["test/session/Words.t.sol"],
  });
});

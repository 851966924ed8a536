import { expect, test } from "vitest";
import type { Deployed } from "./project";
import { stagesOf } from "./stages";

const deployed = (name: string, files: string[], tests: string[]): Deployed => ({
  name,
  files: new Set(files),
  tests: new Set(tests),
});

const parser = deployed("Parser", ["src/session/Text.sol"], ["test/session/Text.refuses.t.sol"]);
const stack = ["test/account/Account.t.sol", "test/session/Module.t.sol"];
const module = deployed("Module", ["src/session/Text.sol", "src/session/Module.sol", "src/session/Key.sol"], stack);
const account = deployed("Account", ["src/account/Account.sol", "src/session/Key.sol"], stack);
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

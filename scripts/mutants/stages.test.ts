import { expect, test } from "vitest";
import type { Deployed } from "./project";
import { stagesOf } from "./stages";

const deployed = (name: string, files: string[], tests: string[]): Deployed => ({
  name,
  files: new Set(files),
  tests: new Set(tests),
});

const parser = deployed("Parser", ["src/Text.sol"], ["test/Text.refuses.t.sol"]);
const module = deployed("Module", ["src/Text.sol", "src/Module.sol"], ["test/Module.t.sol", "test/Account.t.sol"]);
const account = deployed("Account", ["src/Account.sol"], ["test/Module.t.sol", "test/Account.t.sol"]);
const all = [parser, module, account];

test("its own tests come first, with only what they deploy broken; then all others that deploy something broken", () => {
  expect(stagesOf({ file: "src/Text.sol" }, all)).toEqual([
    { broken: [parser], tests: ["test/Text.refuses.t.sol"] },
    { broken: [parser, module], tests: ["test/Account.t.sol", "test/Module.t.sol"] },
  ]);
});

test("a file without tests of its own has one stage", () => {
  const key = deployed("Module", ["src/Key.sol"], ["test/Module.t.sol"]);
  expect(stagesOf({ file: "src/Key.sol" }, [key])).toEqual([{ broken: [key], tests: ["test/Module.t.sol"] }]);
});

import { expect, test } from "vitest";
import { filesOf, plan } from "./steps";

const about = (...changed: string[]) => plan.flat(2).filter((name) => filesOf(name, changed).length > 0);

test("of changed files only the steps run that are about them, and are told which", () => {
  expect(about("contracts/src/session/Grant.sol")).toContain("ABIs are what the contracts give");
  expect(about("README.md")).not.toContain("types");
  expect(filesOf("Solidity format", ["a.sol", "b.ts"])).toEqual(["a.sol"]);
});

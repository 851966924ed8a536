import { expect, test } from "vitest";

import { gameFunctions } from "@/app/_api/gameFunctions";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createGamePermissions, describePermissions } from "./gamePermissions";
import limits from "./gasLimits.json";

const target = "0x0000000000000000000000000000000000000007";

test("every function of the grant has its measured gas, and nothing else has", () => {
  expect(Object.keys(limits)).toEqual(gameFunctions.map(({ functionSignature }) => functionSignature));
});

test("the contract has every function of the grant, and the card has words for it", () => {
  const permissions = createGamePermissions(hourglassAbi, target);
  expect(permissions.map(({ functionSignature }) => functionSignature)).toEqual(Object.keys(limits));
  for (const { words } of describePermissions(permissions)) expect(words).not.toBe("Something unknown");
});

test("only what is spent at the trader counts against the Sand cap", () => {
  const spending = createGamePermissions(hourglassAbi, target).filter(({ spendArgument }) => spendArgument !== "");
  expect(spending.map(({ functionSignature, spendArgument }) => [functionSignature, spendArgument])).toEqual([
    ["buy(uint256,uint256)", "2"],
  ]);
});

test.each(["leave(uint256)", "settle(address)"])("no session key may call %s", (functionSignature) => {
  expect(gameFunctions.map((each) => each.functionSignature)).not.toContain(functionSignature);
});

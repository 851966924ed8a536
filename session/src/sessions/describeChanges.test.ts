import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow } from "../permissions/allow.ts";
import { describeChanges } from "./describeChanges.ts";
import { describeGrant } from "./describeGrant.ts";

const token = "0x1111111111111111111111111111111111111111";
const paymaster = "0x2222222222222222222222222222222222222222";
const abi = parseAbi(["function transfer(address to, uint256 amount)", "function burn(uint256 amount)"]);
const limits = { calls: 10, spend: 7n, gas: 9n, duration: 3_600 };
type Functions = Parameters<typeof allow<typeof abi>>[0]["functions"];
const card = (functions: Functions, changes: Partial<typeof limits> = {}) =>
  describeGrant({
    permissions: [allow({ address: token, abi, words: { burn: "Burn coins" }, functions })],
    limits: { ...limits, ...changes },
    paymaster,
  });

test("the same asked for again is no change", () => {
  const same = card({ transfer: { spend: "amount" }, burn: true });
  expect(describeChanges(same, card({ burn: true, transfer: { spend: "amount" } }))).toEqual({
    ...{ added: [], removed: [], limits: [] },
  });
});

test("what comes and what goes is told, a changed rule as both", () => {
  const changes = describeChanges(card({ transfer: { calls: 1 } }), card({ transfer: { calls: 2 }, burn: true }));
  expect(changes.added).toEqual([
    `transfer(address,uint256) of ${token}: at most 2 calls in this session`,
    `Burn coins, burn(uint256) of ${token}`,
  ]);
  expect(changes.removed).toEqual([`transfer(address,uint256) of ${token}: at most 1 call in this session`]);
});

test("one way more to call the same function is told", () => {
  const one = { args: { to: { equals: token } } } as const;
  const two = { args: { to: { equals: paymaster } } } as const;
  const { added, removed } = describeChanges(card({ transfer: [one] }), card({ transfer: [one, two] }));
  expect([added.length, removed.length]).toEqual([1, 0]);
});

test.each([
  ["calls", card({ burn: true }, { calls: 11 }), "10", "11"],
  ["spend", card({ burn: true }, { spend: 8n }), "7", "8"],
  ["gas", card({ burn: true }, { gas: 10n }), "9 wei", "10 wei"],
  ["duration", card({ burn: true }, { duration: 60 }), "3600 s", "60 s"],
  ["paymaster", { ...card({ burn: true }), paymaster: undefined }, paymaster, "you"],
])("another %s is told with both numbers", (id, after, before, now) => {
  expect(describeChanges(card({ burn: true }), after).limits).toEqual([{ id, before, after: now }]);
});

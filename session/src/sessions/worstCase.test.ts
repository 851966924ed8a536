import { parseAbi } from "viem";
import { expect, test } from "vitest";
import { allow, allowTransfer, type ContractPermissions } from "../permissions/allow.ts";
import { describePermissions } from "../permissions/describe.ts";
import type { SessionLimits } from "./types.ts";
import { describeWorstCase, type Holdings, worstCaseOf } from "./worstCase.ts";

const token = "0x1111111111111111111111111111111111111111";
const shop = "0x3333333333333333333333333333333333333333";
const abi = parseAbi(["function transfer(address to, uint256 amount)", "function tip(uint256 entry) payable"]);

const limits = { calls: 9, spend: 0n, gas: 7n, duration: 3_600 };
const say = (allowed: readonly ContractPermissions[], changes: Partial<SessionLimits> = {}) =>
  describeWorstCase(worstCaseOf({ ...limits, ...changes }, shop, describePermissions(allowed)));
const sayUnpaid = (allowed: readonly ContractPermissions[], holdings?: Holdings) =>
  describeWorstCase(worstCaseOf(limits, undefined, describePermissions(allowed), holdings));

test("a permission's own cap is listed, and one with a period counts as often as it can restart", () => {
  const spend = { arg: "amount", max: 10n } as const;
  const once = allow({ address: token, abi, functions: { transfer: { spend } } });
  const hourly = allow({ address: token, abi, functions: { transfer: { spend, per: "hour" } } });
  expect(say([once])).toContain("At most 10 in total as amount of transfer(address,uint256)");
  // An hour that begins at half past spans two hours of the clock.
  expect(say([hourly])).toContain("At most 20 in total as amount of transfer(address,uint256)");
});

test("the chain's coin is added up over all permissions, and it says who pays the fees", () => {
  const allowed = [
    allow({ address: shop, abi, functions: { tip: { value: { perCall: 1n, total: 3n } } } }),
    allowTransfer({ to: shop, value: 2n, per: "day" }),
  ];
  expect(say(allowed)).toEqual([
    "At most 9 calls of the functions listed here, each within its limits",
    "At most 7 wei of the chain's coin sent",
    "You pay no network fees",
  ]);
  expect(sayUnpaid(allowed)).toContain("At most 7 wei of the chain's coin for network fees");
});

test("spending against the session's cap is listed as such", () => {
  const allowed = allow({ address: token, abi, functions: { transfer: { spend: "amount" } } });
  expect(say([allowed], { spend: 5n })).toContain("At most 5 in total in amounts that count as spent");
  expect(say([allowed])).toContain("None of the chain's coin sent");
});

test("amounts are written as the product writes them", () => {
  const allowed = [
    allow({ address: token, abi, functions: { transfer: { spend: { arg: "amount", max: 10n } } } }),
    allowTransfer({ to: shop, value: 2n }),
  ];
  const format = { amount: (value: bigint) => `${value} points`, wei: (value: bigint) => `${value} drops` };
  const worst = worstCaseOf({ ...limits, calls: 1_200, spend: 5n }, undefined, describePermissions(allowed));
  const count = (value: number | bigint) => value.toLocaleString("en");
  expect(describeWorstCase(worst, { ...format, number: count })).toEqual([
    "At most 1,200 calls of the functions listed here, each within its limits",
    "At most 5 points in total in amounts that count as spent",
    "At most 10 points in total as amount of transfer(address,uint256)",
    "At most 2 drops of the chain's coin sent",
    "At most 7 drops of the chain's coin for network fees",
  ]);
});

test("nobody takes more than there is, nor more than the limits allow", () => {
  const allowed = [
    allow({ address: token, abi, functions: { transfer: { spend: "amount" } } }),
    allowTransfer({ to: shop, value: 5n }),
  ];
  const rules = describePermissions(allowed);
  const worst = (holdings: Holdings) => worstCaseOf({ ...limits, spend: 100n }, undefined, rules, holdings);
  const uses = [
    { what: "stones", held: 40n, perCall: 3n },
    { what: "shells", held: 4n, perCall: 3n },
    { what: "berries", held: 99n },
  ];
  expect(worst({ spend: 30n, value: 2n, uses })).toMatchObject({
    ...{ spend: 30n, value: 2n, fees: 2n },
    uses: [
      { what: "stones", max: 27n },
      { what: "shells", max: 4n },
      { what: "berries", max: 99n },
    ],
  });
  expect(worst({ spend: 101n, value: 8n })).toMatchObject({ spend: 100n, value: 5n, fees: 7n });
  expect(sayUnpaid([], { uses })).toContain("At most 27 stones used up");
  expect(sayUnpaid([], { value: 0n })).toContain("You pay no network fees");
});

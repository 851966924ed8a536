import type { Address, Hex } from "viem";
import { describe, expect, test } from "vitest";
import { type Condition, type Limit, type Permission, toPermission } from "../grant/grantTypes.ts";
import { selectorOf } from "./functionText.ts";
import { findOutside, isWithin } from "./isWithin.ts";

const target: Address = "0x1111111111111111111111111111111111111111";
const other: Address = "0x2222222222222222222222222222222222222222";
const TEXT = "pay(address,uint256,int8,bytes)";
const policy = { policy: other, config: "0x12" as Hex };
type Changes = Partial<Omit<Permission, "target" | "functionSignature">>;
const of = (changes: Changes = {}) => toPermission(target, TEXT, changes);
const between = (argument: string, min: bigint, max: bigint): Condition => ({
  argument,
  rule: "between",
  values: [min, max],
});
const oneOf = (argument: string, ...values: bigint[]): Condition => ({ argument, rule: "one of", values });
const word = (value: bigint) => BigInt.asUintN(256, value);
const limits = (...given: [counted: string, max: bigint][]): Limit[] =>
  given.map(([counted, max]) => ({ counted, max }));

describe("a permission is within another", () => {
  test.each<[string, Changes, Changes]>([
    ["if it is the same", {}, {}],
    ["if it has an additional condition", { conditions: [oneOf("1", 5n)] }, {}],
    ["if its range is narrower", { conditions: [between("2", 1n, 4n)] }, { conditions: [between("2", 0n, 5n)] }],
    ["if its values are in the range", { conditions: [oneOf("2", 0n, 5n)] }, { conditions: [between("2", 0n, 5n)] }],
    ["if its range is one of the values", { conditions: [between("2", 5n, 5n)] }, { conditions: [oneOf("2", 4n, 5n)] }],
    [
      "if its signed range is narrower",
      { conditions: [between("3", word(-1n), 1n)] },
      { conditions: [between("3", word(-2n), 2n)] },
    ],
    [
      "if its length range is narrower",
      { conditions: [{ argument: "4", rule: "length between", values: [1n, 2n] }] },
      { conditions: [{ argument: "4", rule: "length between", values: [0n, 2n] }] },
    ],
    [
      "if its hash is one of those",
      { conditions: [{ argument: "4", rule: "hash one of", values: [7n] }] },
      { conditions: [{ argument: "4", rule: "hash one of", values: [6n, 7n] }] },
    ],
    [
      "if it counts up to the same number or less",
      { period: "day", limits: limits(["calls", 3n]) },
      { period: "day", limits: limits(["calls", 3n]) },
    ],
    [
      "if it counts over a longer period",
      { period: "session", limits: limits(["calls", 3n]) },
      { period: "hour", limits: limits(["calls", 3n]) },
    ],
    [
      "if it has no value where some is allowed",
      {},
      { maxValue: 5n, period: "session", limits: limits(["value", 9n]) },
    ],
    ["if it asks an additional policy", { policies: [policy] }, {}],
    ["if it spends by the same argument", { spendArgument: "2" }, { spendArgument: "2" }],
    ["if it spends where nothing is counted", { spendArgument: "2" }, {}],
  ])("%s", (_name, permission, allowed) => {
    expect(isWithin(of(permission), [of(allowed)])).toBe(true);
  });

  test.each<[string, Changes, Changes]>([
    [
      "value",
      { maxValue: 6n, period: "session", limits: limits(["value", 6n]) },
      { maxValue: 5n, period: "session", limits: limits(["value", 6n]) },
    ],
    [
      "limit",
      { maxValue: 5n, period: "session", limits: limits(["value", 7n]) },
      { maxValue: 5n, period: "session", limits: limits(["value", 6n]) },
    ],
    ["argument", {}, { conditions: [oneOf("1", 5n)] }],
    ["argument", { conditions: [oneOf("2", 5n)] }, { conditions: [oneOf("1", 5n)] }],
    ["argument", { conditions: [oneOf("1", 5n, 6n)] }, { conditions: [oneOf("1", 5n)] }],
    ["argument", { conditions: [between("2", 0n, 6n)] }, { conditions: [between("2", 0n, 5n)] }],
    ["argument", { conditions: [between("2", 4n, 5n)] }, { conditions: [oneOf("2", 4n, 5n)] }],
    ["argument", { conditions: [between("3", word(-3n), 1n)] }, { conditions: [between("3", word(-2n), 2n)] }],
    [
      "argument",
      { conditions: [{ argument: "4", rule: "length between", values: [7n, 7n] }] },
      { conditions: [{ argument: "4", rule: "hash one of", values: [7n] }] },
    ],
    ["limit", {}, { period: "day", limits: limits(["calls", 3n]) }],
    ["limit", { period: "day", limits: limits(["calls", 4n]) }, { period: "day", limits: limits(["calls", 3n]) }],
    ["limit", { period: "hour", limits: limits(["calls", 3n]) }, { period: "day", limits: limits(["calls", 3n]) }],
    ["limit", { period: "week", limits: limits(["calls", 3n]) }, { period: "session", limits: limits(["calls", 3n]) }],
    ["limit", { period: "day", limits: limits(["calls", 3n]) }, { period: "day", limits: limits(["2", 3n]) }],
    ["policy", {}, { policies: [policy] }],
    ["policy", { policies: [{ ...policy, config: "0x13" }] }, { policies: [policy] }],
    ["spend", {}, { spendArgument: "2" }],
  ])("and not within, because of its %s (%#)", (because, permission, allowed) => {
    expect(findOutside([of(permission)], [of(allowed)])).toMatchObject({ because, index: 0 });
  });

  test("a permission for another contract or function is not within, even with the same four bytes", () => {
    expect(findOutside([toPermission(other, TEXT)], [of()])).toMatchObject({ because: "target" });
    expect(findOutside([toPermission(target, "pay(address)")], [of()])).toMatchObject({ because: "function" });
    expect(selectorOf("collate_propagate_storage(bytes16)")).toBe(selectorOf("burn(uint256)"));
    const [burn, collision] = ["burn(uint256)", "collate_propagate_storage(bytes16)"];
    expect(
      findOutside([toPermission(target, collision as string)], [toPermission(target, burn as string)]),
    ).toMatchObject({
      because: "function",
    });
    expect(findOutside([of()], [])).toMatchObject({ because: "target" });
  });

  test("several permissions share the counts of the allowed one that they are within", () => {
    const allowed = [of({ period: "session", limits: limits(["calls", 5n]) })];
    const way = (value: bigint, max: bigint) =>
      of({ conditions: [oneOf("1", value)], period: "session", limits: limits(["calls", max]) });
    expect(findOutside([way(1n, 2n), way(2n, 3n)], allowed)).toBeUndefined();
    expect(findOutside([way(1n, 2n), way(2n, 4n)], allowed)).toMatchObject({ index: 1, because: "limit", seen: 6n });
    // Another allowed permission has its own counts.
    expect(
      findOutside(
        [way(1n, 2n), way(2n, 4n)],
        [...allowed, ...allowed.map((each) => ({ ...each, limits: limits(["calls", 4n]) }))],
      ),
    ).toBeUndefined();
  });
});

import { type Address, concat, type Hex, keccak256, numberToHex, pad, size, slice } from "viem";
import { describe, expect, test } from "vitest";
import { createDice } from "../../test/randomGrants.ts";
import { type Condition, type Limit, type Permission, periods, toPermission } from "../grant/grantTypes.ts";
import { selectorOf } from "./functionText.ts";
import { findOutside, isWithin } from "./isWithin.ts";
import { refuseCall } from "./permits.ts";
import { packRules } from "./rules.ts";

const target: Address = "0x1111111111111111111111111111111111111111";
const TEXT = "pay(address,uint256,int8,bytes)";
const policy = { policy: "0x2222222222222222222222222222222222222222", config: "0x12" } as const;
type Changes = Partial<Omit<Permission, "target" | "functionSignature">>;
const of = (changes: Changes = {}) => toPermission(target, TEXT, changes);
const word = (value: bigint) => BigInt.asUintN(256, value);

type Dice = ReturnType<typeof createDice>;
const few = (dice: Dice) => BigInt(dice.below(6));

/** A small range of numbers, so that permissions overlap and calls come near their limits. */
function randomCondition(dice: Dice): Condition {
  const argument = dice.pick(["1", "2", "3", "4"]);
  const isBytes = argument === "4";
  const signed = () => (argument === "3" ? word(few(dice) - 3n) : few(dice));
  if (dice.chance(50)) {
    const values = Array.from({ length: 1 + dice.below(3) }, () => (isBytes ? hashOf(dice.below(4)) : signed()));
    return { argument, rule: isBytes ? "hash one of" : "one of", values };
  }
  const read = (value: bigint) => (argument === "3" ? BigInt.asIntN(256, value) : value);
  const [one, two] = [signed(), signed()];
  return {
    argument,
    rule: isBytes ? "length between" : "between",
    values: read(one) <= read(two) ? [one, two] : [two, one],
  };
}
const hashOf = (length: number) => BigInt(keccak256(bytesOf(length)));
const bytesOf = (length: number): Hex => (length === 0 ? "0x" : `0x${"ab".repeat(length)}`);

function randomPermission(dice: Dice): Permission {
  const maxValue = dice.chance(30) ? 1n + few(dice) : 0n;
  const isCounted = maxValue > 0n || dice.chance(40);
  const counted: Limit[] = [];
  if (maxValue > 0n) counted.push({ counted: "value", max: maxValue + few(dice) });
  if (isCounted && (dice.chance(60) || counted.length === 0)) counted.push({ counted: "calls", max: 1n + few(dice) });
  if (isCounted && dice.chance(40)) counted.push({ counted: "2", max: 1n + few(dice) });
  return of({
    ...{ maxValue, limits: counted, period: counted.length > 0 ? dice.pick(periods) : "" },
    conditions: Array.from({ length: dice.below(3) }, () => randomCondition(dice)),
    spendArgument: dice.chance(20) ? "2" : "",
    policies: dice.chance(10) ? [policy] : [],
  });
}

/** A permission near another one: some of its parts are drawn again. */
function vary(dice: Dice, { ...permission }: Permission): Permission {
  const fresh = randomPermission(dice);
  const keep = () => dice.chance(70);
  if (!keep()) permission = { ...permission, maxValue: fresh.maxValue, limits: fresh.limits, period: fresh.period };
  if (!keep()) permission = { ...permission, conditions: [...permission.conditions, ...fresh.conditions] };
  if (!keep()) permission = { ...permission, conditions: permission.conditions.slice(1) };
  if (!keep())
    permission = {
      ...permission,
      conditions: permission.conditions.map((each) => (keep() ? each : randomCondition(dice))),
    };
  if (!keep() && permission.period !== "") permission = { ...permission, period: dice.pick(periods) };
  if (!keep())
    permission = { ...permission, limits: permission.limits.map((each) => ({ ...each, max: 1n + few(dice) })) };
  return permission;
}

type Played = { data: Hex; value: bigint; second: number };

function randomCall(dice: Dice): Played {
  const bytes = bytesOf(dice.below(4));
  const length = BigInt((bytes.length - 2) / 2);
  const words = [few(dice), few(dice), word(few(dice) - 3n), 128n, length];
  const data = concat([
    selectorOf(TEXT),
    ...words.map((each) => numberToHex(each, { size: 32 })),
    pad(bytes, { size: 32, dir: "right" }),
  ]);
  return {
    data: dice.chance(5) ? slice(data, 0, 4 + dice.below(160)) : data,
    value: dice.chance(70) ? 0n : few(dice),
    second: dice.below(3 * 7 * 86_400),
  };
}

const AMOUNT_AT = 4 + 32;
const SECONDS = { session: Number.MAX_SAFE_INTEGER, hour: 3_600, day: 86_400, week: 604_800 } as const;

/** What the module does with the calls of one rule, in order: returns those that it allows (CallCheck.sol, Counter.sol). */
function runRule(permission: Permission) {
  const used = new Map<string, bigint>();
  return (call: Played): boolean => {
    if (refuseCall(permission, { to: target, ...call })) return false;
    const { period, limits: caps } = permission;
    const shift = period === "week" ? 3 * 86_400 : 0;
    const window = period === "" ? 0 : Math.floor((call.second + shift) / SECONDS[period]);
    // A missing argument that is counted is refused.
    if (caps.some(({ counted }) => counted === "2") && size(call.data) < AMOUNT_AT + 32) return false;
    const amounts = {
      calls: () => 1n,
      value: () => call.value,
      "2": () => BigInt(slice(call.data, AMOUNT_AT, AMOUNT_AT + 32)),
    };
    const next = caps.map(({ counted, max }) => {
      const name = `${counted}/${window}`;
      return { name, sum: (used.get(name) ?? 0n) + amounts[counted as keyof typeof amounts](), max };
    });
    if (next.some(({ sum, max }) => sum > max)) return false;
    for (const { name, sum } of next) used.set(name, sum);
    return true;
  };
}

const isTaken = (permissions: readonly Permission[]) => {
  try {
    packRules({ permissions, maxActions: 100, maxSpend: 0n });
    return true;
  } catch {
    return false;
  }
};

describe("never laxer than what the chain enforces", () => {
  test("if a random permission is within another, the other allows everything that it allows, in any order", () => {
    let within = 0;
    let passed = 0;
    for (let seed = 0; seed < 900; seed++) {
      const dice = createDice(seed);
      const allowed = randomPermission(dice);
      const permission = vary(dice, allowed);
      if (!isTaken([allowed]) || !isTaken([permission]) || !isWithin(permission, [allowed])) continue;
      within += 1;
      const [narrow, wide] = [runRule(permission), runRule(allowed)];
      for (const call of Array.from({ length: 30 }, () => randomCall(dice)).sort((a, b) => a.second - b.second)) {
        if (!narrow(call)) continue;
        passed += 1;
        expect(
          wide(call),
          `seed ${seed}: ${JSON.stringify(call, (_, v) => (typeof v === "bigint" ? `${v}` : v))}`,
        ).toBe(true);
      }
    }
    // Enough of both kinds to be meaningful.
    expect(within).toBeGreaterThan(100);
    expect(passed).toBeGreaterThan(400);
  });

  test("nor are several permissions of one grant together, whatever they share", () => {
    let within = 0;
    let passed = 0;
    for (let seed = 10_000; seed < 10_700; seed++) {
      const dice = createDice(seed);
      const allowed = { ...randomPermission(dice), conditions: [] };
      // Two ways to call one function need a condition each.
      const way = () => {
        const varied = vary(dice, allowed);
        return { ...varied, conditions: [...varied.conditions, randomCondition(dice)] };
      };
      const permissions = [way(), way()];
      if (!isTaken([allowed]) || !isTaken(permissions) || findOutside(permissions, [allowed])) continue;
      within += 1;
      const wide = runRule(allowed);
      const rules = permissions.map(runRule);
      for (const call of Array.from({ length: 30 }, () => randomCall(dice)).sort((a, b) => a.second - b.second)) {
        // Whoever has the key chooses the rule with its hint.
        const rule = dice.pick(rules);
        if (!rule(call)) continue;
        passed += 1;
        expect(wide(call), `seed ${seed}`).toBe(true);
      }
    }
    expect(within).toBeGreaterThan(40);
    expect(passed).toBeGreaterThan(150);
  });
});

import type { Address, Hex } from "viem";
import { keccak256, numberToHex, slice } from "viem";
import {
  type Condition,
  type ConditionRule,
  conditionRules,
  type Grant,
  type Limit,
  NATIVE_TRANSFER,
  type Permission,
  periods,
  toPermission,
} from "../src/grant/grantTypes.ts";
import type { Voucher } from "../src/operation/voucher.ts";
import { locate } from "../src/permissions/functionText.ts";

const texts = [
  "move(bytes)",
  "buy(uint256,uint256)",
  "transfer(address,uint256)",
  "vote(bytes32,bool,int8)",
  "swap((address,address,uint24,address,uint256,uint256,uint160))",
  "path((bytes,address,uint256),uint64[3])",
  "nest(((uint8,int256)[2],string),(bytes4[],uint16)[])",
  "post(string,bytes32[])",
  "embark()",
];
const paths = ["1", "2", "3", "1.1", "1.2", "1.3", "1.5", "1.1.2", "1.1.2.1", "2.3", "4", "1.4", "0", "2.1.1"];

/**
 * Numbers derived from a seed by repeated hashing.
 * @param seed The same seed, the same numbers.
 */
export function createDice(seed: number) {
  let state = BigInt(keccak256(numberToHex(seed, { size: 32 })));
  const next = () => {
    state = BigInt(keccak256(numberToHex(state, { size: 32 })));
    return state;
  };
  const below = (count: number) => Number(next() % BigInt(count));
  return {
    next,
    below,
    chance: (percent: number) => below(100) < percent,
    pick: <item>(items: readonly item[]): item => items[below(items.length)] as item,
  };
}
type Dice = ReturnType<typeof createDice>;

const word = (dice: Dice): Hex => numberToHex(dice.next(), { size: 32 });
const address = (dice: Dice): Address => slice(word(dice), 0, 20);

/**
 * A grant that may be wrong: the chain refuses about half of them.
 * @param seed The same seed, the same grant.
 * @returns A grant whose words are from their lists, and whose numbers fit into their fields.
 */
export function randomGrant(seed: number): Grant {
  const dice = createDice(seed);
  const targets = [address(dice), address(dice)];
  const permissions = Array.from({ length: 1 + dice.below(4) }, () => randomPermission(dice, dice.pick(targets)));
  const spends = permissions.some(({ spendArgument }) => spendArgument !== "");
  return {
    account: address(dice),
    sessionKey: word(dice),
    validAfter: dice.below(2 ** 32),
    validUntil: dice.below(2 ** 32),
    maxActions: dice.below(2 ** 16),
    maxSpend: spends || dice.chance(10) ? dice.next() % 2n ** 96n : 0n,
    maxGasWei: dice.next() % 2n ** 64n,
    paymaster: address(dice),
    nonceKey: dice.next() % 2n ** 192n,
    epoch: word(dice),
    permissions,
  };
}

function randomPermission(dice: Dice, target: Address): Permission {
  const text = dice.chance(6) ? NATIVE_TRANSFER : dice.pick(texts);
  const maxValue = dice.chance(text === NATIVE_TRANSFER ? 90 : 20) ? dice.next() % 2n ** 90n : 0n;
  const isCounted = maxValue !== 0n || dice.chance(30);
  const period = isCounted && !dice.chance(3) ? dice.pick(periods) : "";
  return toPermission(target, text, {
    maxValue,
    period,
    limits: isCounted && !dice.chance(3) ? randomLimits(dice, text, maxValue) : [],
    spendArgument: dice.chance(pathsOf(text, "unsigned").length > 0 ? 25 : 2) ? pathOf(dice, text, "unsigned") : "",
    conditions: dice.chance(pathsOf(text).length > 0 ? 40 : 2)
      ? Array.from({ length: 1 + dice.below(3) }, () => randomCondition(dice, text))
      : [],
    policies: dice.chance(15) ? [{ policy: address(dice), config: config(dice) }] : [],
  });
}

function randomLimits(dice: Dice, text: string, maxValue: bigint): readonly Limit[] {
  const limits: Limit[] = [];
  if (maxValue !== 0n && !dice.chance(3)) limits.push({ counted: "value", max: maxValue + BigInt(dice.below(9)) });
  if (dice.chance(60) || limits.length === 0) limits.push({ counted: "calls", max: BigInt(dice.below(300)) });
  const isAmount = dice.chance(pathsOf(text, "unsigned").length > 0 ? 30 : 2);
  if (isAmount) limits.push({ counted: pathOf(dice, text, "unsigned"), max: dice.next() % 2n ** 96n });
  return limits;
}

function randomCondition(dice: Dice, text: string): Condition {
  const argument = pathOf(dice, text);
  const rule: ConditionRule = dice.chance(20) ? dice.pick(conditionRules) : fitting(dice, text, argument);
  const isRange = rule.endsWith("between");
  const values = Array.from({ length: isRange && !dice.chance(3) ? 2 : dice.below(4) }, () => dice.next());
  return { argument, rule, values: isRange ? values.sort((a, b) => (a < b ? -1 : 1)) : values };
}

function fitting(dice: Dice, text: string, path: string): ConditionRule {
  try {
    const { kind } = locate(text, path);
    return dice.pick(conditionRules.slice(kind === "bytes" || kind === "list" ? 2 : 0).slice(0, 2));
  } catch {
    return dice.pick(conditionRules);
  }
}

/** Mostly an existing one. */
function pathOf(dice: Dice, text: string, wanted?: "unsigned"): string {
  const there = pathsOf(text, wanted);
  return dice.pick(there.length > 0 && !dice.chance(7) ? there : paths);
}

function pathsOf(text: string, wanted?: "unsigned"): readonly string[] {
  return paths.filter((path) => {
    try {
      const { kind } = locate(text, path);
      return wanted ? kind === wanted : kind !== "opaque";
    } catch {
      return false;
    }
  });
}

const config = (dice: Dice): Hex => (dice.chance(50) ? "0x" : slice(word(dice), 0, 7));

/**
 * A voucher whose fields have any value in their whole ranges.
 * @param seed The same seed, the same voucher.
 */
export function randomVoucher(seed: number): Voucher {
  const dice = createDice(seed);
  return {
    account: address(dice),
    session: word(dice),
    validAfter: dice.below(2 ** 48),
    validUntil: dice.below(2 ** 48),
    maxWei: dice.next() % 2n ** 64n,
    maxOperationWei: dice.next() % 2n ** 64n,
    generation: dice.below(2 ** 32),
  };
}

import type { Address, Hex } from "viem";
import { concat, hexToString, numberToHex, size, slice, stringToHex, zeroAddress } from "viem";
import { InvalidInputError } from "./errors";
import {
  type Condition,
  conditionRules,
  type Grant,
  type Limit,
  type Permission,
  type Policy,
  periods,
} from "./grantTypes";

const OTHER_TARGET = 1;
const VALUED = 2;
const SPENDING = 4;
const LIMITED = 8;
const CONDITIONED = 16;
const POLICED = 32;

/** What a packed grant says; the operation that carries it says the rest. */
export type PackedTerms = Omit<Grant, "account" | "sessionKey" | "paymaster" | "nonceKey">;

/**
 * Packs a grant as it travels in the signature of the operation that enables it; see `PackedGrant.sol` for the picture.
 * @param grant What the owner signed. Account, key, paymaster and lane stand elsewhere.
 * @returns The bytes before the owner's signature.
 * @throws InvalidInputError when a part does not fit into its field.
 */
export function packGrant(grant: PackedTerms): Hex {
  const { validAfter, validUntil, maxActions, maxSpend, maxGasWei, epoch, permissions } = grant;
  let before: Address = zeroAddress;
  const packed = permissions.map((permission) => {
    const bytes = packPermission(permission, before);
    before = permission.target;
    return bytes;
  });
  return concat([
    ...[number(validAfter, 6), number(validUntil, 6), number(maxActions, 2), number(maxSpend, 12)],
    ...[number(maxGasWei, 8), epoch, number(permissions.length, 1)],
    ...packed,
  ]);
}

function packPermission(permission: Permission, before: Address): Hex {
  const { target, functionSignature, maxValue, spendArgument, period, limits, conditions, policies } = permission;
  const parts: readonly [flag: number, isThere: boolean, bytes: () => Hex][] = [
    [OTHER_TARGET, target.toLowerCase() !== before.toLowerCase(), () => target],
    [VALUED, maxValue !== 0n, () => number(maxValue, 16)],
    [SPENDING, spendArgument !== "", () => text(spendArgument)],
    [
      LIMITED,
      period !== "" || limits.length > 0,
      () => concat([number(numberOf(periods, period), 1), list(limits, packLimit)]),
    ],
    [CONDITIONED, conditions.length > 0, () => list(conditions, packCondition)],
    [POLICED, policies.length > 0, () => list(policies, packPolicy)],
  ];
  const there = parts.filter(([, isThere]) => isThere);
  const flags = there.reduce((sum, [flag]) => sum | flag, 0);
  return concat([number(flags, 1), text(functionSignature), ...there.map(([, , bytes]) => bytes())]);
}

const packLimit = ({ counted, max }: Limit) => concat([text(counted), number(max, 12)]);

const packCondition = ({ argument, rule, values }: Condition) =>
  concat([text(argument), number(numberOf(conditionRules, rule), 1), list(values, (value) => number(value, 32))]);

const packPolicy = ({ policy, config }: Policy) => concat([policy, number(size(config), 2), config]);

const list = <item>(items: readonly item[], pack: (item: item) => Hex): Hex =>
  concat([number(items.length, 1), ...items.map(pack)]);

/** A text and its length in one byte. */
function text(value: string): Hex {
  const bytes = stringToHex(value);
  return concat([number(size(bytes), 1), bytes]);
}

function number(value: bigint | number, bytes: number): Hex {
  if (value < 0 || BigInt(value) >= 1n << BigInt(bytes * 8)) {
    throw new InvalidInputError("This grant cannot be packed.", {
      details: `${value} does not fit into ${bytes} bytes`,
    });
  }
  return numberToHex(value, { size: bytes });
}

function numberOf(words: readonly string[], word: string): number {
  const found = words.indexOf(word);
  if (found >= 0) return found;
  throw new InvalidInputError("This grant cannot be packed.", { details: `'${word}'; allowed: ${words.join(", ")}` });
}

/**
 * Reads a packed grant, such as `SessionEnabled` tells it.
 * @param packed {@link packGrant}, and whatever stands behind it.
 * @returns The terms, and how many bytes they took.
 * @throws InvalidInputError when it ends too early or names what there is not.
 */
export function unpackGrant(packed: Hex): { terms: PackedTerms; end: number } {
  const reader = createReader(packed);
  const head = {
    validAfter: reader.number(6),
    validUntil: reader.number(6),
    maxActions: reader.number(2),
    maxSpend: reader.bigint(12),
    maxGasWei: reader.bigint(8),
    epoch: reader.bytes(32),
  };
  let before: Address = zeroAddress;
  const permissions = reader.list(() => {
    const permission = unpackPermission(reader, before);
    before = permission.target;
    return permission;
  });
  return { terms: { ...head, permissions }, end: reader.at() };
}

function unpackPermission(reader: Reader, before: Address): Permission {
  const flags = reader.number(1);
  const has = (flag: number) => (flags & flag) !== 0;
  const functionSignature = reader.text();
  const target = has(OTHER_TARGET) ? reader.bytes(20) : before;
  const maxValue = has(VALUED) ? reader.bigint(16) : 0n;
  const spendArgument = has(SPENDING) ? reader.text() : "";
  const period = has(LIMITED) ? reader.word(periods) : "";
  const limits = has(LIMITED) ? reader.list(() => ({ counted: reader.text(), max: reader.bigint(12) })) : [];
  const conditions = has(CONDITIONED) ? reader.list(() => unpackCondition(reader)) : [];
  const policies = has(POLICED) ? reader.list(() => unpackPolicy(reader)) : [];
  return { target, functionSignature, maxValue, spendArgument, period, limits, conditions, policies };
}

const unpackCondition = (reader: Reader): Condition => ({
  argument: reader.text(),
  rule: reader.word(conditionRules),
  values: reader.list(() => reader.bigint(32)),
});

const unpackPolicy = (reader: Reader): Policy => ({
  policy: reader.bytes(20),
  config: reader.bytes(reader.number(2)),
});

type Reader = ReturnType<typeof createReader>;

function createReader(packed: Hex) {
  let at = 0;
  const bytes = (length: number): Hex => {
    if (length === 0) return "0x";
    if (at + length > size(packed)) {
      const details = `it ends after ${size(packed)} bytes; ${at + length} were to be read`;
      throw new InvalidInputError("This packed grant cannot be read.", { details });
    }
    at += length;
    return slice(packed, at - length, at);
  };
  const bigint = (length: number) => BigInt(bytes(length));
  const number_ = (length: number) => Number(bigint(length));
  const word = <const words extends readonly string[]>(words: words): words[number] => {
    const index = number_(1);
    const found = words[index];
    if (found === undefined) {
      throw new InvalidInputError("This packed grant cannot be read.", {
        details: `word ${index} of ${words.join(", ")}`,
      });
    }
    return found;
  };
  return {
    at: () => at,
    bytes,
    bigint,
    number: number_,
    text: () => hexToString(bytes(number_(1))),
    list: <item>(read: () => item): item[] => Array.from({ length: number_(1) }, read),
    word,
  };
}

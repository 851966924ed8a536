import type { Address, Hex } from "viem";
import { concat, hexToString, numberToHex, size, slice, stringToHex, zeroAddress } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import {
  type Condition,
  conditionRules,
  type Grant,
  type Limit,
  type Permission,
  type Policy,
  periods,
} from "./grantTypes.ts";

const OTHER_TARGET = 1;
const VALUED = 2;
const SPENDING = 4;
const LIMITED = 8;
const CONDITIONED = 16;
const POLICED = 32;
/** Flags are below this. */
const FLAGS = 64;

/** The contents of a packed grant; the other fields are in the operation that carries it. */
export type PackedTerms = Omit<Grant, "account" | "sessionKey" | "paymaster" | "nonceKey">;

/**
 * Packs a grant as it is encoded in the signature of the operation that enables it; `GrantReader.sol` has a picture.
 * @param grant What the owner signed. Account, key, paymaster and lane are elsewhere in the operation.
 * @returns The bytes before the owner's signature.
 * @throws InvalidInputError if a part does not fit into its field.
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
 * Reads a packed grant, for example from the event `SessionEnabled`. Refuses what {@link packGrant} never writes, like the chain's
 * `PackedWordUnknown`; whether the chain would enable the grant is checked by `findGrantFault`.
 * @param packed {@link packGrant}, and any bytes after it.
 * @returns The terms, and how many bytes they took.
 * @throws InvalidInputError if it ends too early, has unknown flags or numbers, or a flag for an empty list.
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
  if (flags >= FLAGS) throw unreadable(`flags ${flags}`, `below ${FLAGS}`);
  const has = (flag: number) => (flags & flag) !== 0;
  const functionSignature = reader.text();
  const target = has(OTHER_TARGET) ? reader.bytes(20) : before;
  const maxValue = has(VALUED) ? reader.bigint(16) : 0n;
  const spendArgument = has(SPENDING) ? reader.text() : "";
  const period = has(LIMITED) ? reader.word(periods) : "";
  const limits = has(LIMITED) ? reader.list(() => ({ counted: reader.text(), max: reader.bigint(12) })) : [];
  const conditions = has(CONDITIONED)
    ? requireSome(
        "conditions",
        reader.list(() => unpackCondition(reader)),
      )
    : [];
  const policies = has(POLICED)
    ? requireSome(
        "policies",
        reader.list(() => unpackPolicy(reader)),
      )
    : [];
  return { target, functionSignature, maxValue, spendArgument, period, limits, conditions, policies };
}

/** A grant has exactly one packed form: an empty list has no flag. A period without limits has one, and the chain refuses it as such. */
function requireSome<item>(what: string, items: readonly item[]): readonly item[] {
  if (items.length === 0) throw unreadable(`0 ${what}`, "at least 1 after their flag");
  return items;
}

const unreadable = (seen: string, wanted: string) =>
  new InvalidInputError("This packed grant cannot be read.", { details: `seen ${seen}; wanted ${wanted}` });

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
      throw unreadable(`${size(packed)} bytes`, `at least ${at + length}`);
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
      throw unreadable(`word ${index}`, `0 to ${words.length - 1}: ${words.join(", ")}`);
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

import type { Address } from "viem";
import { conditionRules, type Grant, type Permission, periods } from "./grantTypes.ts";
import { bytes, count, list, object, type Read, text, uint, wordOf } from "./readers.ts";

const MAX_UINT16 = 2 ** 16 - 1;
const MAX_UINT48 = 2 ** 48 - 1;

/** Path of an argument, such as `2.1`. */
const PATH = /^[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,7}$/;
const path = text(1, 32, PATH, "the path of an argument, such as 2.1");
const pathOrNone: Read<string> = (value, at) => (value === "" ? "" : path(value, at));

/** Permissions of a grant as JSON, by what reads an address. */
export const permissionsReader = (address: Read<Address>): Read<Permission[]> =>
  list(
    object({
      target: address,
      functionSignature: text(3, 256),
      maxValue: uint(128),
      spendArgument: pathOrNone,
      period: wordOf(["", ...periods]),
      limits: list(object({ counted: text(1, 32), max: uint(96) }), 0, 3),
      conditions: list(
        object({ argument: path, rule: wordOf(conditionRules), values: list(uint(256), 0, 255) }),
        0,
        16,
      ),
      policies: list(object({ policy: address, config: bytes() }), 0, 16),
    }),
    1,
    128,
  );

/**
 * Reads a grant as JSON, such as `sponsorContext` writes it: numbers that may exceed 2^53 as decimal or 0x-hex text. Does not check
 * whether the chain would accept it.
 * @param address Reads an address: as it is written, or lowercase.
 */
export function grantReader(address: Read<Address>): Read<Grant> {
  return object({
    account: address,
    sessionKey: bytes(),
    validAfter: count(MAX_UINT48),
    validUntil: count(MAX_UINT48),
    maxActions: count(MAX_UINT16),
    maxSpend: uint(96),
    maxGasWei: uint(64),
    paymaster: address,
    nonceKey: uint(192),
    epoch: bytes(32),
    permissions: permissionsReader(address),
  });
}

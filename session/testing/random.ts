import { bytesToHex, type Hex, hexToBigInt, hexToNumber } from "viem";

import type { ArgumentBound, Grant, Permission } from "../grant";
import type { Voucher } from "../voucher";

const bytes = (count: number): Hex => bytesToHex(crypto.getRandomValues(new Uint8Array(count)));
const uint = (bits: number): bigint => hexToBigInt(bytes(bits / 8));
const number = (bits: number): number => hexToNumber(bytes(bits / 8));
const some = <T>(max: number, make: () => T): T[] => Array.from({ length: number(8) % (max + 1) }, make);

const randomBound = (): ArgumentBound => ({ argument: number(8), min: uint(256), max: uint(256) });

const randomPermission = (): Permission => ({
  target: bytes(20),
  // Hashing does not care for the grammar, so any text does, outside of ASCII too.
  functionSignature: `f${bytes(number(8) % 40)}(ü)`,
  maxValue: uint(128),
  spendArgument: number(8),
  bounds: some(3, randomBound),
});

/** A grant with random fields in their whole ranges. It need not be one that the chain would enable. */
export function randomGrant(): Grant {
  return {
    account: bytes(20),
    sessionKey: bytes(number(8)),
    validAfter: number(48),
    validUntil: number(48),
    maxActions: number(32),
    maxSpend: uint(96),
    maxGasWei: uint(96),
    paymaster: bytes(20),
    nonceKey: uint(192),
    epoch: number(32),
    permissions: some(4, randomPermission),
  };
}

/** A voucher with random fields in their whole ranges. */
export function randomVoucher(): Voucher {
  return {
    account: bytes(20),
    session: bytes(32),
    nonceKey: uint(192),
    validAfter: number(48),
    validUntil: number(48),
    maxWei: uint(96),
    maxFeePerGas: uint(96),
    maxPriorityFeePerGas: uint(96),
  };
}

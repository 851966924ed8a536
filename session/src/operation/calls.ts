import type { Address, Hex } from "viem";
import {
  concat,
  decodeAbiParameters,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  hexToNumber,
  numberToHex,
  parseAbi,
  parseAbiParameters,
  size,
  slice,
} from "viem";

import { InvalidInputError } from "../errors/errors.ts";

/** One call that the account makes. */
export type Call = { to: Address; data?: Hex | undefined; value?: bigint | undefined };

/** A call that was read from an operation. */
export type DecodedCall = { to: Address; value: bigint; data: Hex };

/** How an account is deployed; part of its first operation as `initCode`. */
export type FactoryArgs = { factory: Address; factoryData: Hex };

const accountAbi = parseAbi(["function execute(bytes32 mode, bytes executionCalldata) payable"]);
const factoryAbi = parseAbi(["function createAccount(bytes owner, bytes32 salt) returns (address account)"]);
const batchParameters = parseAbiParameters([
  "Execution[] calls",
  "struct Execution { address target; uint256 value; bytes callData; }",
]);

// ERC-7579 execution modes with default failure handling: the only two that a session may use.
const MODE_SINGLE = numberToHex(0, { size: 32 });
const MODE_BATCH = numberToHex(1n << 248n, { size: 32 });

/** `runTogether()`: the packed calls follow. */
export const RUN_TOGETHER = "0x0645cff4";
/** The highest bit of a call's head means that a target comes before its data; the other 15 bits are enough for 32,767 bytes of data. */
const OTHER_TARGET = 0x8000;

/**
 * Call data with which an account makes calls, all of them or none. Without native value it uses PlayerAccount's `runTogether`,
 * which is the shortest; with value, and for other account contracts, ERC-7579's `execute`.
 * @param calls At least one.
 * @param isPlayerAccount Whether the account is a PlayerAccount. Default: true.
 * @returns Call data for the account.
 * @throws InvalidInputError if there is no call; the session module would refuse an empty batch.
 */
export function encodeCalls(calls: readonly Call[], isPlayerAccount = true): Hex {
  if (calls.length === 0) throw new InvalidInputError("There is nothing to send.");
  const isPacked = calls.every(({ value = 0n, data = "0x" }) => value === 0n && size(data) < OTHER_TARGET);
  return isPlayerAccount && isPacked ? encodeRun(calls) : encodeExecute(calls);
}

function encodeRun(calls: readonly Call[]): Hex {
  const packed = calls.map(({ to, data = "0x" }, index) => {
    const isOther = calls[index - 1]?.to.toLowerCase() !== to.toLowerCase();
    return concat([numberToHex(size(data) | (isOther ? OTHER_TARGET : 0), { size: 2 }), isOther ? to : "0x", data]);
  });
  return concat([RUN_TOGETHER, ...packed]);
}

function encodeExecute(calls: readonly Call[]): Hex {
  const executions = calls.map(({ to, value = 0n, data = "0x" }) => ({ target: to, value, callData: data }));
  const [first] = executions;
  if (first && calls.length === 1) {
    const packed = concat([first.target, numberToHex(first.value, { size: 32 }), first.callData]);
    return encodeFunctionData({ abi: accountAbi, functionName: "execute", args: [MODE_SINGLE, packed] });
  }
  const batch = encodeAbiParameters(batchParameters, [executions]);
  return encodeFunctionData({ abi: accountAbi, functionName: "execute", args: [MODE_BATCH, batch] });
}

/**
 * Reads the calls from an account's call data.
 * @param callData As returned by {@link encodeCalls}.
 * @returns The calls; undefined for anything else, such as another execution mode.
 */
export function decodeCalls(callData: Hex): DecodedCall[] | undefined {
  try {
    if (slice(callData, 0, 4) === RUN_TOGETHER) return decodeRun(callData);
    const { args } = decodeFunctionData({ abi: accountAbi, data: callData });
    const [mode, body] = args;
    // Call type, then exec type; the account ignores the rest of the mode.
    const type = slice(mode, 0, 2);
    if (type === slice(MODE_SINGLE, 0, 2)) {
      return [
        { to: slice(body, 0, 20), value: BigInt(slice(body, 20, 52, { strict: true })), data: sliceFrom(body, 52) },
      ];
    }
    if (type !== slice(MODE_BATCH, 0, 2)) return undefined;
    const [calls] = decodeAbiParameters(batchParameters, body);
    return calls.map(({ target, value, callData: data }) => ({ to: target, value, data }));
  } catch {
    return undefined;
  }
}

function decodeRun(callData: Hex): DecodedCall[] | undefined {
  const calls: DecodedCall[] = [];
  let to: Address = numberToHex(0, { size: 20 });
  for (let at = 4; at < size(callData); ) {
    const head = hexToNumber(slice(callData, at, at + 2, { strict: true }));
    at += 2;
    if (head >= OTHER_TARGET) {
      to = slice(callData, at, at + 20, { strict: true });
      at += 20;
    }
    const length = head % OTHER_TARGET;
    if (at + length > size(callData)) return undefined;
    calls.push({ to, value: 0n, data: length === 0 ? "0x" : slice(callData, at, at + length) });
    at += length;
  }
  return calls;
}

const sliceFrom = (bytes: Hex, at: number): Hex => (size(bytes) > at ? slice(bytes, at) : "0x");

/**
 * How the account of an owner is deployed by a PlayerAccountFactory.
 * @param factory The factory.
 * @param owner ERC-7913 signer bytes of the first owner.
 * @param salt Distinguishes several accounts of one owner; default zero.
 * @returns Factory and call data, for the first operation.
 */
export function createFactoryArgs(factory: Address, owner: Hex, salt: Hex = numberToHex(0, { size: 32 })): FactoryArgs {
  return {
    factory,
    factoryData: encodeFunctionData({ abi: factoryAbi, functionName: "createAccount", args: [owner, salt] }),
  };
}

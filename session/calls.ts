import type { Address, Hex } from "viem";
import { concat, encodeAbiParameters, encodeFunctionData, numberToHex, parseAbi, parseAbiParameters } from "viem";

import { InvalidInputError } from "./errors";

/** One call that the account makes. */
export type Call = { to: Address; data?: Hex | undefined; value?: bigint | undefined };

/** How an account comes to exist; rides on its first operation as `initCode`. */
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

/**
 * Call data by which an ERC-7579 account makes calls: one as `single`, several as one atomic `batch`.
 * @param calls At least one.
 * @returns Call data of `execute(bytes32,bytes)`.
 * @throws InvalidInputError when there is no call; the session module would refuse an empty batch.
 */
export function encodeCalls(calls: readonly Call[]): Hex {
  const [first] = calls;
  if (!first) throw new InvalidInputError("There is nothing to send.");
  if (calls.length === 1) {
    const packed = concat([first.to, numberToHex(first.value ?? 0n, { size: 32 }), first.data ?? "0x"]);
    return encodeFunctionData({ abi: accountAbi, functionName: "execute", args: [MODE_SINGLE, packed] });
  }
  const executions = calls.map(({ to, value = 0n, data = "0x" }) => ({ target: to, value, callData: data }));
  const batch = encodeAbiParameters(batchParameters, [executions]);
  return encodeFunctionData({ abi: accountAbi, functionName: "execute", args: [MODE_BATCH, batch] });
}

/**
 * How the account of an owner is deployed by a PlayerAccountFactory.
 * @param factory The factory.
 * @param owner ERC-7913 signer bytes of the first owner.
 * @param salt Tells apart several accounts of one owner; default zero.
 * @returns Factory and call data, for the first operation.
 */
export function createFactoryArgs(factory: Address, owner: Hex, salt: Hex = numberToHex(0, { size: 32 })): FactoryArgs {
  return {
    factory,
    factoryData: encodeFunctionData({ abi: factoryAbi, functionName: "createAccount", args: [owner, salt] }),
  };
}

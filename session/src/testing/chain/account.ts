import type { Address, Hex } from "viem";
import {
  concat,
  decodeFunctionData,
  getContractAddress,
  isAddressEqual,
  numberToHex,
  size,
  slice,
  toFunctionSelector,
  zeroAddress,
} from "viem";
import { playerAccountFactoryAbi } from "../../abis/abis.ts";
import { type DecodedCall, decodeCalls, RUN_TOGETHER } from "../../operation/calls.ts";
import type { Operation } from "../../operation/operationType.ts";
import { emit, FailedOp, NotInMemory, revert } from "./revert.ts";
import { type Contracts, keyOf, type State, type Transaction } from "./state.ts";
import { isSignedBy } from "./verifySignature.ts";

// Does the same as `PlayerAccount.sol` and its factory, as far as the kit uses them.

/** Code of a clone that contains its first owner (ERC-1167, then the owner). */
export const codeOf = (implementation: Address, owner: Hex): Hex =>
  concat(["0x363d3d373d3d3d363d73", implementation, "0x5af43d82803e903d91602b57fd5bf3", owner]).toLowerCase() as Hex;

/**
 * Address of the account of a first owner.
 * @param contracts The factory and the implementation that it clones.
 * @param owner ERC-7913 signer.
 * @param salt As passed to the factory.
 */
export function addressOf({ factory, implementation }: Contracts, owner: Hex, salt: Hex): Address {
  const code = codeOf(implementation, owner);
  const bytecode = concat(["0x61", numberToHex(size(code), { size: 2 }), "0x3d81600a3d39f3", code]);
  return getContractAddress({ opcode: "CREATE2", from: factory, salt, bytecode });
}

export const ownerOf = (state: State, account: Address): Hex | undefined => state.owners.get(keyOf(account));

/** Nothing can leave an account that a device key owns. */
export function isConfined({ state, contracts }: Pick<Transaction, "state" | "contracts">, account: Address): boolean {
  const owner = ownerOf(state, account) ?? "0x";
  return size(owner) > 20 && isAddressEqual(slice(owner, 0, 20), contracts.module.p256Verifier);
}

export const isPlayTarget = ({ playTargets }: Contracts, target: Address): boolean =>
  playTargets.some((each) => isAddressEqual(each, target));

/**
 * Executes an operation's `initCode`.
 * @throws FailedOp like the EntryPoint.
 */
export function createSender(tx: Transaction, { sender, factory, factoryData = "0x" }: Operation): void {
  if (factory === undefined) return;
  const { state, contracts } = tx;
  if (ownerOf(state, sender) !== undefined) throw new FailedOp("AA10 sender already constructed");
  const made = isAddressEqual(factory, contracts.factory) ? readCreation(factoryData) : undefined;
  if (!made) throw new FailedOp("AA13 initCode failed or OOG");
  const account = addressOf(contracts, made.owner, made.salt);
  if (!isAddressEqual(account, sender)) throw new FailedOp("AA14 initCode must return sender");
  createAccount(tx, made.owner, made.salt);
}

/** Creates the account of an owner, or does nothing if it exists. */
export function createAccount(tx: Transaction, owner: Hex, salt: Hex): void {
  const account = addressOf(tx.contracts, owner, salt);
  if (ownerOf(tx.state, account) !== undefined) return;
  tx.state.owners.set(keyOf(account), owner);
  const args = { account, ownerHash: owner, owner, salt };
  emit(tx, tx.contracts.factory, playerAccountFactoryAbi, "AccountCreated", args);
}

function readCreation(data: Hex): { owner: Hex; salt: Hex } | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: playerAccountFactoryAbi, data });
    if (functionName !== "createAccount") return undefined;
    const [owner, salt] = args;
    const isWellFormed = size(owner) >= 20 && !isAddressEqual(slice(owner, 0, 20), zeroAddress);
    return isWellFormed ? { owner, salt } : undefined;
  } catch {
    return undefined;
  }
}

/** ERC-1271 of an account, as the session module asks: an account that is not deployed gives no answer, which means "no". */
export async function isSignedByOwner(
  tx: Transaction,
  account: Address,
  digest: Hex,
  signature: Hex,
): Promise<boolean> {
  const owner = ownerOf(tx.state, account);
  return owner !== undefined && isSignedBy(tx.contracts, owner, digest, signature);
}

/**
 * Validates an operation that is not a session's: the owner must sign it.
 * @returns Whether the owner did.
 * @throws Revert if it would take something out of a confined account.
 */
export async function isOwnersOperation(tx: Transaction, operation: Operation, hash: Hex): Promise<boolean> {
  const { sender, signature } = operation;
  if (isConfined(tx, sender)) requireContained(tx, operation);
  return isSignedByOwner(tx, sender, hash, signature);
}

const revocations: readonly Hex[] = [
  toFunctionSelector("function revoke(bytes32)"),
  toFunctionSelector("function revokeAll()"),
];
const changes: readonly Hex[] = [
  toFunctionSelector("function changeOwner(bytes,bytes)"),
  toFunctionSelector("function release()"),
];

function requireContained({ contracts }: Transaction, { sender, callData, paymaster }: Operation): void {
  if (paymaster === undefined) revert("AccountConfined", [contracts.entryPoint, "0x00000000"]);
  const selector = selectorOf(callData);
  if (changes.includes(selector)) return;
  if (selector !== RUN_TOGETHER) revert("AccountConfined", [sender, selector]);
  for (const { to, data } of decodeCalls(callData) ?? []) {
    const isRevocation = isAddressEqual(to, contracts.module.validator) && revocations.includes(selectorOf(data));
    if (!isRevocation && !isPlayTarget(contracts, to)) revert("AccountConfined", [to, selectorOf(data)]);
  }
}

/** First four bytes, filled up with zeros as in Solidity. */
const selectorOf = (data: Hex): Hex => slice(concat([data, "0x00000000"]), 0, 4);

/**
 * The calls of an operation, as its account makes them.
 * @throws NotInMemory for everything else that an account can do.
 */
export function readExecution(callData: Hex): { calls: readonly DecodedCall[]; isExecute: boolean } {
  if (callData === "0x") return { calls: [], isExecute: false };
  const calls = decodeCalls(callData);
  if (!calls) throw new NotInMemory(`the account's function ${slice(concat([callData, "0x00000000"]), 0, 4)}`);
  return { calls, isExecute: slice(callData, 0, 4) !== RUN_TOGETHER };
}

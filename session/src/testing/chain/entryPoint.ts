import type { Hex } from "viem";
import { isAddressEqual, zeroAddress } from "viem";
import { entryPoint08Abi, getUserOperationHash } from "viem/account-abstraction";
import { readMaxCost } from "../../operation/operation.ts";
import type { Operation } from "../../operation/operationType.ts";
import { createSender, isOwnersOperation, ownerOf } from "./account.ts";
import { balanceOf, type ExecutionResult, executeCalls } from "./execute.ts";
import { validateSponsored } from "./paymaster.ts";
import { emit, FailedOp, wrapReverts } from "./revert.ts";
import { type ValidationData, validateSession } from "./sessionModule.ts";
import { type Contracts, keyOf, type Transaction } from "./state.ts";

// Does the same as EntryPoint v0.8 for one operation, in its order. Gas is not measured: every limit is enough.

const MAX_UINT120 = 2n ** 120n - 1n;
const ALWAYS = { validAfter: 0n, validUntil: 2n ** 48n - 1n };
/** The events' gas figures; the only thing true about them is that they are within the limits. */
const GAS_USED = 100_000n;

/** What account and paymaster say about an operation; its times are not checked yet. */
export type Validation = { hash: Hex; account: ValidationData; paymaster: ValidationData };

export const hashOperation = ({ chainId, entryPoint }: Contracts, userOperation: Operation): Hex =>
  getUserOperationHash({ chainId, entryPointAddress: entryPoint, entryPointVersion: "0.8", userOperation });

/**
 * Validates an operation.
 * @param tx Is written to.
 * @param operation Any.
 * @throws FailedOp with the EntryPoint's code.
 */
export async function validateOperation(tx: Transaction, operation: Operation): Promise<Validation> {
  const hash = hashOperation(tx.contracts, operation);
  requireGasValues(operation);
  createSender(tx, operation);
  const { sender, nonce, paymaster, factory } = operation;
  if (ownerOf(tx.state, sender) === undefined) throw new FailedOp("AA20 account not deployed");
  if (factory !== undefined) {
    const event = { userOpHash: hash, sender, factory, paymaster: paymaster ?? zeroAddress };
    emit(tx, tx.contracts.entryPoint, entryPoint08Abi, "AccountDeployed", event);
  }
  const account = await wrapReverts("AA23 reverted", () => validateByAccount(tx, operation, hash));
  if (paymaster === undefined) payPrefund(tx, operation);
  takeNonce(tx, sender, nonce);
  const sponsor = paymaster && (await validateBySponsor(tx, operation));
  return { hash, account, paymaster: sponsor ?? { isSigned: true, ...ALWAYS } };
}

/**
 * Checks signatures and times, as the EntryPoint does when all operations of a bundle are validated.
 * @throws FailedOp.
 */
export function requireValid({ nowSeconds }: Transaction, { account, paymaster }: Validation): void {
  const isNow = ({ validAfter, validUntil }: ValidationData) =>
    BigInt(nowSeconds) > validAfter && BigInt(nowSeconds) <= validUntil;
  if (!account.isSigned) throw new FailedOp("AA24 signature error");
  if (!isNow(account)) throw new FailedOp("AA22 expired or not due");
  if (!paymaster.isSigned) throw new FailedOp("AA34 signature error");
  if (!isNow(paymaster)) throw new FailedOp("AA32 paymaster expired or not due");
}

/** An operation that was handled. */
export type Handled = { hash: Hex; operation: Operation; gasUsed: bigint; costWei: bigint } & ExecutionResult;

/**
 * Validates and executes one operation, as `handleOps` does.
 * @param tx Is written to.
 * @param operation Any.
 * @param isUndone Reverts its calls without a reason, as if their gas were not enough.
 * @throws FailedOp: then nothing of it is on chain.
 */
export async function handleOperation(tx: Transaction, operation: Operation, isUndone = false): Promise<Handled> {
  const validation = await validateOperation(tx, operation);
  requireValid(tx, validation);
  const { hash: userOpHash } = validation;
  const { sender, nonce, callData, paymaster = zeroAddress } = operation;
  const { entryPoint } = tx.contracts;
  const result = isUndone ? ({ isSuccess: false, revertData: "0x" } as const) : executeCalls(tx, sender, callData);
  if (!result.isSuccess && result.revertData !== "0x") {
    const event = { userOpHash, sender, nonce, revertReason: result.revertData };
    emit(tx, entryPoint, entryPoint08Abi, "UserOperationRevertReason", event);
  }
  const { gasUsed, costWei } = settle(tx, operation);
  const { isSuccess: success } = result;
  const event = { userOpHash, sender, paymaster, nonce, success, actualGasCost: costWei, actualGasUsed: gasUsed };
  emit(tx, entryPoint, entryPoint08Abi, "UserOperationEvent", event);
  return { hash: userOpHash, operation, gasUsed, costWei, ...result };
}

function requireGasValues(operation: Operation): void {
  const { preVerificationGas, verificationGasLimit, callGasLimit, maxFeePerGas, maxPriorityFeePerGas } = operation;
  const { paymasterVerificationGasLimit = 0n, paymasterPostOpGasLimit = 0n } = operation;
  const values = [preVerificationGas, verificationGasLimit, callGasLimit, maxFeePerGas, maxPriorityFeePerGas];
  const all = [...values, paymasterVerificationGasLimit, paymasterPostOpGasLimit];
  if (all.some((value) => value > MAX_UINT120)) throw new FailedOp("AA94 gas values overflow");
}

/** The first 20 bytes of the nonce say who validates; if it is not the module, the owner does. */
async function validateByAccount(tx: Transaction, operation: Operation, hash: Hex): Promise<ValidationData> {
  const isSession = operation.nonce >> 96n === BigInt(tx.contracts.module.validator);
  if (isSession) return validateSession(tx, operation, hash);
  return { isSigned: await isOwnersOperation(tx, operation, hash), ...ALWAYS };
}

async function validateBySponsor(tx: Transaction, operation: Operation): Promise<ValidationData> {
  const { paymaster } = tx.contracts;
  const isOurs = paymaster && operation.paymaster && isAddressEqual(paymaster.paymaster, operation.paymaster);
  // Nobody has paid a deposit for another paymaster.
  if (!isOurs) throw new FailedOp("AA31 paymaster deposit too low");
  return wrapReverts("AA33 reverted", () => validateSponsored(tx, paymaster, operation));
}

/** The account pays what its deposit at the EntryPoint lacks. */
function payPrefund(tx: Transaction, operation: Operation): void {
  const { state } = tx;
  const place = keyOf(operation.sender);
  const prefund = readMaxCost(operation);
  const deposit = state.deposits.get(place) ?? 0n;
  const missing = prefund > deposit ? prefund - deposit : 0n;
  if (balanceOf(tx, operation.sender) < missing) throw new FailedOp("AA21 didn't pay prefund");
  state.balances.set(place, balanceOf(tx, operation.sender) - missing);
  state.deposits.set(place, deposit + missing - prefund);
}

function takeNonce({ state }: Transaction, sender: Hex, nonce: bigint): void {
  const place = keyOf(sender, nonce >> 64n);
  const next = state.nonces.get(place) ?? 0n;
  if (BigInt.asUintN(64, nonce) !== next) throw new FailedOp("AA25 invalid account nonce");
  state.nonces.set(place, next + 1n);
}

/** Returns what was not used. */
function settle({ state }: Transaction, operation: Operation): { gasUsed: bigint; costWei: bigint } {
  const { sender, paymaster, maxFeePerGas } = operation;
  const maxCost = readMaxCost(operation);
  const costWei = GAS_USED * maxFeePerGas < maxCost ? GAS_USED * maxFeePerGas : maxCost;
  const gasUsed = maxFeePerGas === 0n ? GAS_USED : costWei / maxFeePerGas;
  if (paymaster === undefined) {
    const place = keyOf(sender);
    state.deposits.set(place, (state.deposits.get(place) ?? 0n) + maxCost - costWei);
  }
  return { gasUsed, costWei };
}

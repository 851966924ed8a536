import type { Address, Hex } from "viem";
import { decodeFunctionData, encodeErrorResult, isAddressEqual, parseAbi, zeroAddress } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import type { DecodedCall } from "../../operation/calls.ts";
import { isConfined, readExecution } from "./account.ts";
import { NotInMemory, Revert, revert } from "./revert.ts";
import { raiseEpoch, revokeSession } from "./sessionModule.ts";
import { type ExecutedCall, forkState, keyOf, type Transaction } from "./state.ts";

/** How the calls of an operation ended. */
export type ExecutionResult = { isSuccess: true } | { isSuccess: false; revertData: Hex };

/**
 * Makes the calls of an operation: all of them or none.
 * @param tx Is written to if they succeed.
 * @param account Who calls.
 * @param callData The operation's.
 * @throws NotInMemory for code that is not run here.
 */
export function executeCalls(tx: Transaction, account: Address, callData: Hex): ExecutionResult {
  const { calls, isExecute } = readExecution(callData);
  const before = { state: tx.state, logs: tx.logs };
  tx.state = forkState(tx.state);
  try {
    for (const call of calls) makeCall(tx, { from: account, ...call });
    // Also if a grant lets a session pay a play target.
    const isPoorer = balanceOf(tx, account) < (before.state.balances.get(keyOf(account)) ?? 0n);
    if (isExecute && isPoorer && isConfined(tx, account)) revert("AccountConfined", [zeroAddress, "0x00000000"]);
    return { isSuccess: true };
  } catch (error) {
    if (!(error instanceof Revert)) throw error;
    Object.assign(tx, before);
    return { isSuccess: false, revertData: error.data };
  }
}

export const balanceOf = ({ state }: Pick<Transaction, "state">, account: Address): bigint =>
  state.balances.get(keyOf(account)) ?? 0n;

function makeCall(tx: Transaction, call: ExecutedCall): void {
  const { from, to, value } = call;
  if (value > 0n) {
    // OpenZeppelin's error for a call that gave no reason.
    if (balanceOf(tx, from) < value) revert("FailedCall", []);
    tx.state.balances.set(keyOf(from), balanceOf(tx, from) - value);
    tx.state.balances.set(keyOf(to), balanceOf(tx, to) + value);
  }
  const { module, factory, paymaster, entryPoint } = tx.contracts;
  const isAt = (contract: Address | undefined) => contract !== undefined && isAddressEqual(contract, to);
  if (isAt(module.validator)) callModule(tx, call);
  else if (isAt(from) || isAt(factory) || isAt(entryPoint) || isAt(paymaster?.paymaster)) {
    throw new NotInMemory(`calls of ${to}`);
  } else callTarget(tx, call);
  tx.state.executed = [...tx.state.executed, call];
}

/** What an account may do about its sessions. */
function callModule(tx: Transaction, { from, data }: DecodedCall & { from: Address }): void {
  const { functionName, args } = decodeFunctionData({ abi: sessionValidatorAbi, data });
  if (functionName === "revokeAll") raiseEpoch(tx, from);
  else if (functionName === "revoke") revokeSession(tx, from, args[0]);
  else throw new NotInMemory(`the session module's function ${functionName}`);
}

const errorAbi = parseAbi(["error Error(string message)"]);

function callTarget(tx: Transaction, call: ExecutedCall): void {
  const { revert: data } = ask(tx, call) ?? {};
  if (data === undefined) return;
  if (data === "0x") revert("FailedCall", []);
  throw new Revert(data);
}

function ask({ execute }: Transaction, call: ExecutedCall): { revert: Hex } | undefined {
  try {
    return (execute as (call: ExecutedCall) => { revert: Hex } | undefined)(call);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { revert: encodeErrorResult({ abi: errorAbi, errorName: "Error", args: [message] }) };
  }
}

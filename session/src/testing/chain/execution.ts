import type { Hex } from "viem";
import {
  concat,
  decodeAbiParameters,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  numberToHex,
  parseAbi,
  parseAbiParameters,
  size,
  slice,
} from "viem";
import { type DecodedCall, decodeCalls, RUN_TOGETHER } from "../../operation/calls.ts";
import { Revert, revert } from "./revert.ts";

const abi = parseAbi(["function execute(bytes32 mode, bytes executionCalldata) payable"]);
const batchParameters = parseAbiParameters([
  "Execution[] calls",
  "struct Execution { address target; uint256 value; bytes callData; }",
]);
const EXECUTE = "0xe9ae5c53";
const SINGLE = numberToHex(0, { size: 32 });
const BATCH = numberToHex(1n << 248n, { size: 32 });

/**
 * The calls of a session's operation: only what `CallCheck` accepts, which is less than an account can do and has only one
 * encoding.
 * @param callData The operation's.
 * @throws Revert with the module's error.
 */
export function readSessionCalls(callData: Hex): readonly DecodedCall[] {
  const selector = size(callData) < 4 ? "0x00000000" : slice(callData, 0, 4);
  // Data that ends too early reverts without a reason.
  if (selector === RUN_TOGETHER) return decodeCalls(callData) ?? fail();
  if (selector !== EXECUTE) revert("CallDataNotExecute", [selector, EXECUTE]);
  const execution = readExecute(callData);
  if (!execution) revert("ExecutionMalformed", []);
  const { mode, body } = execution;
  if (mode === SINGLE) return readSingle(body);
  if (mode !== BATCH) revert("ExecutionModeNotAllowed", [mode]);
  return readBatch(body);
}

const fail = (): never => {
  throw new Revert("0x");
};

function readExecute(callData: Hex): { mode: Hex; body: Hex } | undefined {
  try {
    const { args } = decodeFunctionData({ abi, data: callData });
    const canonical = encodeFunctionData({ abi, functionName: "execute", args });
    return canonical === callData.toLowerCase() ? { mode: args[0], body: args[1] } : undefined;
  } catch {
    return undefined;
  }
}

function readSingle(body: Hex): readonly DecodedCall[] {
  if (size(body) < 52) revert("ExecutionMalformed", []);
  const data = size(body) === 52 ? "0x" : slice(body, 52);
  return [{ to: slice(body, 0, 20), value: BigInt(slice(body, 20, 52)), data }];
}

function readBatch(body: Hex): readonly DecodedCall[] {
  const [calls] = decodeBatch(body);
  if (calls.length === 0) revert("CallCountZero", []);
  if (encodeAbiParameters(batchParameters, [calls]) !== concat([body])) revert("ExecutionMalformed", []);
  return calls.map(({ target, value, callData }) => ({ to: target, value, data: callData }));
}

function decodeBatch(body: Hex) {
  try {
    return decodeAbiParameters(batchParameters, body);
  } catch {
    return revert("ExecutionMalformed", []);
  }
}

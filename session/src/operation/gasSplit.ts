import type { Address, Client, Hex, Transport } from "viem";
import { concat, decodeFunctionData, getAbiItem, isAddressEqual, isHex, parseAbi } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Operation } from "./operationType.ts";

/** Where the gas of an operation went, in units of gas. The parts add up to what EntryPoint charged for. */
export type GasSplit = {
  /** A fixed amount of the operation: the transaction itself and its bytes. */
  preVerification: bigint;
  /** Creating the account. */
  creation: bigint;
  /** The account's check, and that of the session module. */
  validation: bigint;
  /** The paymaster's check, and what it does afterwards. */
  sponsor: bigint;
  calls: bigint;
  /** EntryPoint's own work, and what it charges for gas that was reserved and not used (a tenth of it). */
  entryPoint: bigint;
};

/** A call as `trace_transaction` reports it; `traceAddress` is its place: `[3, 0]` is the first call that the fourth one made. */
type Frame = {
  action: { to?: Address; input?: Hex };
  result?: { gasUsed?: Hex } | null;
  traceAddress: readonly number[];
};

const steps = [
  getAbiItem({ abi: entryPoint08Abi, name: "innerHandleOp" }),
  ...parseAbi([
    "function createSender(bytes initCode)",
    "function validateUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes), bytes32 userOpHash, uint256)",
    "function validatePaymasterUserOp((address,uint256,bytes,bytes,bytes32,uint256,bytes32,bytes,bytes), bytes32 userOpHash, uint256)",
  ]),
] as const;

/** What is known of the operation from its event and its transaction. */
export type SplitParameters = {
  transactionHash: Hex;
  userOpHash: Hex;
  entryPoint: Address;
  operation: Operation;
  /** As in `UserOperationEvent`. */
  gasUsed: bigint;
};

/**
 * Splits the gas of an operation by what the calls of EntryPoint used, in the node's trace of the transaction: its event has one
 * number for everything. Nothing is estimated. It asks for `trace_transaction`, which has no options and which nodes answer from
 * what they have: `debug_traceTransaction` runs the block again, and anvil stands still for good if a block is mined meanwhile.
 * @param client Reads the chain.
 * @param parameters See {@link SplitParameters}.
 * @returns The split; undefined if this node traces nothing, or a trace that is not of this operation.
 */
export async function readGasSplit(
  client: Client<Transport>,
  parameters: SplitParameters,
): Promise<GasSplit | undefined> {
  type Trace = { Method: "trace_transaction"; Parameters: [Hex]; ReturnType: readonly Frame[] };
  try {
    const params: Trace["Parameters"] = [parameters.transactionHash];
    return splitGas(
      await client.request<Trace>({ method: "trace_transaction", params }, { retryCount: 0 }),
      parameters,
    );
  } catch {
    // Many public nodes refuse it. What is no trace is no reason to show nothing.
    return undefined;
  }
}

function splitGas(
  frames: readonly Frame[],
  { userOpHash, entryPoint, operation, gasUsed }: SplitParameters,
): GasSplit | undefined {
  const { sender, paymaster, factory, factoryData = "0x", callData, preVerificationGas: preVerification } = operation;
  const made = frames.filter(({ traceAddress }) => traceAddress.length === 1);
  const own = { createSender: 0n, validateUserOp: 0n, validatePaymasterUserOp: 0n, calls: 0n, postOp: 0n };
  for (const frame of made) {
    const call = readStep(frame.action.input);
    if (call?.functionName === "createSender") {
      if (factory && call.args[0] === concat([factory, factoryData])) own.createSender += gasOf(frame);
    } else if (call?.functionName === "innerHandleOp") {
      if (!isTo(frame, entryPoint) || call.args[1].userOpHash !== userOpHash) continue;
      const inner = frames.filter(({ traceAddress: [first, ...rest] }) => {
        return rest.length === 1 && first === frame.traceAddress[0];
      });
      for (const each of inner) {
        if (isTo(each, sender) && each.action.input === callData) own.calls += gasOf(each);
        if (isTo(each, paymaster)) own.postOp += gasOf(each);
      }
    } else if (call && call.args[1] === userOpHash) {
      const isOwn = isTo(frame, call.functionName === "validateUserOp" ? sender : paymaster);
      if (isOwn) own[call.functionName as "validateUserOp"] += gasOf(frame);
    }
  }
  const parts = {
    ...{ preVerification, creation: own.createSender, validation: own.validateUserOp },
    ...{ sponsor: own.validatePaymasterUserOp + own.postOp, calls: own.calls },
  };
  const rest = gasUsed - Object.values(parts).reduce((total, gas) => total + gas, 0n);
  // Every account has something to do to validate.
  return rest < 0n || parts.validation === 0n ? undefined : { ...parts, entryPoint: rest };
}

const isTo = ({ action: { to } }: Frame, address: Address | undefined) =>
  to !== undefined && address !== undefined && isAddressEqual(to, address);

/** @throws TypeError if the node does not tell. */
const gasOf = ({ result }: Frame) => BigInt(result?.gasUsed as Hex);

function readStep(input: unknown) {
  try {
    return isHex(input) ? decodeFunctionData({ abi: steps, data: input }) : undefined;
  } catch {
    return undefined;
  }
}

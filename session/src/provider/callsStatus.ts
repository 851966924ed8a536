import { type Client, encodeEventTopics, type Hash, type Hex, type Log, numberToHex, type Transport } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { getTransactionReceipt } from "viem/actions";
import { UnavailableError } from "../errors/errors.ts";
import { CallsRevertedError } from "../errors/sessionErrors.ts";
import type { CallsReceipt } from "../sessions/types.ts";

/** EIP-5792 status codes. */
const PENDING = 100;
const CONFIRMED = 200;
const FAILED_OFFCHAIN = 400;
const REVERTED = 500;

/** The result of calls, as this process knows it. */
export type Fate = { kind: "pending" } | { kind: "receipt"; receipt: CallsReceipt } | { kind: "error"; error: unknown };

const [OPERATION_TOPIC] = encodeEventTopics({ abi: entryPoint08Abi, eventName: "UserOperationEvent" });
const [BEFORE_TOPIC] = encodeEventTopics({ abi: entryPoint08Abi, eventName: "BeforeExecution" });

/**
 * The answer to `wallet_getCallsStatus`.
 * @param client Reads the chain, for the logs.
 * @param id The id of the calls.
 * @param chainId The chain of the world.
 * @param fate Their result.
 */
export async function toCallsStatus(client: Client<Transport>, id: string, chainId: number, fate: Fate) {
  const answer = { version: "2.0.0", id, chainId: numberToHex(chainId), atomic: true };
  if (fate.kind === "pending") return { ...answer, status: PENDING };
  if (fate.kind === "error") {
    const { error } = fate;
    if (!(error instanceof CallsRevertedError)) return { ...answer, status: FAILED_OFFCHAIN };
    return { ...answer, status: REVERTED, receipts: [await toReceipt(client, error.transactionHash, undefined)] };
  }
  const { transactionHash, userOpHash } = fate.receipt;
  return { ...answer, status: CONFIRMED, receipts: [await toReceipt(client, transactionHash, userOpHash)] };
}

async function toReceipt(client: Client<Transport>, hash: Hash, userOpHash: Hex | undefined) {
  const receipt = await getTransactionReceipt(client, { hash }).catch((cause: unknown) => {
    throw new UnavailableError("rpc", { cause });
  });
  return {
    logs: userOpHash
      ? logsOf(receipt.logs, userOpHash).map(({ address, data, topics }) => ({ address, data, topics }))
      : [],
    status: userOpHash ? "0x1" : "0x0",
    blockHash: receipt.blockHash,
    blockNumber: numberToHex(receipt.blockNumber),
    gasUsed: numberToHex(receipt.gasUsed),
    transactionHash: receipt.transactionHash,
  };
}

/** Only this operation's logs in a bundle: those between the previous operation's event and its own. */
export function logsOf(logs: readonly Log[], userOpHash: Hex): readonly Log[] {
  const end = logs.findIndex(({ topics }) => topics[0] === OPERATION_TOPIC && topics[1] === userOpHash);
  const before = logs.slice(0, Math.max(end, 0));
  const start = before.findLastIndex(({ topics }) => topics[0] === OPERATION_TOPIC || topics[0] === BEFORE_TOPIC);
  return before.slice(start + 1);
}

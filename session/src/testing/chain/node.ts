import type { Address, Hex } from "viem";
import { decodeFunctionData, isAddressEqual, numberToHex, size, slice, zeroAddress, zeroHash } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { type Answer, RpcFault } from "../rpcFault.ts";
import { codeOf, ownerOf } from "./account.ts";
import type { Block, MemoryChain, MinedTransaction } from "./chain.ts";
import { handleOperation } from "./entryPoint.ts";
import { NotInMemory, Revert } from "./revert.ts";
import { type ExecutedCall, keyOf } from "./state.ts";
import { fromPacked } from "./toOperation.ts";
import { runTransaction } from "./transaction.ts";
import { readView } from "./views.ts";

/** Code of contracts that exist and are not run. */
const SOME_CODE = "0xfe";
const BASE_FEE_WEI = 7_000_000n;
const TIP_WEI = 1_000_000n;

/** Answers a call that reads a contract of the product. */
export type Read = (call: Omit<ExecutedCall, "value">) => Hex | undefined;

/** A filter for `eth_getLogs` and `eth_subscribe`. */
export type LogFilter = {
  address?: Address | readonly Address[];
  topics?: readonly (Hex | readonly Hex[] | null)[];
  fromBlock?: Hex | string;
  toBlock?: Hex | string;
};

/**
 * The JSON-RPC methods of a node.
 * @param chain The chain.
 * @param read Answers for the product's own contracts. Other addresses have no code.
 */
export function createNode(chain: MemoryChain, read: Read = () => undefined): Answer {
  const numberOf = (tag: string | undefined): bigint => {
    if (tag === "earliest") return 0n;
    return tag?.startsWith("0x") ? BigInt(tag) : (chain.block()?.number ?? 0n);
  };
  const findTransaction = (hash: Hex) => chain.blocks().find(({ transaction }) => transaction?.hash === hash);

  const methods: Record<string, (params: never) => unknown> = {
    eth_chainId: () => numberToHex(chain.contracts.chainId),
    eth_blockNumber: () => numberToHex(numberOf("latest")),
    eth_gasPrice: () => numberToHex(BASE_FEE_WEI + TIP_WEI),
    eth_maxPriorityFeePerGas: () => numberToHex(TIP_WEI),
    eth_getBlockByNumber: ([tag]: readonly [string]) => {
      const block = chain.block(numberOf(tag));
      return block ? toRpcBlock(block) : null;
    },
    eth_getBalance: ([address]: readonly [Address]) => numberToHex(chain.read().balances.get(keyOf(address)) ?? 0n),
    eth_getCode: ([address]: readonly [Address]) => codeAt(chain, address),
    eth_call: ([call]: readonly [CallRequest]) => callContract(chain, read, call),
    eth_sendTransaction: ([{ to, data = "0x" }]: readonly [CallRequest]) =>
      asRpc(async () => {
        if (!to) throw new NotInMemory("deployments");
        return (await chain.transact(to, (tx) => runTransaction(tx, to, data))).hash;
      }),
    eth_getLogs: ([filter]: readonly [LogFilter]) => {
      const [from, to] = [numberOf(filter.fromBlock), numberOf(filter.toBlock)];
      return chain
        .blocks()
        .filter(({ number }) => number >= from && number <= to)
        .flatMap((block) => toRpcLogs(block, filter));
    },
    eth_getTransactionReceipt: ([hash]: readonly [Hex]) => {
      const block = findTransaction(hash);
      return block?.transaction ? toRpcReceipt(block, block.transaction) : null;
    },
  };
  return async (method, params) => {
    const answer = methods[method];
    if (!answer) throw new RpcFault(-32601, `The chain in memory does not know ${method}.`);
    return answer(params as never);
  };
}

type CallRequest = { from?: Address; to?: Address; data?: Hex };

function codeAt(chain: MemoryChain, address: Address): Hex {
  const { entryPoint, module, factory, implementation, webAuthnVerifier, paymaster } = chain.contracts;
  const owner = ownerOf(chain.read(), address);
  if (owner !== undefined) return codeOf(implementation, owner);
  const known = [entryPoint, module.validator, module.p256Verifier, factory, implementation];
  const all = [...known, webAuthnVerifier, paymaster?.paymaster];
  return all.some((each) => each && isAddressEqual(each, address)) ? SOME_CODE : "0x";
}

async function callContract(chain: MemoryChain, read: Read, { from, to, data = "0x" }: CallRequest): Promise<Hex> {
  if (!to) throw new RpcFault(-32602, "The chain in memory cannot run code that is not deployed.");
  return asRpc(async () => {
    if (isAddressEqual(to, chain.contracts.entryPoint) && isHandleOps(data)) return simulateHandleOps(chain, data);
    return readView(chain, to, data) ?? read({ from: from ?? zeroAddress, to, data }) ?? "0x";
  });
}

async function asRpc<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Revert) throw new RpcFault(3, `execution reverted: ${error.message}`, error.data);
    if (error instanceof NotInMemory) throw new RpcFault(-32004, error.message);
    throw error;
  }
}

const HANDLE_OPS = "0x765e827f";
const isHandleOps = (data: Hex) => size(data) >= 4 && slice(data, 0, 4) === HANDLE_OPS;

async function simulateHandleOps(chain: MemoryChain, data: Hex): Promise<Hex> {
  const { args, functionName } = decodeFunctionData({ abi: entryPoint08Abi, data });
  if (functionName !== "handleOps") throw new NotInMemory(functionName);
  await chain.simulate(async (tx) => {
    for (const packed of args[0]) await handleOperation(tx, fromPacked(packed));
  });
  return "0x";
}

/** Whether a log passes a filter; a position of the filter without topics accepts any. */
function passes(log: { address: Address; topics: readonly Hex[] }, { address, topics = [] }: LogFilter): boolean {
  const addresses = address === undefined ? undefined : [address].flat();
  if (addresses && !addresses.some((each) => isAddressEqual(each, log.address))) return false;
  return topics.every((wanted, index) => {
    if (wanted === null) return true;
    return [wanted].flat().some((topic) => topic.toLowerCase() === log.topics[index]?.toLowerCase());
  });
}

/**
 * The logs of a block that pass a filter, in a node's format.
 * @param block With its transaction.
 * @param filter See {@link LogFilter}.
 */
export function toRpcLogs({ number, hash, transaction, timestamp }: Block, filter: LogFilter = {}) {
  const place = { blockNumber: numberToHex(number), blockHash: hash, blockTimestamp: numberToHex(timestamp) };
  return (transaction?.logs ?? []).flatMap((log, index) =>
    passes(log, filter)
      ? [
          {
            ...{ ...log, ...place, logIndex: numberToHex(index), removed: false },
            ...{ transactionHash: transaction?.hash, transactionIndex: "0x0" },
          },
        ]
      : [],
  );
}

/** A block in a node's format. */
export function toRpcBlock({ number, hash, timestamp, transaction }: Block) {
  return {
    ...{ number: numberToHex(number), hash, timestamp: numberToHex(timestamp), parentHash: zeroHash },
    ...{
      baseFeePerGas: numberToHex(BASE_FEE_WEI),
      gasLimit: "0x1c9c380",
      gasUsed: "0x0",
      size: "0x0",
      nonce: "0x0000000000000000",
    },
    ...{ difficulty: "0x0", totalDifficulty: "0x0", extraData: "0x", miner: zeroAddress, uncles: [] },
    ...{ logsBloom: `0x${"00".repeat(256)}`, mixHash: zeroHash, stateRoot: zeroHash },
    ...{ receiptsRoot: zeroHash, sha3Uncles: zeroHash, transactionsRoot: zeroHash },
    transactions: transaction ? [transaction.hash] : [],
  };
}

/** A receipt in a node's format. */
export function toRpcReceipt(block: Block, { hash, from, to }: MinedTransaction) {
  return {
    ...{ transactionHash: hash, transactionIndex: "0x0", from, to, contractAddress: null, status: "0x1", type: "0x2" },
    ...{ blockHash: block.hash, blockNumber: numberToHex(block.number), logs: toRpcLogs(block) },
    ...{ gasUsed: "0x186a0", cumulativeGasUsed: "0x186a0", effectiveGasPrice: numberToHex(BASE_FEE_WEI + TIP_WEI) },
    logsBloom: `0x${"00".repeat(256)}`,
  };
}

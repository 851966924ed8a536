import { z } from "zod";

import { address, hash, hex, show } from "@/app/_api/primitives";
import { parseInput } from "../json";
import type { RpcMethod } from "./methods";

/** Most blocks that one eth_getLogs may span: at least a quarter of an hour of 250 ms blocks. */
export const MAX_LOG_BLOCKS = 5_000n;

/** The same for logs of one event about somebody: the node reads a block only if its header's bloom filter matches both topics. */
export const MAX_NAMED_LOG_BLOCKS = 100_000n;

/**
 * The most gas that a call may have, and its default. Without our limit the node uses its own,
 * and one endless loop then blocks the chain for that long. Ten million are 15 ms of an endless loop in anvil;
 * the page's largest read, 400 nodes of the island, takes a fifth of it.
 */
export const MAX_CALL_GAS = 10_000_000n;

const MAX_FEE_HISTORY_BLOCKS = 100n;

const quantity = (allowed: string) => z.string().regex(/^0x[0-9a-fA-F]{1,64}$/, { error: allowed });
const blockNumber = z.string().regex(/^0x[0-9a-fA-F]{1,16}$/, { error: "a block number as 0x-hex" });
const blockTag = z.union([blockNumber, z.enum(["latest", "pending", "safe", "finalized", "earliest"])], {
  error: "allowed: a block number as 0x-hex, or a tag",
});
const topic = z.union([hash, z.null(), z.array(hash).max(32)]);

const logFilter = z
  .object({
    address: z.union([address, z.array(address).max(16)]).optional(),
    topics: z.array(topic).max(4).optional(),
    fromBlock: z.union([blockNumber, z.enum(["latest"])]).optional(),
    toBlock: z.union([blockNumber, z.enum(["latest"])]).optional(),
    blockHash: z.optional(hash),
  })
  .strict();

const upTo = (most: bigint, allowed: string) =>
  quantity(allowed).refine((text) => BigInt(text) <= most, { error: `at most ${most}` });

/**
 * A call must name its target: one without `to` is the caller's own code, of any length and effect. Nothing else
 * that might mean something to a node is allowed (access lists, blobs, authorisations).
 */
const call = z
  .object({
    from: z.optional(address),
    to: address,
    data: z.optional(hex()),
    input: z.optional(hex()),
    value: quantity("an amount of wei as 0x-hex").optional(),
    gas: upTo(MAX_CALL_GAS, "gas as 0x-hex").default(`0x${MAX_CALL_GAS.toString(16)}`),
  })
  .strict();

/** A block with full transactions can be arbitrarily large; nobody here needs them. */
const hashesOnly = z.literal(false, { error: "allowed: false, the hashes of the transactions only" });

/**
 * What each method accepts, and nothing else: two parameters name the call and the block, a third one would be state
 * overrides, which are for simulators. What is not parsed here does not reach the node.
 */
const schemas = {
  eth_blockNumber: z.tuple([]),
  eth_call: z.tuple([call, blockTag.optional()]),
  eth_chainId: z.tuple([]),
  eth_estimateGas: z.tuple([call, blockTag.optional()]),
  eth_feeHistory: z.tuple([
    z.union([upTo(MAX_FEE_HISTORY_BLOCKS, "a number of blocks as 0x-hex"), z.number().int().min(1).max(100)]),
    blockTag,
    z.array(z.number().min(0).max(100)).max(10).optional(),
  ]),
  eth_gasPrice: z.tuple([]),
  eth_getBalance: z.tuple([address, blockTag.optional()]),
  eth_getBlockByHash: z.tuple([hash, hashesOnly]),
  eth_getBlockByNumber: z.tuple([blockTag, hashesOnly]),
  eth_getCode: z.tuple([address, blockTag.optional()]),
  eth_getLogs: z.tuple([logFilter]),
  eth_getTransactionByHash: z.tuple([hash]),
  eth_getTransactionCount: z.tuple([address, blockTag.optional()]),
  eth_getTransactionReceipt: z.tuple([hash]),
  eth_maxPriorityFeePerGas: z.tuple([]),
  // Of EntryPoint's transactions only, see ownTransaction.ts. Not `debug_traceTransaction`: anvil stands still for good if it is
  // asked for one while a block is mined, and other nodes run the block again, with a tracer of the caller.
  trace_transaction: z.tuple([hash]),
} satisfies Record<RpcMethod, z.ZodType>;

/**
 * Reads the parameters of a method, so that none can cost the node much.
 * @param method An allowed method.
 * @param params Its parameters.
 * @param readHead Reads the number of the newest block; called only when the range is open.
 * @returns The parameters for the node: what was parsed, with a gas limit.
 * @throws Failure (invalid params) with what was seen and what is allowed.
 */
export async function toCheapParams(
  method: RpcMethod,
  params: readonly unknown[],
  readHead: () => Promise<bigint>,
): Promise<readonly unknown[]> {
  const read: readonly unknown[] = parseInput(schemas[method], params, "params");
  if (method === "eth_getLogs") await requireRange(read[0] as z.output<typeof logFilter>, readHead);
  return read;
}

async function requireRange(filter: z.output<typeof logFilter>, readHead: () => Promise<bigint>): Promise<void> {
  if (filter.blockHash !== undefined) return;
  const isOpen = [filter.fromBlock ?? "latest", filter.toBlock ?? "latest"].includes("latest");
  const head = isOpen ? await readHead() : 0n;
  const read = (block: string | undefined) => (block === undefined || block === "latest" ? head : BigInt(block));
  const span = read(filter.toBlock) - read(filter.fromBlock) + 1n;
  const [event, ...about] = filter.topics ?? [];
  const isNamed = typeof event === "string" && about.some((topic) => typeof topic === "string");
  const most = isNamed ? MAX_NAMED_LOG_BLOCKS : MAX_LOG_BLOCKS;
  const allowed = z.bigint().max(most, { error: () => `seen ${show(span)} blocks; allowed: ${most}` });
  parseInput(allowed, span, "params.0.toBlock - fromBlock");
}

/** The cost of a method at the rate limiter, in simple look-ups: by the longest time that the node may spend. */
const costs: Partial<Record<RpcMethod, number>> = {
  eth_call: 2,
  // The node finds the limit by trying a dozen times.
  eth_estimateGas: 10,
  eth_feeHistory: 4,
  eth_getLogs: 4,
  // A node without the trace at hand runs the whole block again.
  trace_transaction: 25,
};

/**
 * The cost of a call.
 * @param method Its method.
 * @returns Requests.
 */
export function costOf(method: RpcMethod): number {
  return costs[method] ?? 1;
}

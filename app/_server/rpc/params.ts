import { z } from "zod";

import { address, hash, hex, show } from "@/app/_api/primitives";
import { parseInput } from "../json";

/** Most blocks that one eth_getLogs may span: a quarter of an hour of 250 ms blocks and more. */
export const MAX_LOG_BLOCKS = 5_000n;

const blockNumber = z.string().regex(/^0x[0-9a-fA-F]{1,16}$/, { error: "a block number as 0x-hex" });
const topic = z.union([hash, z.null(), z.array(hash).max(32)]);

const logFilter = z
  .object({
    address: z.union([address, z.array(address).max(16)]).optional(),
    topics: z.array(topic).max(4).optional(),
    fromBlock: z.union([blockNumber, z.enum(["latest"])]).optional(),
    toBlock: z.union([blockNumber, z.enum(["latest"])]).optional(),
    blockHash: hash.optional(),
  })
  .strict();

/** An eth_call: only as many parameters as name the call and the block; state overrides are for simulators. */
const callParams = z.tuple([
  z.object({ to: address.optional(), data: hex().optional(), input: hex().optional() }).loose(),
  z.unknown().optional(),
]);

/**
 * Checks the parameters of the methods that could cost the node much.
 * @param method An allowed method.
 * @param params What came with it.
 * @param readHead Reads the number of the newest block; asked only when the range is open.
 * @throws Failure (invalid params) with what was seen and what is allowed.
 */
export async function requireCheapParams(
  method: string,
  params: readonly unknown[],
  readHead: () => Promise<bigint>,
): Promise<void> {
  if (method === "eth_call") parseInput(callParams, params, "params");
  if (method !== "eth_getLogs") return;
  const [filter] = parseInput(z.tuple([logFilter]), params, "params");
  if (filter.blockHash !== undefined) return;
  const isOpen = [filter.fromBlock ?? "latest", filter.toBlock ?? "latest"].includes("latest");
  const head = isOpen ? await readHead() : 0n;
  const read = (block: string | undefined) => (block === undefined || block === "latest" ? head : BigInt(block));
  const span = read(filter.toBlock) - read(filter.fromBlock) + 1n;
  const allowed = z
    .bigint()
    .max(MAX_LOG_BLOCKS, { error: () => `seen ${show(span)} blocks; allowed: ${MAX_LOG_BLOCKS}` });
  parseInput(allowed, span, "params.0.toBlock - fromBlock");
}

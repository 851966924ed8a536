import type { Hex } from "viem";
import {
  type BlockRecord,
  type Change,
  isEmpty,
  type RpcReceipt,
  type RpcTransaction,
  toRecord,
} from "./blockRecord.ts";
import { openJournal, readJournal } from "./journal.ts";
import { baseNumber, type ChainFiles } from "./store.ts";

/** Asks the chain one question. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

type RpcBlock = Record<string, unknown> & { number: Hex; hash: Hex; parentHash: Hex; transactions: RpcTransaction[] };

/** Follows a chain from where its journal ends. @returns Writes down what is new. */
export function createFollower(ask: Ask, files: ChainFiles): () => Promise<void> {
  const base = baseNumber(files);
  /** Hashes of the blocks that are written, from the base on. */
  const known = new Map<number, Hex>();
  let last = base;
  const journal = openJournal(files.journal);
  for (const { number, hash } of readJournal(files.journal, base)) {
    known.set(number, hash);
    last = number;
  }

  const readBlock = (number: number | "latest") =>
    ask("eth_getBlockByNumber", [number === "latest" ? number : hex(number), true]) as Promise<RpcBlock | null>;

  /** The newest written block that is in the chain still. */
  async function findParting(head: number): Promise<number> {
    for (let number = Math.min(last, head); number > base; number -= 1) {
      if ((await readBlock(number))?.hash === known.get(number)) return number;
    }
    if ((await readBlock(base))?.hash === known.get(base)) return base;
    throw new Error(
      `The chain was reorganised below block ${base}, where it was started. Only a clean stop keeps that.`,
    );
  }

  return async () => {
    if (!known.has(base)) known.set(base, (await readBlock(base))?.hash ?? "0x");
    const head = await readBlock("latest");
    if (!head) throw new Error("The chain has no newest block.");
    const number = Number(head.number);
    if (known.get(number) === head.hash && number === last) return;
    const isNext = number === last + 1 && head.parentHash === known.get(last);
    const from = isNext ? last : await findParting(number);
    const records: BlockRecord[] = [];
    for (let next = from + 1; next <= number; next += 1) {
      const block = next === number ? head : await readBlock(next);
      if (!block) break; // reorganised meanwhile: the next step finds it out
      records.push(await record(ask, block));
    }
    if (records.length > 0) journal.append(records);
    for (const { number, hash } of records) known.set(number, hash);
    last = records.at(-1)?.number ?? last;
  };
}

async function record(ask: Ask, block: RpcBlock): Promise<BlockRecord> {
  if (isEmpty(block)) return toRecord(block);
  const [receipts, traces] = await Promise.all([
    ask("eth_getBlockReceipts", [block.number]) as Promise<RpcReceipt[]>,
    // Not debug_trace… with the prestateTracer: asked while a block is mined, anvil 1.7.1 stands still for good.
    ask("trace_replayBlockTransactions", [block.number, ["stateDiff"]]) as Promise<{ stateDiff: Change }[]>,
  ]);
  const changes = traces.map(({ stateDiff }) => stateDiff);
  if (changes.length !== block.transactions.length || receipts.length !== block.transactions.length) {
    throw new Error(`Block ${Number(block.number)} was replaced while it was read.`);
  }
  return toRecord(block, { transactions: block.transactions, receipts, changes });
}

const hex = (number: number): Hex => `0x${number.toString(16)}`;

// Writes every block of the local chain into its journal, as it comes. Its own process: it goes on when the supervisor
// is killed, and a part that is killed takes nothing with it. Arguments: the data folder and the chain's port.
import { setTimeout as pause } from "node:timers/promises";
import { createClient, type Hex, HttpRequestError, http, numberToHex } from "viem";
import { isDiskFull } from "../writeWhole.ts";
import {
  type BlockRecord,
  type Change,
  isEmpty,
  type RpcReceipt,
  type RpcTransaction,
  toRecord,
} from "./blockRecord.ts";
import { openJournal, readJournal } from "./journal.ts";
import { baseNumber, chainFiles } from "./store.ts";

/** Shorter than a block; what a kill of the chain can cost is this and the time that writing takes. */
const PAUSE_MS = 100;
/** What the supervisor waits for. */
const FOLLOWS = "Every block is written down.";

type RpcBlock = Record<string, unknown> & { number: Hex; hash: Hex; parentHash: Hex; transactions: RpcTransaction[] };

const [dataDir = "", port = ""] = process.argv.slice(2);
const client = createClient({ transport: http(`http://127.0.0.1:${port}`, { retryCount: 0 }) });
const ask = <Answer>(method: string, params: readonly unknown[]) =>
  client.request<{ ReturnType: Answer }>({ method, params } as never);
const files = chainFiles(dataDir);
const base = baseNumber(files);
const journal = openJournal(files.journal);
/** Hashes of the blocks that are written, from the base on. */
const known = new Map<number, Hex>();
let last = base;
for (const { number, hash } of readJournal(files.journal, base)) {
  known.set(number, hash);
  last = number;
}
let saidMs = 0;
let follows = false;

for (;;) {
  await follow().then(
    () => {
      if (!follows) console.log(FOLLOWS);
      follows = true;
    },
    (error: unknown) => {
      if (!isDiskFull(error)) return complain(error);
      console.error(`The disk is full: what is played from now on is not kept. Make room in ${dataDir}.`);
      process.exit(1);
    },
  );
  await pause(PAUSE_MS);
}

/** A chain that is being started is no news. */
function complain(error: unknown): void {
  const isAway = error instanceof HttpRequestError && error.status === undefined;
  if (isAway || Date.now() - saidMs < 10_000) return;
  saidMs = Date.now();
  console.error(error instanceof Error ? error.message : error);
}

/** Writes down what is new. */
async function follow(): Promise<void> {
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
    records.push(await record(block));
  }
  if (records.length > 0) journal.append(records);
  for (const { number, hash } of records) known.set(number, hash);
  last = records.at(-1)?.number ?? last;
}

function readBlock(number: number | "latest"): Promise<RpcBlock | null> {
  return ask("eth_getBlockByNumber", [number === "latest" ? number : numberToHex(number), true]);
}

/** The newest written block that is in the chain still. */
async function findParting(head: number): Promise<number> {
  for (let number = Math.min(last, head); number >= base; number -= 1) {
    if ((await readBlock(number))?.hash === known.get(number)) return number;
  }
  throw new Error(`The chain was reorganised below block ${base}, where it was started. Only a clean stop keeps that.`);
}

async function record(block: RpcBlock): Promise<BlockRecord> {
  if (isEmpty(block)) return toRecord(block);
  const [receipts, traces] = await Promise.all([
    ask<RpcReceipt[]>("eth_getBlockReceipts", [block.number]),
    // Not debug_trace… with the prestateTracer: asked while a block is mined, anvil 1.7.1 stands still for good.
    ask<{ stateDiff: Change }[]>("trace_replayBlockTransactions", [block.number, ["stateDiff"]]),
  ]);
  const changes = traces.map(({ stateDiff }) => stateDiff);
  if (changes.length !== block.transactions.length || receipts.length !== block.transactions.length) {
    throw new Error(`Block ${Number(block.number)} was replaced while it was read.`);
  }
  return toRecord(block, { transactions: block.transactions, receipts, changes });
}

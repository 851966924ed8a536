import type { Address, Hex } from "viem";
import type { ChainState, Header } from "./state.ts";

/** A block as the journal holds it: with what it changed, so that nothing has to be run again. */
export type BlockRecord = {
  number: number;
  hash: Hex;
  /** Without the fields that every quiet block has alike. */
  header: Partial<Header> & { parentHash: Hex };
  /** Absent in an empty block. */
  content?: { transactions: RpcTransaction[]; receipts: RpcReceipt[]; changes: Change[] };
};

export type RpcTransaction = Record<string, unknown> & { hash: Hex; type: Hex; from: Address; r: Hex; nonce: Hex };
export type RpcReceipt = Record<string, unknown> & { logs: Record<string, unknown>[] };
/** A value that stayed, changed, came or went. */
type Delta<Value> = "=" | { "*": { from: Value; to: Value } } | { "+": Value } | { "-": Value };
/** What one transaction changed, as `trace_replayBlockTransactions` says it (`stateDiff`). */
export type Change = Record<
  Address,
  { balance: Delta<Hex>; nonce: Delta<Hex>; code: Delta<Hex>; storage: Record<Hex, Delta<Hex>> }
>;

/** keccak256 of the empty list. */
const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const ZERO_WORD: Hex = `0x${"00".repeat(32)}`;
/** EIP-2935: before each block the hash of its parent is written here, without a transaction. */
const HISTORY: Address = "0x0000f90827f1c53a10cb7a02335b175320002935";
const HISTORY_SLOTS = 8191;

/** Header of a block in which nothing happens. */
const QUIET: Record<string, Hex> = {
  sha3Uncles: "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
  miner: `0x${"00".repeat(20)}`,
  transactionsRoot: EMPTY_ROOT,
  receiptsRoot: EMPTY_ROOT,
  logsBloom: `0x${"00".repeat(256)}`,
  difficulty: "0x0",
  gasLimit: "0x1c9c380",
  gasUsed: "0x0",
  extraData: "0x",
  nonce: "0x0000000000000000",
  baseFeePerGas: "0x7",
  withdrawalsRoot: EMPTY_ROOT,
  blobGasUsed: "0x0",
  excessBlobGas: "0x0",
  parentBeaconBlockRoot: ZERO_WORD,
  requestsHash: "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
};
const OTHERS = ["parentHash", "stateRoot", "number", "timestamp", "mixHash"];

export const isEmpty = (header: Record<string, unknown>) => header.transactionsRoot === EMPTY_ROOT;

/** Makes the record of a block from what the node says of it. */
export function toRecord(block: Record<string, unknown>, content?: BlockRecord["content"]): BlockRecord {
  const fields = [...OTHERS, ...Object.keys(QUIET)].filter((name) => block[name] !== QUIET[name]);
  const header = Object.fromEntries(fields.map((name) => [name, block[name]])) as BlockRecord["header"];
  return { number: Number(block.number), hash: block.hash as Hex, header, ...(content ? { content } : {}) };
}

/** Puts the block behind the last one of a state, as anvil would have written it. */
export function addBlock(state: ChainState, { number, hash, header: told, content }: BlockRecord): void {
  const header = { ...QUIET, ...told } as Header;
  const { transactions = [], receipts = [], changes = [] } = content ?? {};
  const history = state.accounts[HISTORY];
  if (history) history.storage[word((number - 1) % HISTORY_SLOTS)] = header.parentHash;
  for (const change of changes) apply(state.accounts, change);
  state.blocks.push({ header, transactions: transactions.map(toStateForm), ommers: [], withdrawals: null });
  transactions.forEach((transaction, index) => {
    const receipt = receipts[index];
    if (!receipt) throw new Error(`Block ${number} of the journal lacks the receipt of ${transaction.hash}.`);
    state.transactions.push({
      info: toInfo(transaction, receipt, index),
      receipt: toConsensusReceipt(receipt),
      block_hash: hash,
      block_number: number,
    });
  });
  state.best_block_number = number;
  state.block = {
    ...state.block,
    number: header.number,
    beneficiary: header.miner,
    timestamp: header.timestamp,
    gas_limit: Number(header.gasLimit),
    basefee: Number(header.baseFeePerGas),
    difficulty: header.difficulty,
    prevrandao: header.mixHash,
  };
}

function apply(accounts: ChainState["accounts"], change: Change): void {
  for (const [address, deltas] of Object.entries(change) as [Address, Change[Address]][]) {
    if (deltas.balance !== "=" && "-" in deltas.balance) {
      delete accounts[address]; // destroyed
      continue;
    }
    const account = accounts[address] ?? { nonce: 0, balance: "0x0", code: "0x", storage: {} };
    account.nonce = Number(newValue(deltas.nonce) ?? account.nonce);
    account.balance = newValue(deltas.balance) ?? account.balance;
    account.code = newValue(deltas.code) ?? account.code;
    for (const [slot, delta] of Object.entries(deltas.storage) as [Hex, Delta<Hex>][]) {
      account.storage[slot] = newValue(delta) ?? ZERO_WORD;
    }
    accounts[address] = account;
  }
}

/** Undefined when it stayed or went. */
function newValue<Value>(delta: Delta<Value>): Value | undefined {
  if (delta === "=" || "-" in delta) return undefined;
  return "*" in delta ? delta["*"].to : delta["+"];
}

function toStateForm(transaction: RpcTransaction) {
  const { blockHash, blockNumber, transactionIndex, blockTimestamp, from, gasPrice, ...signed } = transaction;
  const isOfOnePrice = transaction.type === "0x0" || transaction.type === "0x1";
  return {
    transaction: isOfOnePrice ? { ...signed, gasPrice } : signed,
    impersonated_sender: isImpersonated(transaction) ? from : null,
  };
}

/** anvil signs for an impersonated sender with words that no key can make. */
const isImpersonated = ({ r }: RpcTransaction) => BigInt(r) === 0n;

function toInfo(transaction: RpcTransaction, receipt: RpcReceipt, index: number) {
  return {
    transaction_hash: transaction.hash,
    transaction_index: index,
    from: transaction.from,
    to: transaction.to,
    contract_address: receipt.contractAddress,
    traces: [],
    exit: receipt.status === "0x1" ? "Stop" : "Revert",
    out: null,
    nonce: Number(transaction.nonce),
    gas_used: Number(receipt.gasUsed),
  };
}

function toConsensusReceipt({ type, status, cumulativeGasUsed, logs, logsBloom }: RpcReceipt) {
  const bare = logs.map(({ address, topics, data }) => ({ address, topics, data }));
  return { type, status, cumulativeGasUsed, logs: bare, logsBloom };
}

const word = (value: number): Hex => `0x${value.toString(16).padStart(64, "0")}`;

import type { Address, Hex } from "viem";
import { concat, keccak256, numberToHex, zeroHash } from "viem";
import {
  type AskPolicy,
  type Contracts,
  type Execute,
  emptyState,
  forkState,
  type PendingLog,
  type State,
  type Transaction,
} from "./state.ts";

/** A block with at most one transaction. */
export type Block = { number: bigint; hash: Hex; timestamp: number; transaction: MinedTransaction | undefined };

/** A transaction in a block. */
export type MinedTransaction = { hash: Hex; from: Address; to: Address; logs: readonly PendingLog[] };

/** Events of a subscription. */
export type BlockListener = (block: Block) => void;

/** Parameters of a chain in memory. */
export type CreateChainParameters = {
  contracts: Contracts;
  /** Unix seconds, whole. */
  nowSeconds: () => number;
  execute: Execute;
  askPolicy: AskPolicy | undefined;
};

export type MemoryChain = ReturnType<typeof createMemoryChain>;

/**
 * A chain of blocks over one state. Transactions run one after the other, each on its own copy of the state, which is kept if it
 * succeeds.
 * @param parameters See {@link CreateChainParameters}.
 */
export function createMemoryChain({ contracts, nowSeconds, execute, askPolicy }: CreateChainParameters) {
  let state = emptyState();
  const blocks: Block[] = [{ number: 0n, hash: hashOfBlock(0n), timestamp: nowSeconds(), transaction: undefined }];
  const listeners = new Set<BlockListener>();
  let turn: Promise<unknown> = Promise.resolve();

  const newest = () => blocks.at(-1) as Block;

  const begin = (): Transaction => ({
    ...{ contracts, execute, askPolicy, nowSeconds: nowSeconds(), logs: [], credit: undefined },
    ...{ state: forkState(state), blockHash: newest().hash },
  });

  /** Two transactions that wait for signatures at the same time must not see each other's unfinished state. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const own = turn.then(run);
    turn = own.catch(() => undefined);
    return own;
  };

  const mine = (transaction: MinedTransaction | undefined, isHeard: boolean): Block => {
    const number = newest().number + 1n;
    const block = { number, hash: hashOfBlock(number), timestamp: nowSeconds(), transaction };
    blocks.push(block);
    if (isHeard) for (const listener of [...listeners]) listener(block);
    return block;
  };

  return {
    contracts,
    /** The current state; must not be written to. */
    read: (): State => state,
    block: (number?: bigint): Block | undefined => (number === undefined ? newest() : blocks[Number(number)]),
    blocks: (): readonly Block[] => blocks,
    /** Time went on, and nothing happened. */
    mineEmpty: () => mine(undefined, true),
    /** Runs a transaction without mining it. */
    simulate: <T>(run: (tx: Transaction) => Promise<T>): Promise<T> => inTurn(() => run(begin())),
    /**
     * Runs a transaction and mines it.
     * @param to The called address.
     * @param run What it does; if it throws, nothing is mined.
     * @param isHeard Whether subscribers are notified.
     */
    transact: <T>(
      to: Address,
      run: (tx: Transaction) => Promise<T>,
      isHeard = true,
    ): Promise<{ hash: Hex; result: T; block: Block }> =>
      inTurn(async () => {
        const tx = begin();
        const result = await run(tx);
        state = tx.state;
        const hash = keccak256(concat([newest().hash, "0x01"]));
        const block = mine({ hash, from: RELAYER, to, logs: tx.logs }, isHeard);
        return { hash, result, block };
      }),
    /** Writes state that no operation changes, such as a balance. */
    write: (change: (tx: Transaction) => void): void => {
      const tx = begin();
      change(tx);
      state = tx.state;
    },
    listen: (listener: BlockListener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The sender of transactions: bundler and relay. */
const RELAYER: Address = "0x00000000000000000000000000000000000000f1";

const hashOfBlock = (number: bigint): Hex => keccak256(concat([zeroHash, numberToHex(number, { size: 32 })]));

import type { Hash, Hex } from "viem";
import type { Grant } from "../../grant/grantTypes.ts";
import { NOTE_DENIED, numberOfEpoch } from "../readChain.ts";
import type { Left } from "../types.ts";

/** Where something is on chain. `time` is its block's, in Unix seconds. */
export type ChainPlace = { blockNumber: bigint; logIndex: number; transactionHash: Hash; time: number };

/** Whose signature ended a session. `newOwner`: the account changed its owner. `unknown`: a contract
 * that sent it hides it, or the node has forgotten the transaction. */
export type SessionEnder = "key" | "owner" | "newOwner" | "unknown";

/** How a session ended before its time was over. `isAll`: together with every other session and every unused grant. */
export type SessionEnding = ChainPlace & { by: SessionEnder; isAll: boolean };

/** An operation of a session, as the EntryPoint reported it. */
export type OperationPlace = ChainPlace & { userOpHash: Hex; isSuccess: boolean };

/** A session of an account, from the chain alone. */
export type SessionRow = {
  /** Id: 28 bytes and four zero bytes. */
  id: Hex;
  /** Short fingerprint of its key, for people to compare. */
  print: string;
  /** What its owner signed. */
  grant: Grant;
  /** `runOut`: its time is over, and nobody ended it before. */
  status: "running" | "ended" | "runOut";
  /** When it went on chain. */
  made: ChainPlace;
  /** Only of an ended session. */
  ended?: SessionEnding;
  used: Left;
  left: Left;
  /** Its paymaster no longer pays for it. */
  isDenied: boolean;
  /** Undefined: it made none, or only outside of the blocks that were read. */
  lastOperation?: OperationPlace;
};

/** What the events of an account tell, each list in the order of the chain. */
export type SessionHistory = {
  enabled: readonly (ChainPlace & { id: Hex; print: string; grant: Grant })[];
  ended: readonly (ChainPlace & { id: Hex; by: SessionEnder })[];
  epochs: readonly (ChainPlace & { epoch: Hex; by: SessionEnder })[];
  /** By session. */
  lastOperations: ReadonlyMap<Hex, OperationPlace>;
};

/** What the module stores about a session, as returned by `sessionOf`. */
export type SessionWord = {
  isLive: boolean;
  note: number;
  validUntil: number;
  actionsLeft: number;
  spendLeft: bigint;
  gasLeftWei: bigint;
};

/**
 * The sessions of an account. Whether one still works is the module's word alone; the events say when, and by whom.
 * @param history What was read from events.
 * @param words What the module stores, by session, at the block up to which events were read.
 * @param now That block's time, Unix seconds.
 * @returns Newest first.
 */
export function toSessionRows(
  history: SessionHistory,
  words: ReadonlyMap<Hex, SessionWord>,
  now: number,
): SessionRow[] {
  // A grant with a wrong signature is enabled and forgotten in one step, and can be enabled again.
  const newest = new Map(history.enabled.map((made) => [made.id, made]));
  const rows = [...newest.values()].flatMap((made): SessionRow[] => {
    const word = words.get(made.id);
    // Forgotten for ever: nobody signed it.
    if (!word || word.validUntil === 0) return [];
    const { id, print, grant, ...place } = made;
    const ended = findEnding(history, made);
    const lastOperation = history.lastOperations.get(id);
    return [
      {
        ...{ id, print, grant, made: place, ...countsOf(grant, word), isDenied: word.note === NOTE_DENIED },
        status: ended ? "ended" : now > word.validUntil ? "runOut" : word.isLive ? "running" : "ended",
        ...(ended && { ended }),
        ...(lastOperation && { lastOperation }),
      },
    ];
  });
  return rows.sort((one, other) => comparePlaces(other.made, one.made));
}

/**
 * How a session ended before its time was over.
 * @param history Its endings.
 * @param made The session.
 * @returns Undefined: it still runs, or ran out.
 */
export function findEnding(
  { ended, epochs }: Pick<SessionHistory, "ended" | "epochs">,
  made: SessionHistory["enabled"][number],
): SessionEnding | undefined {
  const epoch = numberOfEpoch(made.grant.epoch);
  const [first] = [
    ...ended.filter(({ id }) => id === made.id).map(({ id: _, ...end }) => ({ ...end, isAll: false })),
    ...epochs
      .filter((raised) => numberOfEpoch(raised.epoch) > epoch)
      .map(({ epoch: _, ...end }) => ({ ...end, isAll: true })),
  ]
    .filter((end) => comparePlaces(end, made) > 0)
    .sort(comparePlaces);
  // Ending what is over changes nothing.
  return first && first.time <= made.grant.validUntil ? first : undefined;
}

/** In the order of the chain. */
export function comparePlaces(
  one: Pick<ChainPlace, "blockNumber" | "logIndex">,
  other: Pick<ChainPlace, "blockNumber" | "logIndex">,
): number {
  return Number(one.blockNumber - other.blockNumber) || one.logIndex - other.logIndex;
}

function countsOf({ maxActions, maxGasWei, maxSpend }: Grant, word: SessionWord): Pick<SessionRow, "used" | "left"> {
  const left = { calls: word.actionsLeft, gas: word.gasLeftWei, spend: word.spendLeft };
  const used = { calls: maxActions - left.calls, gas: maxGasWei - left.gas, spend: maxSpend - left.spend };
  return { used, left };
}

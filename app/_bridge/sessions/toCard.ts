import type { CardRequest, SessionRow } from "@hourglass/session/core";
import type { Address, Hex } from "viem";
import { describeMade } from "../gamePermissions";

/** One limit of a session: in calls, in Sand's smallest unit, or in wei. */
export type Usage = { used: bigint; max: bigint };

/** A session of an account, as a card shows it. Times are Unix seconds of the chain. */
export type SessionCardView = {
  id: Hex;
  /** Whose it is, as far as this browser knows: only it knows its own lane. */
  label: "This browser" | "Another device" | "Session";
  /** Short fingerprint of its key. */
  print: string;
  status: SessionRow["status"];
  madeSeconds: number;
  madeBlock: bigint;
  validUntil: number;
  ended: { bySeconds: number; words: string } | undefined;
  isDenied: boolean;
  actions: Usage;
  sand: Usage;
  gasWei: Usage;
  last: { seconds: number; block: bigint; userOpHash: Hex; isSuccess: boolean } | undefined;
  /** What its owner signed. */
  card: CardRequest;
};

const enders = {
  key: "with its own key",
  owner: "by the owner",
  newOwner: "by a change of owner",
  unknown: "by key or owner, through another contract",
} as const;

/**
 * A session for its card.
 * @param deployment Of this world.
 * @param row As read from the chain.
 * @param ownLane The lane of this browser, if the account's owner is here.
 */
export function toCard(
  deployment: Parameters<typeof describeMade>[0],
  row: SessionRow,
  ownLane: number | undefined,
): SessionCardView {
  const { id, print, grant, status, made, ended, isDenied, used, left, lastOperation } = row;
  const { maxActions, maxSpend, maxGasWei, validUntil } = grant;
  return {
    ...{ id, print, status, validUntil, isDenied },
    label: labelOf(grant.nonceKey, ownLane),
    ...{ madeSeconds: made.time, madeBlock: made.blockNumber },
    ended: ended && {
      bySeconds: ended.time,
      words: `Ended ${enders[ended.by]}${ended.isAll ? ", with all others" : ""}`,
    },
    actions: { used: BigInt(used.calls), max: BigInt(maxActions) },
    sand: { used: used.spend, max: maxSpend },
    gasWei: { used: used.gas, max: maxGasWei },
    last: lastOperation && {
      ...{ seconds: lastOperation.time, block: lastOperation.blockNumber },
      ...{ userOpHash: lastOperation.userOpHash, isSuccess: lastOperation.isSuccess },
    },
    card: describeMade(deployment, grant, { left }),
  };
}

/** A browser keeps its lane for all of its sessions, and never shares it. */
function labelOf(nonceKey: bigint, ownLane: number | undefined): SessionCardView["label"] {
  if (ownLane === undefined) return "Session";
  return BigInt.asUintN(32, nonceKey) === BigInt(ownLane) ? "This browser" : "Another device";
}

/** Everything that was read, as JSON; numbers that may pass 2^53 are decimal text. */
export function toJson(account: Address, block: { number: bigint; time: number }, rows: readonly SessionRow[]): string {
  const write = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);
  return `${JSON.stringify({ account, block, sessions: rows }, write, 2)}\n`;
}

import type { Hex } from "viem";

import { RefusedError, SessionKitError } from "./errors";
import type { Reaction } from "./laneReaction";
import type { LaneEvent, LaneNext, LaneState } from "./laneState";
import type { Delivery, LaneEnd, LaneOperation } from "./laneTypes";
import type { LaneStart } from "./readChain";

// What the transitions of `laneMachine.ts` are made of. Pure.

/** Each rebuild answers a fact that changed under way; more in a row is not a race: then the lane waits between them. */
export const MAX_REBUILDS = 5;
const SHOWN_ROWS = 50;
/** How many operations a reorganisation may reach back: minutes of play, and no more memory than a page of text. */
const KEPT_LANDED = 64;

const NONCE: Reaction = { type: "rebuild", learnt: "nonce" };

export const quiet = <Item>(state: LaneState<Item>): LaneNext<Item> => ({ state, news: [] });

export const awaitConfirmation = <Item>(state: LaneState<Item>): LaneState<Item> => ({
  ...showStatus(markTaken(state), "pending"),
  held: state.delivery?.silences ? state.held : undefined,
  phase: "confirming",
});

const HOLE = "The blockchain took back an earlier action of this account, and what came after it waits for that one.";

const markTaken = <Item>(state: LaneState<Item>): LaneState<Item> =>
  state.delivery ? { ...state, delivery: { ...state.delivery, isTaken: true } } : state;

const lastRefusal = <Item>({ refusal }: LaneState<Item>) => refusal as { error: RefusedError; reaction: Reaction };

/** How the session was ended from elsewhere. */
export const findEnd = ({ session }: LaneStart): LaneEnd | undefined =>
  session.status === "revoked" || session.isEpochPassed ? "revoked" : session.isDenied ? "denied" : undefined;

export function readFacts({ nonce, isDeployed, session }: LaneStart) {
  return { nonce, isDeployed, isEnabled: session.status === "enabled", isVoucherShown: session.isVoucherShown };
}

/** Idle, or on with what has to be delivered first. */
export function go<Item>(state: LaneState<Item>): LaneNext<Item> {
  const [first, ...redo] = state.redo;
  const idle = { ...state, delivery: undefined, refusal: undefined, held: undefined, phase: "idle" as const };
  if (!first) return state.over ? endWith(idle, state.over) : quiet(idle);
  const next = withRow({ ...idle, redo }, first);
  return {
    state: { ...next, phase: first.flight ? "sending" : "building" },
    news: [{ type: "resumed", batch: first.batch }],
  };
}

export function withRow<Item>(state: LaneState<Item>, delivery: Delivery<Item>): LaneState<Item> {
  const others = state.rows.filter(({ id }) => id !== delivery.row.id);
  const isShown = state.rows.some(({ id }) => id === delivery.row.id);
  // A row keeps its place when it changes.
  const rows = isShown
    ? state.rows.map((row) => (row.id === delivery.row.id ? delivery.row : row))
    : [delivery.row, ...others].slice(0, SHOWN_ROWS);
  return { ...state, delivery, rows };
}

/** The row of what is under way says something new. */
export function showStatus<Item>(state: LaneState<Item>, status: "sending" | "pending"): LaneState<Item> {
  const { delivery } = state;
  if (!delivery) return state;
  const hash = delivery.hashes.at(-1);
  return withRow(state, { ...delivery, row: { ...delivery.row, status, ...(hash && { userOpHash: hash }) } });
}

/** Not on chain and not heard of: the bundler may have lost it. The same operation again is harmless. */
export function again<Item>(state: LaneState<Item>, isHole = false): LaneNext<Item> {
  const { delivery } = state;
  if (!delivery) return go(state);
  // Made anew in the place that is free, it could be played twice: the one that is waiting becomes valid behind it.
  const held = isHole ? new RefusedError("rpc", HOLE) : state.held;
  return quiet({ ...state, held, delivery: { ...delivery, silences: delivery.silences + 1 }, phase: "sending" });
}

export function land<Item>(
  state: LaneState<Item>,
  { confirmation, atMs, failure }: LaneEvent<Item> & { type: "included" },
  session: Hex,
): LaneNext<Item> {
  const { delivery, facts } = state;
  if (!delivery) return go(state);
  const { flight } = delivery;
  const { isSuccess, revertData: _, ...included } = confirmation;
  const used = flight?.operation.nonce ?? 0n;
  const isOwn = flight?.session === session;
  const isSameLane = used >> 64n === facts.nonce >> 64n && used >= facts.nonce;
  // One that was made anew meanwhile had another nonce, or brought other things along: then the chain is asked.
  const isCertain = flight !== undefined && confirmation.userOpHash === delivery.hashes.at(-1);
  const row: LaneOperation<Item> = {
    ...delivery.row,
    ...included,
    status: isSuccess ? "confirmed" : "rejected",
    latencyMs: atMs - delivery.row.startedAtMs,
    ...(!isSuccess && { error: failure }),
  };
  const landed = { ...delivery, row };
  const next = withRow(state, landed);
  const { state: after, news } = go({
    ...next,
    landed: flight ? [...state.landed, landed].slice(-KEPT_LANDED) : state.landed,
    isDoubtful: state.isDoubtful || !isCertain,
    facts: {
      ...facts,
      nonce: isSameLane ? used + 1n : facts.nonce,
      ...{ isDeployed: true, areLimitsLow: false },
      // Validation stands even when the calls were undone, so the session is enabled either way.
      isEnabled: facts.isEnabled || (isOwn && flight?.enables === true),
      isVoucherShown: facts.isVoucherShown || isOwn,
    },
  });
  return { state: after, news: [{ type: "settled", row }, ...news] };
}

/** The state of the target says what became of it; nobody sends it a second time. */
export function settleUnknown<Item>(state: LaneState<Item>): LaneNext<Item> {
  const { delivery } = state;
  if (!delivery) return go(state);
  const row: LaneOperation<Item> = { ...delivery.row, status: "lost" };
  const { state: next, news } = go({ ...withRow(state, { ...delivery, row }), isDoubtful: true });
  return { state: next, news: [{ type: "settled", row }, ...news] };
}

/** It was refused and is not on chain. */
export function settleRefusal<Item>(state: LaneState<Item>, session: Hex): LaneNext<Item> {
  const { delivery } = state;
  const { error, reaction: said } = lastRefusal(state);
  const flight = delivery?.flight;
  // A session that is over says nothing about the one that took its flight up.
  const isForeign = flight !== undefined && flight.session !== session;
  const reaction = said.type === "end" && isForeign ? NONCE : said;
  if (!delivery || reaction.type === "end") {
    return endWith(state, reaction.type === "end" ? reaction.end : "failed", error);
  }
  if (reaction.type === "reject") {
    const row: LaneOperation<Item> = { ...delivery.row, status: "rejected", error };
    const { state: next, news } = go(withRow(state, { ...delivery, row }));
    return { state: next, news: [{ type: "settled", row }, ...news] };
  }
  const refusal = { error, reaction };
  if (reaction.type === "rebuild" && delivery.rebuilds < MAX_REBUILDS)
    return quiet({ ...state, refusal, phase: "learning" });
  return quiet({ ...state, refusal, held: error, phase: "holding" });
}

export function rebuildDelivery<Item>(state: LaneState<Item>): LaneState<Item> {
  const { delivery } = state;
  if (!delivery) return state;
  return { ...state, delivery: { ...delivery, flight: undefined, rebuilds: delivery.rebuilds + 1 } };
}

/** Corrects the one fact that the last refusal was about; about a session the chain is asked. */
export function learn<Item>(state: LaneState<Item>, nonce: bigint | undefined): LaneState<Item> {
  const { reaction } = lastRefusal(state);
  const learnt = reaction.type === "rebuild" ? reaction.learnt : undefined;
  const facts = { ...state.facts, ...(nonce !== undefined && { nonce }) };
  if (learnt === "fees") facts.areFeesStale = true;
  if (learnt === "gas") facts.areLimitsLow = true;
  // One that was shown is known to the chain: what is wrong then is told when the chain is asked.
  if (learnt === "voucher" && !facts.isVoucherShown) facts.voucher = undefined;
  if (learnt === "deployed" || learnt === "undeployed") facts.isDeployed = learnt === "deployed";
  // A nonce that was used already is free again: the chain was reorganised, and whoever took it before is gone.
  const isAsked = learnt === "session" || learnt === "voucher";
  const isDoubtful =
    state.isDoubtful || isAsked || (nonce !== undefined && state.landed.some((each) => isGone(each, nonce)));
  return { ...state, facts, refusal: undefined, isDoubtful };
}

/** Whether the lane's next nonce says that an operation is not on the chain any more. */
function isGone<Item>({ flight }: Delivery<Item>, next: bigint): boolean {
  const nonce = flight?.operation.nonce;
  return nonce !== undefined && nonce >> 64n === next >> 64n && nonce >= next;
}

/**
 * What does not stand any more is delivered again as it was signed: whoever still has the old one has the same one. What
 * stands is told by the lane's nonce, which counts every operation of it.
 */
export function recheck<Item>(
  state: LaneState<Item>,
  { start }: LaneEvent<Item> & { type: "rechecked" },
): LaneNext<Item> {
  const facts = { ...state.facts, ...readFacts(start) };
  const isLost = (each: Delivery<Item>) => isGone(each, start.nonce);
  const lost = state.landed.filter(isLost).map((each): Delivery<Item> => {
    const { blockNumber: _b, transactionHash: _t, error: _e, latencyMs: _l, ...row } = each.row;
    return { ...each, silences: 0, row: { ...row, status: "queued" } };
  });
  // One whose calls were undone is not sent again: they could come true now, although the player was told otherwise. What
  // comes after it is made anew, since its place in the order is gone.
  const firstUndone = lost.findIndex((each) => state.landed.find(({ row }) => row.id === each.row.id)?.row.error);
  const again = lost.flatMap((each, index): Delivery<Item>[] => {
    const wasUndone = state.landed.find(({ row }) => row.id === each.row.id)?.row.error !== undefined;
    if (wasUndone) return [];
    return [firstUndone >= 0 && index > firstUndone ? { ...each, flight: undefined } : each];
  });
  const rows = state.rows.map((row) => again.find((each) => each.row.id === row.id)?.row ?? row);
  const landed = state.landed.filter((each) => !isLost(each));
  const next = { ...state, facts, rows, landed, isDoubtful: false, over: findEnd(start) };
  if (again.length === 0) {
    if (state.delivery?.flight) return quiet({ ...next, phase: "sending" });
    // It was refused, and this is why.
    return next.over && state.delivery ? endWith(next, next.over) : quiet(next);
  }
  const redo = [...again, ...(state.delivery ? [state.delivery] : []), ...state.redo];
  const { state: after, news } = go({ ...next, redo });
  return { state: after, news: [{ type: "lost", batches: again.map(({ batch }) => batch) }, ...news] };
}

/** Everything that was not sent for good goes back, in order. */
export function endWith<Item>(state: LaneState<Item>, ended: LaneEnd, error?: SessionKitError): LaneNext<Item> {
  // What a bundler took may still land. Given back as well it would be played twice: the next lane picks it up instead.
  const left = state.delivery?.isTaken && state.delivery.flight ? state.delivery : undefined;
  const open = [...(state.delivery && !left ? [state.delivery] : []), ...state.redo];
  const ids = open.map(({ row }) => row.id);
  return {
    state: {
      ...state,
      ...{ phase: "ended", ended, delivery: undefined, redo: [], refusal: undefined, held: undefined, left },
      error: error ?? (ended === "failed" ? new SessionKitError("The lane broke.") : undefined),
      rows: state.rows.filter(({ id }) => !ids.includes(id) && id !== left?.row.id),
    },
    news: open.map(({ batch }) => ({ type: "giveBack", batch })),
  };
}

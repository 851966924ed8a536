import type { Hex } from "viem";

import { RefusedError, SessionError } from "../errors/errors.ts";
import type { LaneStart } from "../sessions/readChain.ts";
import type { Reaction } from "./laneReaction.ts";
import type { LaneEvent, LaneNext, LaneState } from "./laneState.ts";
import type { Delivery, Flight, LaneEnd, LaneOperation } from "./laneTypes.ts";

// The parts of `laneMachine.ts`'s transitions. Pure.

/** Each rebuild follows a fact that changed meanwhile; more than this in a row is not a race: then the lane waits between them. */
export const MAX_REBUILDS = 5;
const SHOWN_ROWS = 50;
/** How many operations a reorganisation may reach back: minutes of play, in little memory. */
const KEPT_LANDED = 64;

const NONCE: Reaction = { type: "rebuild", learnt: "nonce" };

export const quiet = <Item>(state: LaneState<Item>): LaneNext<Item> => ({ state, news: [] });

/** @param atMs When a bundler accepted it. What is sent a second time was accepted before. */
export const awaitConfirmation = <Item>(state: LaneState<Item>, atMs?: number): LaneState<Item> => ({
  ...showStatus(markTaken(state, atMs), "pending"),
  held: state.delivery?.silences ? state.held : undefined,
  phase: "confirming",
});

const HOLE = "The blockchain took back an earlier action of this account, and later ones wait for it.";

function markTaken<Item>(state: LaneState<Item>, acceptedAtMs: number | undefined): LaneState<Item> {
  const { delivery } = state;
  if (!delivery) return state;
  const row = { ...(acceptedAtMs !== undefined && { acceptedAtMs }), ...delivery.row };
  return { ...state, delivery: { ...delivery, row, isTaken: true } };
}

const lastRefusal = <Item>({ refusal }: LaneState<Item>) => refusal as { error: RefusedError; reaction: Reaction };

/** How the session was ended elsewhere. */
export const findEnd = ({ session }: LaneStart): LaneEnd | undefined =>
  session.status === "revoked" || session.isEpochPassed ? "revoked" : session.isDenied ? "denied" : undefined;

export function readFacts({ nonce, isDeployed, session }: LaneStart) {
  return { nonce, isDeployed, isEnabled: session.status === "enabled", isVoucherShown: session.isVoucherShown };
}

/** What an operation does before its calls. */
export const readShape = <Item>({ enables, operation }: Flight<Item>) => ({
  ...{ enables, deploys: operation.factory !== undefined },
});

/** Idle, or sending what must be delivered first. */
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

/** Updates the row of the current operation. */
export function showStatus<Item>(state: LaneState<Item>, status: "sending" | "pending"): LaneState<Item> {
  const { delivery } = state;
  if (!delivery) return state;
  const hash = delivery.hashes.at(-1);
  return withRow(state, { ...delivery, row: { ...delivery.row, status, ...(hash && { userOpHash: hash }) } });
}

/** Not on chain, and no event: the bundler may have lost it. Sending the same operation again is harmless. */
export function again<Item>(state: LaneState<Item>, isHole = false): LaneNext<Item> {
  const { delivery } = state;
  if (!delivery) return go(state);
  // Rebuilt at the free nonce, it could be played twice, because the waiting one then becomes valid.
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
  // An operation that was rebuilt meanwhile had another nonce or other contents: then the chain is asked.
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
      // Validation counts even if the calls reverted, so the session is enabled either way.
      isEnabled: facts.isEnabled || (isOwn && flight?.enables === true),
      isVoucherShown: facts.isVoucherShown || isOwn,
    },
  });
  return { state: after, news: [{ type: "settled", row }, ...news] };
}

/** Only the state of the target shows what became of it; nobody sends it a second time. */
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
  // An ended session says nothing about the session that took over its operation.
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
  // The chain knows a voucher that was shown; asking it shows what is wrong.
  if (learnt === "voucher" && !facts.isVoucherShown) facts.voucher = undefined;
  if (learnt === "deployed" || learnt === "undeployed") facts.isDeployed = learnt === "deployed";
  // A used nonce is free again: the chain was reorganised, and the operation that used it is gone.
  const isAsked = learnt === "session" || learnt === "voucher";
  const isDoubtful =
    state.isDoubtful || isAsked || (nonce !== undefined && state.landed.some((each) => isGone(each, nonce)));
  return { ...state, facts, refusal: undefined, isDoubtful };
}

/** Whether the lane's next nonce shows that an operation is no longer on chain. */
function isGone<Item>({ flight }: Delivery<Item>, next: bigint): boolean {
  const nonce = flight?.operation.nonce;
  return nonce !== undefined && nonce >> 64n === next >> 64n && nonce >= next;
}

/**
 * Operations that are no longer on chain are sent again as they were signed, so that everybody who still has the old one has the same one.
 * The lane's nonce, which counts its operations, shows which are still there.
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
  // An operation whose calls reverted is not sent again: this time they could succeed, although the player was told otherwise.
  // Later ones are rebuilt, because its nonce is free.
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

/** Everything that was not finally sent goes back, in order. */
export function endWith<Item>(state: LaneState<Item>, ended: LaneEnd, error?: SessionError): LaneNext<Item> {
  // What a bundler accepted may still be included. If it were given back too, it would be played twice: the next lane picks it up instead.
  const left = state.delivery?.isTaken && state.delivery.flight ? state.delivery : undefined;
  const open = [...(state.delivery && !left ? [state.delivery] : []), ...state.redo];
  const ids = open.map(({ row }) => row.id);
  return {
    state: {
      ...state,
      ...{ phase: "ended", ended, delivery: undefined, redo: [], refusal: undefined, held: undefined, left },
      error: error ?? (ended === "failed" ? new SessionError("The lane failed.") : undefined),
      rows: state.rows.filter(({ id }) => !ids.includes(id) && id !== left?.row.id),
    },
    news: open.map(({ batch }) => ({ type: "giveBack", batch })),
  };
}

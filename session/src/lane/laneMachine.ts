import type { Hex } from "viem";

import { reactTo } from "./laneReaction.ts";
import type { LaneEvent, LaneNext, LaneState } from "./laneState.ts";
import {
  again,
  awaitConfirmation,
  endWith,
  findEnd,
  go,
  land,
  learn,
  quiet,
  readFacts,
  readShape,
  rebuildDelivery,
  recheck,
  settleRefusal,
  settleUnknown,
  withRow,
} from "./laneSteps.ts";

/*
 * The lane on one page: phases, what happens in each, and what comes next. Pure: `lane.ts` performs the phase of the
 * current state and reports the result.
 *
 *   starting ──started──▶ idle ──taken──▶ building ──built──▶ sending ──sent──▶ confirming ──included──▶ idle
 *                                            ▲                   ▲                  │ silent: the same once more
 *                                            │                   └──────────────────┘
 *       learning ──learnt──▶ building        │
 *          ▲ rebuild                         │ held
 *   refused ▶ checking (is it on chain after all?) ──── wait ─▶ holding ── end ─▶ ended ── reject ─▶ idle
 *
 *   reorganised, at any time ──▶ rechecking ──▶ lost operations are sent again, unchanged, before everything else
 */

/**
 * One step of the lane.
 * @param state The current state; it has not ended.
 * @param event What happened.
 * @param session Id of the lane's own session: if an operation left by an earlier session is refused, this one does not end.
 * @returns The next state, and what to tell the product.
 */
export function laneTransition<Item>(state: LaneState<Item>, event: LaneEvent<Item>, session: Hex): LaneNext<Item> {
  const { delivery } = state;
  switch (event.type) {
    case "started": {
      const facts = { ...state.facts, ...readFacts(event.start) };
      return go({ ...state, facts, over: findEnd(event.start), redo: event.left ? [event.left] : [] });
    }
    case "taken":
      return quiet({ ...withRow(state, event.delivery), phase: "building" });
    case "built": {
      if (!delivery) return quiet(state);
      const { flight, voucher, maxCostWei, atMs } = event;
      const { acceptedAtMs: _, ...before } = delivery.row;
      const row = { ...before, maxCostWei, signedAtMs: atMs, ...readShape(flight) };
      const next = { ...state, facts: { ...state.facts, voucher, areFeesStale: false } };
      return quiet({ ...withRow(next, { ...delivery, row, flight, hashes: flight.hashes }), phase: "sending" });
    }
    case "sent":
      return quiet(awaitConfirmation(state, event.atMs));
    case "included":
      return land(state, event, session);
    case "unknown":
      return settleUnknown(state);
    case "silent":
      return state.phase === "checking" ? settleRefusal(state, session) : again(state, event.isHole);
    case "refused": {
      const reaction = reactTo(event.error, { secondsLeft: event.secondsLeft });
      if (reaction.type === "accepted") return quiet(awaitConfirmation(state));
      // Also at the first try: one address may stand for several bundlers, and the one that refuses now may not be the
      // one that accepted the operation and died before answering.
      return quiet({ ...state, refusal: { error: event.error, reaction }, phase: "checking" });
    }
    case "learnt":
      return quiet({ ...rebuildDelivery(learn(state, event.nonce)), phase: "building" });
    case "held": {
      const facts = { ...state.facts, areFeesStale: true };
      const waited = delivery && { ...delivery, holds: delivery.holds + 1 };
      return quiet({ ...state, facts, delivery: waited, phase: "learning" });
    }
    case "reorganised":
      return quiet({ ...state, isDoubtful: true });
    case "rechecked":
      return recheck(state, event);
    case "ended":
      return endWith(state, event.end, event.error);
  }
}

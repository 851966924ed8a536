import type { Hex } from "viem";

import { reactTo } from "./laneReaction";
import type { LaneEvent, LaneNext, LaneState } from "./laneState";
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
  rebuildDelivery,
  recheck,
  settleRefusal,
  settleUnknown,
  withRow,
} from "./laneSteps";

/*
 * The lane on one page: phases, what happens in each, and what it leads to. Pure: `lane.ts` performs the phase that the
 * state is in and hands back what came of it.
 *
 *   starting ──started──▶ idle ──taken──▶ building ──built──▶ sending ──sent──▶ confirming ──included──▶ idle
 *                                            ▲                   ▲                  │ silent: the same once more
 *                                            │                   └──────────────────┘
 *       learning ──learnt──▶ building        │
 *          ▲ rebuild                         │ held
 *   refused ▶ checking (is it on chain nevertheless?) ── wait ─▶ holding ── end ─▶ ended ── reject ─▶ idle
 *
 *   reorganised, at any time ──▶ rechecking ──▶ what was lost is delivered again, the very same, before all else
 */

/**
 * One step of the lane.
 * @param state Where it stands; it has not ended.
 * @param event What happened.
 * @param session Id of the lane's own session: a refusal of what an earlier one left in flight does not end this one.
 * @returns The next state, and what the product is told.
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
      const { flight, voucher, maxCostWei } = event;
      const row = { ...delivery.row, maxCostWei };
      const next = { ...state, facts: { ...state.facts, voucher, areFeesStale: false } };
      return quiet({ ...withRow(next, { ...delivery, row, flight, hashes: flight.hashes }), phase: "sending" });
    }
    case "sent":
      return quiet(awaitConfirmation(state));
    case "included":
      return land(state, event, session);
    case "unknown":
      return settleUnknown(state);
    case "silent":
      return state.phase === "checking" ? settleRefusal(state, session) : again(state, event.isHole);
    case "refused": {
      const reaction = reactTo(event.error, { secondsLeft: event.secondsLeft });
      if (reaction.type === "accepted") return quiet(awaitConfirmation(state));
      // Also at the first try: behind one address may stand several bundlers, and the one that refuses now is not the
      // one that took the operation and died before saying so.
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

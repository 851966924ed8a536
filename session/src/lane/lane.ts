import type { Hex } from "viem";
import { RefusedError, SessionError } from "../errors/errors.ts";
import { sessionIdOf } from "../grant/grant.ts";
import type { Confirmation } from "./confirmations.ts";
import { createFlightStore } from "./laneFlight.ts";
import { laneTransition } from "./laneMachine.ts";
import { initialLane, type LaneEvent, type LaneState } from "./laneState.ts";
import { showStatus } from "./laneSteps.ts";
import type { Delivery, Lane, LanePorts, LaneSession, LaneSnapshot, LaneSource } from "./laneTypes.ts";
import { createLaneWork } from "./laneWork.ts";
import { createPersistence, Stopped } from "./persistence.ts";

/**
 * Creates the ordered sending lane of a session. At most one operation is in flight; the source combines
 * what is played meanwhile into the next one. The lane starts at once, and sends in only one tab at a time. `laneMachine.ts`
 * decides what happens next; this file does it.
 * @param session Whose operations; one lane per session, and a new lane for a renewed one.
 * @param source The product's side: what to send, and who is told how it ended.
 * @param ports The outside.
 * @param landed What the previous lane confirmed recently, so that a reorganisation that reaches back to it is repaired here.
 * @returns The lane. It never throws: errors are in its snapshot and in `settled`.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: what is in flight is one state, read by every step; the work itself is in laneWork.ts.
export function createLane<Item>(
  session: LaneSession,
  source: LaneSource<Item>,
  ports: LanePorts,
  landed: readonly Delivery<Item>[] = [],
): Lane<Item> {
  const { signed } = session;
  const { account } = signed.grant;
  const { clock } = ports;
  const stopping = new AbortController();
  const flights = createFlightStore<Item>(ports.store, account, signed.grant.nonceKey);
  const id = sessionIdOf(session.module, signed.grant);
  const listeners = new Set<() => void>();
  const heard = new Map<Hex, Confirmation>();
  let state: LaneState<Item> = initialLane(session, landed);
  let role: LaneSnapshot<Item>["role"] = "follower";
  let outage: LaneSnapshot<Item>["down"];
  let holdUntilMs = 0;
  let hasNews = false;
  let snapshot = toSnapshot();

  function toSnapshot(): LaneSnapshot<Item> {
    const { rows, facts, ended, error, held } = state;
    const waiting = held && { part: held.part, retryAtMs: holdUntilMs, reason: held.shortMessage };
    return { role, operations: rows, isEnabled: facts.isEnabled, down: outage ?? waiting, ended, error };
  }
  function show() {
    snapshot = toSnapshot();
    for (const listener of [...listeners]) listener();
  }

  const { insist, pause, wake } = createPersistence(clock, stopping.signal, (down) => {
    if (!down && !outage) return;
    outage = down;
    show();
  });
  const signalNews = () => {
    hasNews = true;
    if (!outage && state.phase !== "holding") wake();
  };

  const apply = async (event: LaneEvent<Item>) => {
    const { state: next, news } = laneTransition(state, event, id);
    state = next;
    const isOpen = state.delivery !== undefined;
    // A finished operation must not be picked up by a reload: a visit that does finds it on chain. Nobody waits for that here.
    const cleared = event.type !== "started" && !isOpen && !state.left ? flights.clear() : undefined;
    if (!isOpen) heard.clear();
    show();
    for (const each of news) {
      if (each.type === "settled") source.settled(each.row);
      else if (each.type === "lost") source.lost?.(each.batches);
      else if (each.type === "giveBack") source.giveBack(each.batch);
      else source.resumed?.(each.batch);
    }
    await cleared;
    // One that is sent again is stored before anything else is sent.
    if (state.delivery?.flight && news.some(({ type }) => type === "resumed"))
      await flights.write(state.delivery.flight);
  };

  const work = createLaneWork({
    ...{ session, source, ports, flights, heard, insist, pause },
    read: () => state,
    hasNews: () => hasNews,
    forgetNews: () => {
      hasNews = false;
    },
    showHold: (untilMs) => {
      holdUntilMs = untilMs;
      show();
    },
    showSending: () => {
      state = showStatus(state, "sending");
      show();
    },
  });

  const run = async () => {
    role = "sender";
    show();
    const unwatch = ports.confirmations.watch((confirmation) => {
      // The account's other operations do not belong to the lane.
      if (!state.delivery?.hashes.includes(confirmation.userOpHash)) return;
      heard.set(confirmation.userOpHash, confirmation);
      signalNews();
    });
    try {
      while (state.phase !== "ended") {
        const event = await work(state).catch((error: unknown): LaneEvent<Item> => {
          if (!(error instanceof RefusedError)) throw error;
          return { type: "refused", error, secondsLeft: signed.grant.validUntil - ports.chainNow() };
        });
        if (event) await apply(event);
      }
    } catch (error) {
      if (error instanceof Stopped) return;
      const known = error instanceof SessionError ? error : new SessionError("The lane failed.", { cause: error });
      await apply({ type: "ended", end: "failed", error: known });
    } finally {
      unwatch();
    }
  };

  const done = ports
    .lock(
      `session-lane/${session.module.chainId}/${account.toLowerCase()}/${signed.grant.nonceKey}`,
      stopping.signal,
      run,
    )
    .catch((cause) => {
      if (stopping.signal.aborted) return;
      return apply({
        type: "ended",
        end: "failed",
        error: new SessionError("The lane could not start.", { cause }),
      });
    });

  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: signalNews,
    retry: wake,
    recheck: () => {
      if (state.phase === "ended") return;
      state = laneTransition(state, { type: "reorganised" }, id).state;
      wake();
    },
    landed: () => state.landed,
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

import type { LaneOperation } from "@hourglass/session/core";
import type { BlockEvent } from "@/app/_api/events";
import { listenTo } from "../listenTo";
import type { BatchItem } from "../operationRows";
import type { PageStore } from "../pageStore";
import type { PlayPort } from "../playPort";
import { markDrawn, markTrace } from "./markTrace";
import type { Trace } from "./moments";

/** More presses than this wait for nothing that could still be confirmed. */
const MOST_WAITING = 500;

export type Tracing = { hear: (block: BlockEvent) => void; dispose: () => void };

/** A moment of the page's own clock by the wall clock, which the lane uses. The two drift apart while a laptop sleeps. */
const toUnixMs = (pageMs: number) => Math.floor(Date.now() - (performance.now() - pageMs));

/**
 * Records when each moment of an operation was, from the press to the confirmation on screen, and leaves it as User Timing.
 * @param play Tells what is played and confirmed.
 * @param store Has the rows of the lane.
 */
export function createTrace(play: Pick<PlayPort, "onEffect">, store: PageStore): Tracing {
  const target = globalThis as unknown as EventTarget;
  /** Of what was played and no operation has taken. */
  let waiting: Trace[] = [];
  const open = new Map<string, { trace: Trace; hash?: string }>();
  let pressedAtMs: number | undefined;

  const press = (event: Event) => {
    if ("repeat" in event && event.repeat) return;
    pressedAtMs = toUnixMs(event.timeStamp);
  };
  const played = () => {
    const trace: Trace = { ...(pressedAtMs !== undefined && { input: pressedAtMs }), predicted: Date.now() };
    pressedAtMs = undefined;
    waiting = [...waiting, trace].slice(-MOST_WAITING);
    // The frame after the one in which it is drawn.
    globalThis.requestAnimationFrame?.((frameMs) => {
      trace.drawn = Math.max(toUnixMs(frameMs), trace.predicted ?? 0);
      if (trace.input !== undefined) markDrawn(trace.input, trace.drawn);
    });
  };
  /** The oldest that is on chain and not shown as confirmed yet: one operation at a time is under way. */
  const confirm = () => {
    for (const [id, { trace, hash }] of open) {
      if (trace.seen === undefined || !hash) continue;
      open.delete(id);
      trace.confirmed = Date.now();
      return markTrace(hash, trace);
    }
  };
  const follow = (row: LaneOperation<BatchItem>) => {
    const { id, status, item, startedAtMs, signedAtMs, acceptedAtMs, userOpHash } = row;
    if (status === "rejected" || status === "lost") return open.delete(id);
    const known = open.get(id);
    if (!known && status !== "queued") return;
    // The same object: the frame that draws the action may come later.
    const trace = known?.trace ?? waiting[0] ?? {};
    if (!known) waiting = waiting.slice(item.actions.length);
    trace.taken ??= startedAtMs;
    if (signedAtMs !== undefined) trace.signed ??= signedAtMs;
    if (status === "sending") trace.sent ??= Date.now();
    if (acceptedAtMs !== undefined) trace.accepted ??= acceptedAtMs;
    open.set(id, { trace, ...(userOpHash && { hash: userOpHash }) });
  };

  const undo = [
    play.onEffect(({ type }) => {
      if (type === "played") played();
      else if (type === "confirmed") confirm();
      // What was undone is in no operation.
      else if (type === "rolledBack") waiting = [];
    }),
    store.subscribe(({ lane }, before) => {
      if (lane === before.lane) return;
      if (!lane) open.clear();
      for (const row of lane?.operations.toReversed() ?? []) if (row.status !== "confirmed") follow(row);
    }),
    listenTo(target, "keydown", press),
    listenTo(target, "pointerdown", press),
  ];

  return {
    hear: ({ operations, heardAtMs }) => {
      for (const { trace, hash } of open.values()) {
        if (trace.seen !== undefined || !operations.some(({ userOpHash }) => userOpHash === hash)) continue;
        trace.seen = Date.now();
        if (heardAtMs !== undefined) trace.mined = heardAtMs;
      }
    },
    dispose: () => {
      for (const each of undo) each();
    },
  };
}

import type { SessionError } from "../errors/errors.ts";
import { playUntil } from "../grant/window.ts";
import type { LaneEnd, LaneSnapshot } from "../lane/laneTypes.ts";
import type { Emitter } from "./emitter.ts";
import type { Granted } from "./grantSession.ts";
import type { Ledger } from "./left.ts";
import type { Queue, Together } from "./queue.ts";
import { toOperation } from "./toOperation.ts";
import type { Left, SessionEvents, SessionSnapshot, SessionStatus } from "./types.ts";
import type { World } from "./world.ts";

/** With less than this left, in milliseconds, a session should be renewed. */
const EXPIRING_MS = 60_000;
/** Below this part of a limit, little is left. */
const LOW_PART = 10;
const SHOWN = 50;

/** What a snapshot is made of. */
export type ShowParts = {
  world: World;
  queue: Queue;
  ledger: Ledger;
  events: Emitter<SessionEvents>;
  granted: () => Granted;
  lane: () => LaneSnapshot<Together> | undefined;
  endedHere: () => LaneEnd | undefined;
  onEnded: (reason: LaneEnd, error: SessionError | undefined) => void;
};

/**
 * Maintains the snapshot of a session, and reports what changed.
 * @param parts See {@link ShowParts}.
 * @returns `show` updates it; `watchTime` updates it when time alone changes something, until it is stopped.
 */
export function createShow(parts: ShowParts) {
  const { world, queue, ledger, events, granted } = parts;
  const { clock, chainClock } = world;
  const listeners = new Set<() => void>();
  let snapshot = look();

  function look(): SessionSnapshot {
    const { grant } = granted();
    const lane = parts.lane();
    const rows = lane?.operations ?? [];
    const expiresAtMs = playUntil(grant) * 1000 - chainClock.offsetMs();
    const reason = parts.endedHere() ?? lane?.ended;
    const waiting = queue.waiting();
    return {
      status: reason ? "ended" : toStatus(lane?.isEnabled === true, expiresAtMs - clock.nowMs()),
      ended: reason && { reason, error: lane?.error },
      expiresAtMs,
      left: ledger.left(rows, waiting, grant.permissions),
      role: lane?.role ?? "follower",
      keyStorage: world.store.kind,
      down: lane?.down,
      operations: [
        ...waiting.toReversed().map(({ id, calls }) => ({ ids: [id], calls, status: "queued" as const })),
        ...rows.map((row) => toOperation(row)),
      ].slice(0, SHOWN),
    };
  }

  const show = () => {
    const before = snapshot;
    snapshot = look();
    tellChanges(before, snapshot);
    for (const listener of [...listeners]) listener();
    events.emit("change", snapshot);
  };

  let stopTime = () => {};
  const tellEnd = (ended: NonNullable<SessionSnapshot["ended"]>) => {
    // Nothing expires any more, and a timer would keep a program of Node.js alive.
    stopTime();
    const unsent = queue.waiting().flatMap(({ calls }) => calls);
    parts.onEnded(ended.reason, ended.error);
    events.emit("ended", { ...ended, unsent });
  };
  const tellChanges = (before: SessionSnapshot, now: SessionSnapshot) => {
    if (before.status === "granted" && (now.status === "active" || now.status === "expiring")) {
      events.emit("enabled", {
        transactionHash: now.operations.find(({ status }) => status === "confirmed")?.transactionHash,
      });
    }
    if (now.status === "expiring" && before.status !== "expiring")
      events.emit("expiring", { expiresAtMs: now.expiresAtMs });
    for (const limit of ["calls", "gas", "spend"] as const) {
      if (isLow(now.left, granted(), limit) && !isLow(before.left, granted(), limit)) events.emit("low", { limit });
    }
    if (now.down && !before.down) events.emit("down", now.down);
    if (before.down && !now.down) events.emit("up", { part: before.down.part });
    const { ended } = now;
    // The lane gives back what it did not send right after it reported its end.
    if (ended && !before.ended) queueMicrotask(() => tellEnd(ended));
  };

  /** Expiry and its warning come without any other event. */
  const watchTime = () => {
    const wait = () => {
      const toEndMs = snapshot.expiresAtMs - clock.nowMs();
      const nextMs = toEndMs > EXPIRING_MS ? toEndMs - EXPIRING_MS : toEndMs;
      if (nextMs <= 0 || snapshot.ended) return;
      stopTime = clock.after(nextMs + 1, () => {
        show();
        wait();
      });
    };
    wait();
    return () => stopTime();
  };

  return {
    read: () => snapshot,
    show,
    watchTime,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Before the first block arrived nobody knows how much time is left. */
function toStatus(isEnabled: boolean, leftMs: number): SessionStatus {
  if (leftMs <= EXPIRING_MS) return "expiring";
  return isEnabled ? "active" : "granted";
}

function isLow(left: Left, { grant }: Granted, limit: keyof Left): boolean {
  const max = { calls: BigInt(grant.maxActions), gas: grant.maxGasWei, spend: grant.maxSpend }[limit];
  return max > 0n && BigInt(left[limit]) * BigInt(LOW_PART) < max;
}

import { SessionEndedError } from "../errors/sessionErrors.ts";
import { createLane } from "../lane/lane.ts";
import type { Lane, LaneEnd, LaneOperation, Lock } from "../lane/laneTypes.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { createKeptLock } from "../store/locks.ts";
import type { Emitter } from "./emitter.ts";
import type { Granted } from "./grantSession.ts";
import { createLedger, type Ledger } from "./left.ts";
import { createOutcomes, type Outcomes } from "./outcomes.ts";
import { createQueue, type Entry, type Queue, type Together } from "./queue.ts";
import type { SessionState } from "./readChain.ts";
import { createSessionLanePorts } from "./sessionLanePorts.ts";
import { createShow } from "./show.ts";
import { joinTabs, type Tabs } from "./tabs.ts";
import { toOperation, toOutcome } from "./toOperation.ts";
import type { SessionEvents, SessionSnapshot } from "./types.ts";
import type { World } from "./world.ts";

/** Plays a session: one lane after the other, with one queue. */
export type Running = {
  read: () => SessionSnapshot;
  subscribe: (listener: () => void) => () => void;
  ledger: Ledger;
  outcomes: Outcomes;
  granted: () => Granted;
  /** Permitted calls wait to be sent, by this tab or by the one that sends. */
  add: (entry: Entry) => void;
  /** Whether calls wait to be sent. */
  isWaiting: (id: string) => boolean;
  retry: () => void;
  /** Continues with another grant; waiting calls go with it. */
  goOn: (next: Granted) => Promise<void>;
  /** Ended here by the user, not by the lane. */
  endHere: (reason: LaneEnd) => Promise<void>;
  stop: () => Promise<void>;
};

/** What it needs at the start. */
export type RunningParts = {
  world: World;
  granted: Granted;
  permissions: readonly ContractPermissions[];
  /** If it was played before: its state on chain, so that the first snapshot is right. */
  seen: SessionState | undefined;
  events: Emitter<SessionEvents>;
  onEnded: () => void;
};

/**
 * Starts to play a session at once.
 * @param parts See {@link RunningParts}.
 */
export function startRunning(parts: RunningParts): Running {
  const { world, events } = parts;
  let { granted } = parts;
  let lane: Lane<Together> | undefined;
  let leave = () => {};
  let endedHere: LaneEnd | undefined;
  let tabs: Tabs | undefined;
  const outcomes = createOutcomes();
  // Kept over renewals, so that no other tab takes over.
  const lock = createKeptLock(world.lock);
  const ledger = createLedger(granted.grant, parts.seen);
  const queue = createTellingQueue(
    parts,
    outcomes,
    () => granted,
    (id) => tabs?.tell(id, outcomes.known(id)),
  );
  const isSender = () => lane?.getSnapshot().role === "sender";

  const { read, show, subscribe, watchTime } = createShow({
    ...{ world, queue, ledger, events },
    granted: () => granted,
    lane: () => lane?.getSnapshot(),
    endedHere: () => endedHere,
    onEnded: (reason, error) => {
      outcomes.interrupt(
        queue.waiting().map(({ id }) => id),
        new SessionEndedError(reason, error),
      );
      parts.onEnded();
    },
  });

  const add = (entry: Entry) => {
    outcomes.begin(entry.id);
    queue.add(entry);
    show();
    lane?.wake();
  };
  const start = (seen: SessionState | undefined) => {
    const landed = lane?.landed() ?? [];
    tabs = joinTabs(`session/${world.chainId}/${granted.id}`, {
      calls: (entry) => {
        if (isSender() && !outcomes.read(entry.id)) add(entry);
      },
      outcome: (id, outcome) => {
        queue.drop(id);
        if (outcomes.read(id)) outcomes.settle(id, outcome);
        void ledger.refresh(world, granted.grant).then(show, show);
      },
    });
    lane = startLane({ ...parts, granted, seen }, { queue, ledger, show, lock: lock.lock }, landed);
    const undo = [lane.subscribe(show), watchTime(), tabs.close];
    leave = () => {
      for (const each of undo) each();
    };
    show();
    // Another tab may have sent something before this one began to listen.
    if (seen) void ledger.refresh(world, granted.grant).then(show, show);
  };
  const pause = async () => {
    leave();
    await lane?.stop();
  };
  const stop = async () => {
    await pause();
    lock.release();
  };
  start(parts.seen);

  return {
    ...{ read, subscribe, ledger, outcomes, stop },
    granted: () => granted,
    add: (entry) => {
      add(entry);
      if (!isSender()) tabs?.hand(entry);
    },
    isWaiting: (id) => queue.waiting().some((entry) => entry.id === id),
    retry: () => lane?.retry(),
    goOn: async (next) => {
      await pause();
      granted = next;
      endedHere = undefined;
      ledger.restart(next.grant);
      start(undefined);
    },
    endHere: async (reason) => {
      endedHere = reason;
      await stop();
      show();
    },
  };
}

/** A queue that reports to waiting callers, listeners and other tabs. */
function createTellingQueue(
  { world, events }: RunningParts,
  outcomes: Outcomes,
  granted: () => Granted,
  tell: (id: string) => void,
): Queue {
  return createQueue(world.coalesce, {
    permissions: () => granted().grant.permissions,
    resumed: (entries) => {
      for (const { id } of entries) outcomes.begin(id);
    },
    done: (entries, operation, error) => {
      for (const { id } of entries) {
        outcomes.settle(id, toOutcome(id, operation, error));
        tell(id);
      }
      const shown = toOperation(operation, entries);
      events.emit(operation.status === "confirmed" ? "confirmed" : "rejected", shown);
      world.log({ level: "info", event: operation.status, details: { ids: shown.ids, hash: shown.transactionHash } });
    },
  });
}

function startLane(
  { world, permissions, granted, seen }: RunningParts,
  { queue, ledger, show, lock }: { queue: Queue; ledger: Ledger; show: () => void; lock: Lock },
  landed: ReturnType<Lane<Together>["landed"]>,
): Lane<Together> {
  const { key, grant, ownerSignature, voucher, factory } = granted;
  const { module, entryPoint } = world;
  const session = { module, entryPoint, signed: { grant, ownerSignature }, signer: key, factory, voucher, seen };
  const source = {
    ...queue,
    settled: (operation: LaneOperation<Together>) => {
      ledger.settle(operation, grant.permissions);
      // Whoever waits for these calls sees them counted.
      show();
      queue.settled(operation);
      show();
    },
  };
  return createLane<Together>(
    session,
    source,
    createSessionLanePorts(world, session, permissions, granted, lock),
    landed,
  );
}

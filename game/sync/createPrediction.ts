import type { Action } from "../rules/actions";
import { applyAction } from "../rules/apply";
import type { Draws, Reason, Refusal, Scene, Seconds, World } from "../rules/types";
import { type Batch, type Call, coalesce, MAX_CALLS } from "./coalesce";
import { fold, predictedScene, type RolledBack } from "./fold";
import type { SavedQueue } from "./savedQueue";

export type PredictionSnapshot = {
  /** Confirmed world with all pending actions applied. */
  world: World;
  /** What the chain said last. */
  confirmed: World;
  inFlight: Batch | undefined;
  queued: readonly Action[];
  /** Actions drawn but not confirmed. */
  pending: number;
};

export type Prediction = {
  /** Predicts and queues, or says why the rules refuse it now. */
  play: (action: Action) => { ok: true } | Refusal;
  /** What the rules look at now, as predicted. */
  scene: () => Scene;
  /** The next batch, which is then in flight; undefined while another is, or when nothing is queued that can happen now. */
  take: (limit?: number) => Batch | undefined;
  /** The batch is on chain; `world` was read at `block`, which contains it. */
  confirm: (batchId: number, world: World, block: bigint) => readonly RolledBack[];
  /** The batch reverted because of one call: that call is dropped, the rest is queued again, first and in order. */
  drop: (batchId: number, failedIndex: number, reason: Reason, text: string) => readonly RolledBack[];
  /** The batch was not sent, or got lost: all of it is queued again, first and in order. */
  release: (batchId: number) => readonly RolledBack[];
  /** Confirmed batches that a reorganisation removed, oldest first: they are queued before everything else, on `world`. */
  lose: (batches: readonly Batch[], world: World, block: bigint) => readonly RolledBack[];
  /** An earlier batch was sent again. */
  resume: (batchId: number) => readonly RolledBack[];
  /** The chain has a new block. A world older than the last one is ignored: answers may arrive out of order. */
  rebase: (world: World, block: bigint) => readonly RolledBack[];
  /**
   * Everything was read again: accepts this world whatever its block. Nobody knows whether it contains the batch in flight, so
   * the own player stays as before it; what a reorganisation removed comes through `lose`.
   */
  reset: (world: World, block: bigint) => readonly RolledBack[];
  snapshot: () => PredictionSnapshot;
  /** What a reload must not lose; see `savedQueue.ts`. */
  save: () => SavedQueue;
};

/**
 * `at`: when it was played. `batches`: every batch that this action was part of, for a confirmation that arrives after the batch
 * was given up as lost.
 */
type Entry = { action: Action; at: Seconds; batches: readonly number[] };
type Flight = { id: number; calls: readonly Call<Entry>[] };

/**
 * Confirmed world + ordered pending actions → predicted world. Pure except for its own state; knows no chain.
 *
 * While a batch is in flight, a new world may or may not contain its effect. So until it lands, the own player
 * stays as confirmed before it, and no queued action is rolled back for good: it is only left out of the prediction.
 *
 * One long function, because each method changes the same four values, which only make sense together.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: what is confirmed and what is on its way are one state; its steps are the functions inside.
export function createPrediction(setup: {
  world: World;
  block: bigint;
  self: string;
  now: () => Seconds;
  /** Number of the newest block. */
  head: () => bigint;
  draws?: Draws | undefined;
  saved?: SavedQueue;
}): Prediction {
  const { self, now, head } = setup;
  let latest = { world: setup.world, block: setup.block };
  /** World without the effect of the batch in flight, taken when it was sent. */
  let beforeFlight: World | undefined;
  let flight: Flight | undefined;
  let queue: readonly Entry[] = (setup.saved?.queue ?? []).map((action) => ({ action, at: now(), batches: [] }));
  let nextBatch = setup.saved?.nextBatch ?? 1;
  if (setup.saved?.inFlight) {
    const { id, actions } = setup.saved.inFlight;
    flight = { id, calls: actions.map((action) => ({ action, parts: [{ action, at: now(), batches: [id] }] })) };
    beforeFlight = latest.world;
  }
  let predicted = latest.world;
  refold();

  function prospect() {
    return { self, nowSeconds: now(), block: Number(head()) + 1, draws: setup.draws };
  }

  function refold(): readonly RolledBack[] {
    const base = flight ? withoutFlight() : latest.world;
    const flown = fold(base, playedOf(flight), prospect());
    // What is too early for its time holds up all that comes after it.
    const isHeld = flight !== undefined && flown.ready < flown.kept.length;
    const folded = fold(flown.world, isHeld ? [] : queue, prospect());
    predicted = folded.world;
    if (flight) return [];
    queue = folded.kept;
    return folded.rolledBack;
  }

  /** The newest world with the own player as before the flight. */
  function withoutFlight(): World {
    const { [self]: _, ...others } = latest.world.players;
    const own = (beforeFlight ?? latest.world).players[self];
    return { ...latest.world, players: own ? { ...others, [self]: own } : others };
  }

  function land(): void {
    flight = undefined;
    beforeFlight = undefined;
  }

  return {
    play: (action) => {
      const outcome = applyAction(predictedScene(predicted, prospect()), action);
      if (!outcome.ok) return outcome;
      queue = [...queue, { action, at: now(), batches: [] }];
      predicted = outcome.world;
      return { ok: true };
    },

    scene: () => predictedScene(predicted, prospect()),

    take: (limit = MAX_CALLS) => {
      if (flight || limit < 1) return undefined;
      const { ready } = fold(latest.world, queue, prospect());
      if (ready === 0) return undefined;
      const id = nextBatch++;
      const marked = queue.slice(0, ready).map((entry) => ({ ...entry, batches: [...entry.batches, id] }));
      const { calls, rest } = coalesce(marked, limit);
      flight = { id, calls };
      beforeFlight = latest.world;
      queue = queue.slice(ready - rest.length);
      return toBatch(flight);
    },

    confirm: (batchId, world, block) => {
      if (block >= latest.block) latest = { world, block };
      const isIn = (entry: Entry) => entry.batches.includes(batchId);
      if (flight?.id === batchId) {
        land();
      } else if (flight && partsOf(flight.calls).some(isIn)) {
        // Given up too early, queued again and sent again: the chain included the first one, so the second cannot follow.
        queue = [...partsOf(flight.calls), ...queue];
        land();
      }
      queue = queue.filter((entry) => !isIn(entry));
      return refold();
    },

    drop: (batchId, failedIndex, reason, text) => {
      if (flight?.id !== batchId) return [];
      const failed = flight.calls[failedIndex];
      queue = [...partsOf(flight.calls.filter((call) => call !== failed)), ...queue];
      land();
      const rolledBack = refold();
      return failed ? [{ action: failed.action, reason, text }, ...rolledBack] : rolledBack;
    },

    release: (batchId) => {
      if (flight?.id !== batchId) return [];
      queue = [...partsOf(flight.calls), ...queue];
      land();
      return refold();
    },

    lose: (batches, world, block) => {
      const kept = [...partsOf(flight?.calls ?? []), ...queue];
      // Batches not yet seen on chain are still here, and must not be played twice.
      const gone = batches.filter(({ id }) => !kept.some((entry) => entry.batches.includes(id)));
      queue = [
        ...gone.flatMap(({ id, actions }) => actions.map((action) => ({ action, at: now(), batches: [id] }))),
        ...kept,
      ];
      land();
      latest = { world, block };
      return refold();
    },

    resume: (batchId) => {
      if (flight?.id === batchId) return [];
      // Nothing else is under way then, so what an earlier visit took was never sent.
      if (flight) queue = [...partsOf(flight.calls), ...queue];
      land();
      const isIn = (entry: Entry) => entry.batches.includes(batchId);
      const calls = queue.filter(isIn).map((entry) => ({ action: entry.action, parts: [entry] }));
      if (calls.length > 0) {
        flight = { id: batchId, calls };
        beforeFlight = latest.world;
        queue = queue.filter((entry) => !isIn(entry));
      }
      return refold();
    },

    rebase: (world, block) => {
      if (block < latest.block) return [];
      latest = { world, block };
      return refold();
    },

    reset: (world, block) => {
      latest = { world, block };
      return refold();
    },

    snapshot: () => ({
      world: predicted,
      confirmed: latest.world,
      inFlight: flight && toBatch(flight),
      queued: queue.map((entry) => entry.action),
      pending: queue.length + partsOf(flight?.calls ?? []).length,
    }),

    save: () => ({
      nextBatch,
      queue: queue.map((entry) => entry.action),
      ...(flight ? { inFlight: toBatch(flight) } : {}),
    }),
  };
}

function toBatch(flight: Flight): Batch {
  return { id: flight.id, actions: flight.calls.map((call) => call.action) };
}

function partsOf(calls: readonly Call<Entry>[]): readonly Entry[] {
  return calls.flatMap((call) => call.parts);
}

/** The calls of a flight, each with the time of its first part. */
function playedOf(flight: Flight | undefined) {
  return (flight?.calls ?? []).map(({ action, parts }) => ({ action, at: parts[0]?.at ?? 0 }));
}

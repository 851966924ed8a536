import type { GameEffect, GamePort, GameSnapshot } from "@/game/ports";
import { applyAction } from "@/game/rules/apply";
import type { Action, Reason, World } from "@/game/rules/types";
import { createPrediction, type Prediction } from "@/game/sync/createPrediction";
import type { RolledBack } from "@/game/sync/fold";
import { parseSavedQueue, writeSavedQueue } from "@/game/sync/savedQueue";
import { type SessionKitError, UnavailableError } from "@/session/errors";
import type { Batch } from "@/session/laneTypes";
import type { ConfirmedWorld, WorldAt } from "./confirmedWorld";
import type { Context } from "./context";
import { encodeAction } from "./encodeAction";
import type { QueueMemory } from "./memory";
import { createObservable } from "./observable";
import type { BatchItem } from "./operationRows";

const RETRY_MS = 1_000;

/** The game's side of the lane: prediction in, batches out. */
export type Play = {
  port: GamePort;
  /** Key of the player in the world; undefined while nobody is connected. */
  self: () => string | undefined;
  setSelf: (account: string | undefined) => void;
  setPlayable: (isPlayable: boolean) => void;
  /** Who wants to know that something was queued. */
  setPlayed: (listener: () => void) => void;
  queued: () => number;
  take: () => Batch<BatchItem> | undefined;
  /** A batch of an earlier visit is still under way. */
  resume: (item: BatchItem) => void;
  giveBack: (item: BatchItem) => void;
  /** An operation ended; resolves when the prediction stands on what the chain has then. */
  settle: (item: BatchItem, block: bigint | undefined, failure: SessionKitError | undefined) => Promise<void>;
  dispose: () => void;
};

/**
 * Creates the play of one world.
 * @param context Island, clock, addresses.
 * @param confirmed What the prediction stands on.
 * @param openQueue Where what is not confirmed is kept for a reload, per account.
 */
export function createPlay(
  context: Context,
  confirmed: ConfirmedWorld,
  openQueue: (account: string) => QueueMemory,
): Play {
  const { island, clock, config } = context;
  const effects = new Set<(effect: GameEffect) => void>();
  /** Batches that ended and wait for the chain's state. */
  const settling = new Set<number>();
  let self: string | undefined;
  let prediction: Prediction | undefined;
  let queue: QueueMemory | undefined;
  let isPlayable = false;
  let isDisposed = false;
  let played = () => {};

  const read = (): GameSnapshot => {
    const predicted = prediction?.snapshot();
    const world: World = predicted?.world ?? confirmed.get().world;
    return { island, world, self, pending: predicted?.pending ?? 0, playable: isPlayable };
  };
  const snapshot = createObservable<GameSnapshot>(read());
  const show = () => {
    // One tab keeps the queue: the one that sends.
    if (prediction && isPlayable) queue?.write(writeSavedQueue(prediction.save()));
    snapshot.set(read());
  };

  const emit = (effect: GameEffect) => {
    for (const listener of [...effects]) listener(effect);
  };
  const tell = (rolledBack: readonly RolledBack[]) => {
    for (const each of rolledBack) emit({ type: "rolledBack", ...each });
  };

  const unwatch = confirmed.subscribe(() => {
    const { world, block } = confirmed.get();
    tell(prediction?.rebase(world, block) ?? []);
    show();
  });

  /** Asks until the chain answers: what was confirmed must not be drawn as pending for ever. */
  const readSelf = async (account: string, block: bigint | undefined): Promise<WorldAt | undefined> => {
    while (!isDisposed && self === account) {
      try {
        return await confirmed.readSelf(account, block);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    return undefined;
  };

  return {
    port: {
      getSnapshot: snapshot.get,
      subscribe: snapshot.subscribe,
      onEffect: (listener) => {
        effects.add(listener);
        return () => effects.delete(listener);
      },
      play: (action) => {
        if (!prediction || !isPlayable) {
          return { ok: false, reason: "NoSession", text: "Sign for a session first, then you can play." };
        }
        const outcome = prediction.play(action);
        if (!outcome.ok) return outcome;
        show();
        emit({ type: "played", action });
        played();
        return outcome;
      },
      now: clock.now,
    },
    self: () => self,
    setSelf: (account) => {
      const next = account?.toLowerCase();
      if (next === self && prediction) return;
      self = next;
      queue = next ? openQueue(next) : undefined;
      const saved = parseSavedQueue(queue?.read() ?? "");
      prediction = next
        ? createPrediction({ island, self: next, now: clock.now, ...confirmed.get(), ...(saved && { saved }) })
        : undefined;
      show();
    },
    setPlayable: (next) => {
      if (next === isPlayable) return;
      isPlayable = next;
      snapshot.set(read());
    },
    setPlayed: (listener) => {
      played = listener;
    },
    queued: () => prediction?.snapshot().queued.length ?? 0,
    take: () => {
      const flying = prediction?.snapshot().inFlight;
      if (flying && settling.has(flying.id)) return undefined;
      // The lane has nothing under way, so what an earlier visit took was never sent.
      if (flying) tell(prediction?.release(flying.id) ?? []);
      const batch = prediction?.take();
      show();
      if (!batch) return undefined;
      const calls = batch.actions.map((action) => encodeAction(config.deployment.hourglass, action));
      return { calls, item: { batchId: batch.id, actions: batch.actions } };
    },
    resume: ({ batchId }) => {
      const flying = prediction?.snapshot().inFlight;
      if (flying && flying.id !== batchId) tell(prediction?.release(flying.id) ?? []);
      show();
    },
    giveBack: ({ batchId }) => {
      tell(prediction?.release(batchId) ?? []);
      show();
    },
    settle: async ({ batchId, actions }, block, failure) => {
      const account = self;
      if (!account) return;
      settling.add(batchId);
      const at = await readSelf(account, block);
      settling.delete(batchId);
      if (!at || !prediction || self !== account) return;
      if (!failure) {
        tell(prediction.confirm(batchId, at.world, at.block));
        emit({ type: "confirmed", actions });
      } else {
        prediction.rebase(at.world, at.block);
        const { index, reason, text } = findFailed(at.world, account, actions, failure);
        tell(prediction.drop(batchId, index, reason, text));
      }
      show();
    },
    dispose: () => {
      isDisposed = true;
      unwatch();
      effects.clear();
    },
  };

  /** Which call of a batch the chain did not take: the first that the rules refuse on what the chain has now. */
  function findFailed(
    world: World,
    account: string,
    actions: readonly Action[],
    failure: SessionKitError,
  ): { index: number; reason: Reason; text: string } {
    let folded = world;
    for (const [index, action] of actions.entries()) {
      const outcome = applyAction(island, folded, account, action, clock.now());
      if (!outcome.ok) return { index, reason: outcome.reason, text: outcome.text };
      folded = outcome.world;
    }
    // The rules find nothing wrong any more. One action goes, so that a batch can never be sent for ever.
    const reason = failure instanceof UnavailableError ? failure.part : failure.name;
    return { index: 0, reason, text: failure.shortMessage };
  }
}

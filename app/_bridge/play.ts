import type { Batch, SessionError } from "@hourglass/session/core";
import { createStore } from "zustand/vanilla";
import type { Action } from "@/game/rules/actions";
import type { World } from "@/game/rules/types";
import { createPrediction, type Prediction } from "@/game/sync/createPrediction";
import type { RolledBack } from "@/game/sync/fold";
import { parseSavedQueue, writeSavedQueue } from "@/game/sync/savedQueue";
import { blameAction } from "./blameAction";
import type { ConfirmedWorld, WorldAt } from "./confirmedWorld";
import type { Context } from "./context";
import { encodeAction } from "./encodeAction";
import type { QueueMemory } from "./memory";
import type { BatchItem } from "./operationRows";
import type { PlayEffect, PlayPort, PlaySnapshot } from "./playPort";
import { refuseByLimits, type SessionLimits } from "./sessionLimits";

const RETRY_MS = 1_000;
const noSession = { ok: false, reason: "NoSession", text: "Start a session first, then you can play." } as const;

/** The player, and what the session allows now. */
export type Player = {
  /** Key of the player in the world; undefined while nobody is connected. */
  self: string | undefined;
  isPlayable: boolean;
  /** What is left of the session; undefined until the chain has said it. */
  limits: SessionLimits | undefined;
};

/** The game's side of the lane: prediction in, batches out. All for one account; what comes for another is ignored. */
export type PlayOf = {
  take: () => Batch<BatchItem> | undefined;
  /** A batch of an earlier visit, or one that was lost, is under way. */
  resume: (item: BatchItem) => void;
  giveBack: (item: BatchItem) => void;
  lose: (items: readonly BatchItem[]) => void;
  /** An operation ended; resolves when the prediction is based on the chain's state after it. */
  settle: (item: BatchItem, block: bigint | undefined, failure: SessionError | undefined) => Promise<void>;
};

export type Play = {
  port: PlayPort;
  /** Sets the current player. */
  sync: (player: Player) => void;
  of: (account: string) => PlayOf;
  dispose: () => void;
};

type PlayParts = {
  context: Context;
  /** What the prediction is based on. */
  confirmed: ConfirmedWorld;
  /** Where unconfirmed actions are stored for a reload, per account. */
  openQueue: (account: string) => QueueMemory;
  /** Something was queued. */
  onPlayed: () => void;
  onQueued: (queued: number) => void;
};

/** Creates the play of one world. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: confirmed, pending and predicted are one state; what changes it stands side by side.
export function createPlay({ context, confirmed, openQueue, onPlayed, onQueued }: PlayParts): Play {
  const { island, clock, config } = context;
  const effects = new Set<(effect: PlayEffect) => void>();
  /** Operations that ended and wait for the chain's state; meanwhile no batch is taken. */
  const settling = new Set<symbol>();
  /** How often a batch was removed by a reorganisation: earlier confirmations no longer count. */
  const losses = new Map<number, number>();
  let player: Player = { self: undefined, isPlayable: false, limits: undefined };
  /** `text`: the saved queue as this tab knows it; a different one was written by the tab that sent before. */
  let current: { account: string; prediction: Prediction; queue: QueueMemory; text: string } | undefined;
  let generation = confirmed.get().generation;
  let isDisposed = false;

  const read = (): PlaySnapshot => {
    const predicted = current?.prediction.snapshot();
    const world: World = predicted?.world ?? confirmed.get().world;
    return { island, world, self: player.self, pending: predicted?.pending ?? 0, playable: player.isPlayable };
  };
  const snapshot = createStore<PlaySnapshot>(() => read());
  const show = () => {
    // Only the tab that sends stores the queue.
    if (current && player.isPlayable) {
      current.text = writeSavedQueue(current.prediction.save());
      current.queue.write(current.text);
    }
    snapshot.setState(read(), true);
    const { queued = [], pending = 0 } = current?.prediction.snapshot() ?? {};
    // Without a lane, what was under way also waits for the next one.
    onQueued(player.isPlayable ? queued.length : pending);
  };
  const emit = (effect: PlayEffect) => {
    for (const listener of [...effects]) listener(effect);
  };
  const tell = (rolledBack: readonly RolledBack[]) => {
    for (const each of rolledBack) emit({ type: "rolledBack", ...each });
  };

  const unwatch = confirmed.subscribe(() => {
    const { world, block, generation: seen } = confirmed.get();
    const isAnew = seen !== generation;
    generation = seen;
    // The first reading: saved actions are applied to it, never to a world that nobody has read.
    if (!current && player.self) become(player.self);
    tell(current?.prediction[isAnew ? "reset" : "rebase"](world, block) ?? []);
    show();
  });

  const become = (account: string | undefined) => {
    settling.clear();
    losses.clear();
    current = undefined;
    if (!account) return;
    if (confirmed.get().generation === 0) return;
    const queue = openQueue(account);
    const text = queue.read() ?? "";
    const saved = parseSavedQueue(text);
    const prediction = createPrediction({
      ...{ island, self: account, now: clock.now },
      ...confirmed.get(),
      ...(saved && { saved }),
    });
    current = { account, prediction, queue, text };
  };

  /** Whether another tab played since this one read the queue. */
  const isRewritten = () => {
    const text = current?.queue.read();
    return text !== undefined && text !== current?.text;
  };

  /** Asks until the chain answers: what was confirmed must not be shown as pending for ever. */
  const readSelf = async (account: string, block: bigint | undefined): Promise<WorldAt | undefined> => {
    while (!isDisposed && current?.account === account) {
      try {
        return await confirmed.readSelf(account, block);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    return undefined;
  };

  const playOn = (action: Action) => {
    if (!current || !player.isPlayable) return noSession;
    return refuseByLimits(player.limits, current.prediction.snapshot(), action) ?? current.prediction.play(action);
  };

  return {
    port: {
      getSnapshot: snapshot.getState,
      subscribe: snapshot.subscribe,
      onEffect: (listener) => {
        effects.add(listener);
        return () => effects.delete(listener);
      },
      play: (action) => {
        const outcome = playOn(action);
        if (!outcome.ok) {
          emit({ ...outcome, type: "refused", action });
          return outcome;
        }
        show();
        emit({ type: "played", action });
        onPlayed();
        return outcome;
      },
      now: clock.now,
    },
    sync: (next) => {
      const isOther = next.self !== player.self;
      const isChanged = isOther || next.isPlayable !== player.isPlayable;
      const takesOver = next.isPlayable && !player.isPlayable && isRewritten();
      player = next;
      if (isOther || takesOver) become(next.self);
      if (isChanged) show();
    },
    of: (account) => {
      const mine = () => (current?.account === account ? current.prediction : undefined);
      return {
        take: () => {
          const prediction = mine();
          const flying = prediction?.snapshot().inFlight;
          if (!prediction || settling.size > 0) return undefined;
          // The lane has nothing under way, so what an earlier visit took was never sent.
          if (flying) tell(prediction.release(flying.id));
          const batch = prediction.take();
          show();
          if (!batch) return undefined;
          const calls = batch.actions.map((action) => encodeAction(config.deployment.hourglass, action));
          return { calls, item: { batchId: batch.id, actions: batch.actions } };
        },
        resume: ({ batchId }) => {
          tell(mine()?.resume(batchId) ?? []);
          show();
        },
        giveBack: ({ batchId }) => {
          tell(mine()?.release(batchId) ?? []);
          show();
        },
        lose: (items) => {
          const { world, block } = confirmed.get();
          const batches = items.map(({ batchId, actions }) => ({ id: batchId, actions }));
          for (const { id } of batches) losses.set(id, (losses.get(id) ?? 0) + 1);
          tell(mine()?.lose(batches, world, block) ?? []);
          show();
        },
        settle: async ({ batchId, actions }, block, failure) => {
          const lost = losses.get(batchId);
          const token = Symbol("settling");
          settling.add(token);
          const at = await readSelf(account, block);
          settling.delete(token);
          const prediction = mine();
          if (!at || !prediction || losses.get(batchId) !== lost) return;
          if (!failure) {
            tell(prediction.confirm(batchId, at.world, at.block));
            emit({ type: "confirmed", actions });
          } else {
            prediction.rebase(at.world, at.block);
            const blamed = blameAction({ context, world: at.world, account, actions, failure });
            tell(prediction.drop(batchId, blamed.index, blamed.reason, blamed.text));
          }
          show();
        },
      };
    },
    dispose: () => {
      isDisposed = true;
      unwatch();
      effects.clear();
    },
  };
}

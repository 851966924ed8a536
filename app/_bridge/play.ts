import { createStore } from "zustand/vanilla";
import type { Action } from "@/game/rules/actions";
import { describeAction, describeActions } from "@/game/rules/describe";
import type { Scene } from "@/game/rules/types";
import { createPrediction, type Prediction } from "@/game/sync/createPrediction";
import { isEarly, predictedScene, type RolledBack } from "@/game/sync/fold";
import { parseSavedQueue, writeSavedQueue } from "@/game/sync/savedQueue";
import { blameAction, contractErrorOf, readyAtOf } from "./blameAction";
import type { ConfirmedWorld, WorldAt } from "./confirmedWorld";
import type { Context } from "./context";
import { encodeAction } from "./encodeAction";
import type { Player, PlayOf } from "./lanePort";
import type { QueueMemory } from "./memory";
import type { PlayEffect, PlayPort, PlaySnapshot } from "./playPort";
import { refuseByLimits } from "./sessionLimits";

const RETRY_MS = 1_000;
const noSession = { ok: false, reason: "NoSession", text: "Start a session first, then you can play." } as const;

export type Play = {
  port: PlayPort;
  /** Sets the current player. */
  sync: (player: Player) => void;
  of: (account: string) => PlayOf;
  /** A block came: what was too early may now be drawn and sent. */
  tick: () => void;
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
  const { clock, config } = context;
  const effects = new Set<(effect: PlayEffect) => void>();
  /** Operations that ended and wait for the chain's state; meanwhile no batch is taken. */
  const settling = new Set<symbol>();
  /** How often a batch was removed by a reorganisation: earlier confirmations no longer count. */
  const losses = new Map<number, number>();
  let player: Player = { self: undefined, isPlayable: false, limits: undefined };
  /** `text`: the saved queue as this tab knows it; a different one was written by the tab that sent before. */
  let current: { account: string; prediction: Prediction; queue: QueueMemory; text: string } | undefined;
  /** Unix seconds: the chain said that nothing can be played before. */
  let heldUntil = 0;
  let generation = confirmed.get().generation;
  let isDisposed = false;

  const read = (): PlaySnapshot => {
    const predicted = current?.prediction.snapshot();
    const { world, others } = confirmed.get();
    const { self, isPlayable: playable } = player;
    return { world: predicted?.world ?? world, others, self, pending: predicted?.pending ?? 0, playable };
  };
  const readScene = (): Scene =>
    current?.prediction.scene() ??
    predictedScene(confirmed.get().world, {
      ...{ self: player.self ?? "", nowSeconds: clock.now(), block: Number(confirmed.head()) + 1 },
    });
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
    for (const each of rolledBack)
      emit({ type: "rolledBack", ...each, words: describeAction(readScene(), each.action) });
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
      ...{ self: account, now: clock.now, head: confirmed.head, draws: confirmed.draws },
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
      getScene: readScene,
      subscribe: snapshot.subscribe,
      onEffect: (listener) => {
        effects.add(listener);
        return () => effects.delete(listener);
      },
      play: (action) => {
        const before = readScene();
        const outcome = playOn(action);
        if (!outcome.ok) {
          emit({ type: "refused", action, refusal: outcome });
          return outcome;
        }
        show();
        emit({ type: "played", action, before, after: readScene() });
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
          if (!prediction || settling.size > 0 || clock.now() < heldUntil) return undefined;
          // The lane has nothing under way, so what an earlier visit took was never sent.
          if (flying) tell(prediction.release(flying.id));
          const batch = prediction.take();
          show();
          if (!batch) return undefined;
          const calls = batch.actions.map((action) => encodeAction(config.deployment.hourglass, action));
          return {
            calls,
            item: {
              batchId: batch.id,
              actions: batch.actions,
              words: describeActions({ ...readScene(), world: confirmed.get().world }, batch.actions),
            },
          };
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
        settle: async ({ batchId, actions, words }, block, failure) => {
          const lost = losses.get(batchId);
          const token = Symbol("settling");
          settling.add(token);
          const at = await readSelf(account, block);
          settling.delete(token);
          const prediction = mine();
          if (!at || !prediction || losses.get(batchId) !== lost) return;
          if (!failure) {
            tell(prediction.confirm(batchId, at.world, at.block));
            emit({ type: "confirmed", words });
          } else if (isEarly(contractErrorOf(failure)?.name ?? "")) {
            // Falls that the page does not know took grains, or the block's clock was behind: sent again in its time.
            heldUntil = readyAtOf(failure);
            prediction.rebase(at.world, at.block);
            tell(prediction.release(batchId));
          } else {
            prediction.rebase(at.world, at.block);
            const blamed = blameAction({
              ...{ context, world: at.world, block: Number(at.block) + 1, account, actions, failure },
            });
            tell(prediction.drop(batchId, blamed.index, blamed.reason, blamed.text));
          }
          show();
        },
      };
    },
    tick: () => {
      const { queued = [], inFlight } = current?.prediction.snapshot() ?? {};
      if (queued.length === 0 || inFlight || !player.isPlayable) return;
      const { world, block } = confirmed.get();
      tell(current?.prediction.rebase(world, block) ?? []);
      show();
      onPlayed();
    },
    dispose: () => {
      isDisposed = true;
      unwatch();
      effects.clear();
    },
  };
}

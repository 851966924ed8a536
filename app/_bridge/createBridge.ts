import type { Config } from "@/app/_api/config";
import type { BlockEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createConfirmations } from "@/session/confirmations";
import { readPasskey } from "@/session/passkey";
import { runMachine } from "@/session/runMachine";
import { deleteSessionRecord } from "@/session/sessionRecord";
import { playUntil } from "@/session/window";
import type { AnyDoor, PlayerIdentity } from "./account";
import { checkRows } from "./checkRows";
import { createConfirmedWorld } from "./confirmedWorld";
import { createContext } from "./context";
import { finishSession } from "./effects/finish";
import { openOwner } from "./effects/openDoor";
import { createPerform } from "./effects/perform";
import type { RunLaneParts } from "./effects/runLane";
import { endWords } from "./effects/words";
import { createFollower } from "./followChain";
import {
  createGamePermissions,
  describePermissions,
  durationOf,
  MAX_ACTIONS,
  MAX_SAND,
  never,
  worstCase,
} from "./gamePermissions";
import { watchHealth } from "./health";
import { createInsistentRead } from "./insistentRead";
import { createQueueMemory, createWorldMemory, forgetOldWorld, readStorage, writeMemory } from "./memory";
import { createTell, dismissNotice } from "./notices";
import { createOperationFeed } from "./operationFeed";
import { createOwnerPorts } from "./owner/createOwnerPorts";
import { createPageStore } from "./pageStore";
import { createPlay } from "./play";
import type { Bridge, WalletLink } from "./ports";
import { createRefresh } from "./refresh";
import type { Session } from "./session";
import { deriveLimits, deriveSnapshot } from "./snapshot";

/** The lane notices by itself when nothing is in its way. */
const LATE_SECONDS = 3;

/**
 * Joins game and session kit for one world: one store, fed by what the machine's effects, the chain and the player bring.
 * Everything that it opens (event stream, lane, timers) is closed by `dispose`.
 * @param config The world, from `GET /api/config`.
 * @param wallet Reaches the wallet of this page.
 */
export function createBridge(config: Config, wallet: WalletLink): Bridge {
  const store = createPageStore();
  const context = createContext(config, () => store.setState({ keyStorage: "memory" }));
  const { deployment, worldId } = config;
  const storage = readStorage();
  const tell = createTell(store);
  const confirmed = createConfirmedWorld(context);
  const operations = createOperationFeed();
  const live: RunLaneParts["live"] = { lane: undefined, landed: [] };

  const play = createPlay({
    ...{ context, confirmed },
    openQueue: (account) => createQueueMemory(storage, worldId, account),
    onPlayed: () => live.lane?.wake(),
    onQueued: (queued) => queued !== store.getState().queued && store.setState({ queued }),
  });
  const machine = runMachine<PlayerIdentity, Session, AnyDoor>(
    (effect, signal) => perform(effect, signal),
    () => store.setState({ machine: machine.read() }),
  );
  const session = createInsistentRead(
    createRefresh(context, store, (ended, ticket) => {
      void finishSession(context, ended, ticket, "revoked").then(machine.send);
    }),
  );
  const refresh = session.ask;
  const perform = createPerform({
    ...{ context, store, play, operations, tell, live, refresh, confirmed, wallet, storage },
    send: machine.send,
  });
  const identity = () => {
    const { identity: who } = machine.read();
    return who.phase === "known" ? who.identity : undefined;
  };
  const self = () => identity()?.account.toLowerCase();

  const { owner, secure } = createOwnerPorts({
    ...{ config, rpc: context.batchedRpc, bundler: context.bundler, sponsor: context.sponsor, identity, tell },
    nowSeconds: context.clock.now,
    openConfirmations: ({ account }) => ({
      ...createConfirmations({ client: context.rpc, account, entryPoint: deployment.entryPoint }),
      // As in the lane: the server pushes, and only a look-up after a silence asks the chain.
      watch: operations.watch,
    }),
    openOwner: (door, signal) => openOwner(context, wallet, door, signal),
    takeOver: async (next) => {
      // The change has ended every session; its key is worthless.
      await deleteSessionRecord(await context.readKeyStore(), next.account);
      machine.send({ type: "choose", door: { kind: "secured", identity: next } });
    },
    refresh: async ({ blockNumber }) => {
      const who = self();
      // The next block tells it once more, should the chain not answer now.
      if (who) await confirmed.readSelf(who, blockNumber).catch(() => undefined);
    },
  });

  /** Another tab or device played: what became of the player must be read, also when the first question is not answered. */
  const player = createInsistentRead(async () => {
    const who = self();
    if (who) await confirmed.readSelf(who);
  });

  const hear = (block: BlockEvent) => {
    context.clock.hear(Number(block.timestamp));
    const clockOffsetMs = context.clock.offsetMs();
    if (clockOffsetMs !== store.getState().clockOffsetMs) store.setState({ clockOffsetMs });
    confirmed.hear(block, self());
    operations.hear(block);
    const own = new Set(store.getState().lane?.operations.map(({ userOpHash }) => userOpHash));
    const isForeign = block.operations.some(({ userOpHash }) => !own.has(userOpHash));
    if (isForeign) void player.ask();
    if (isForeign || block.sessions.length > 0) void refresh();
  };

  /** Everything is read anew, and every confirmation is looked at again. */
  const world = createInsistentRead(() => confirmed.load(self()));
  const rows = createInsistentRead(async () => {
    const who = identity();
    if (who) await checkRows(context, store, who.account);
  });
  const look = async () => {
    await world.ask();
    void refresh();
  };
  const catchUp = async () => {
    await look();
    live.lane?.recheck();
    void rows.ask();
  };
  const back = () => {
    live.lane?.retry();
    void catchUp();
  };
  const follower = createFollower({ ...{ store, worldId, hear, catchUp, back, look } });

  let followed: string | undefined;
  let snapshot = deriveSnapshot(store.getState(), context.island);
  const listeners = new Set<() => void>();
  const onChange = () => {
    const state = store.getState();
    snapshot = deriveSnapshot(state, context.island);
    const isPlayable = snapshot.phase === "playing" && state.lane?.role === "sender";
    const known = identity();
    // Whoever comes back is drawn, with what waited, when the world was read for them.
    const isHere = state.machine.session.phase !== "restoring";
    play.sync({ self: isHere ? known?.account.toLowerCase() : undefined, isPlayable, limits: deriveLimits(state) });
    // Who comes back gets the world with their account; who only looks gets it here.
    if (state.machine.identity.phase === "nobody" && confirmed.get().generation === 0) void catchUp();
    // One stream per account: the server filters its operations.
    if (known?.account !== followed) {
      followed = known?.account;
      follower.follow(known?.account);
      // What belongs to one player is not shown to the next.
      owner.forget();
      context.lock.release();
      live.landed = [];
      store.setState({ past: [], facts: undefined, notices: known ? [] : state.notices });
    }
    for (const listener of [...listeners]) listener();
  };
  /** A laptop that slept has timers that slept too: the lane looks at the clock, and the numbers are read. */
  const onWake = () => {
    if (globalThis.document?.visibilityState === "hidden") return;
    live.lane?.wake();
    void refresh();
  };
  /** The hour ends by the clock, also while a service that the lane waits for is gone. */
  const clock = setInterval(() => {
    const { session: now } = machine.read();
    if (now.phase !== "running" || !context.clock.isSet()) return;
    if (context.clock.now() < playUntil(now.session.record.grant) + LATE_SECONDS) return;
    tell(endWords.expired.tone, endWords.expired.text);
    machine.send({ type: "over", ticket: now.ticket, end: "expired" });
  }, 1_000);
  const undo = [
    store.subscribe(onChange),
    wallet.subscribe(() => store.setState({ wallet: wallet.read() })),
    watchHealth((polled) => store.setState({ polled })),
    listenTo(globalThis, "online", back),
    listenTo(globalThis, "pageshow", onWake),
    listenTo(globalThis.document, "visibilitychange", onWake),
  ];

  if (forgetOldWorld(storage, worldId)) {
    tell("info", "This is a new world. What this browser remembered of the old one is gone.");
  }
  store.setState({ wallet: wallet.read() });
  follower.follow(undefined);
  machine.send({ type: "look" });
  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    game: play.port,
    owner,
    secure,
    remember: (name) => createWorldMemory(storage, worldId, name),
    readGrant: () => ({
      permissions: describePermissions(createGamePermissions(hourglassAbi, deployment.hourglass)),
      durationSeconds: durationOf(store.getState().keyStorage),
      maxActions: MAX_ACTIONS,
      maxSand: MAX_SAND,
      maxGasWei: config.sponsor.sessionMaxWei,
      paymaster: deployment.sessionPaymaster,
      never,
      worstCase,
    }),
    connect: (door) => machine.send({ type: "choose", door }),
    cancel: () => machine.send({ type: "cancel" }),
    knowsPasskey: async () => (await readPasskey(await context.readKeyStore())) !== undefined,
    disconnect: () => {
      machine.send({ type: "leave" });
      writeMemory(storage, { worldId });
    },
    grant: () => machine.send({ type: "grant" }),
    endSession: () => machine.send({ type: "end" }),
    setEngine: (engine) => store.setState({ engine }),
    dismissNotice: (id) => dismissNotice(store, id),
    dispose: () => {
      for (const each of undo) each();
      follower.dispose();
      for (const read of [world, rows, player, session]) read.dispose();
      clearInterval(clock);
      context.lock.release();
      machine.dispose();
      owner.dispose();
      play.dispose();
    },
  };
}

function listenTo(target: Partial<EventTarget> | undefined, name: string, act: () => void): () => void {
  target?.addEventListener?.(name, act);
  return () => target?.removeEventListener?.(name, act);
}

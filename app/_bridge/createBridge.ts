import { createConfirmations, deleteSessionRecord, runMachine } from "@hourglass/session/core";
import { readPasskey } from "@hourglass/session/passkey";
import type { Config } from "@/app/_api/config";
import type { BlockEvent } from "@/app/_api/events";
import type { AnyDoor, PlayerIdentity } from "./account";
import { createCards } from "./cards";
import { checkRows } from "./checkRows";
import { createConfirmedWorld } from "./confirmedWorld";
import { createContext } from "./context";
import { finishSession } from "./effects/finish";
import { openOwner } from "./effects/openDoor";
import { createPerform } from "./effects/perform";
import type { RunLaneParts } from "./effects/runLane";
import { wordsOf } from "./effects/words";
import { endOnTime } from "./endOnTime";
import { createFollower } from "./followChain";
import { watchHealth } from "./health";
import { createInsistentRead } from "./insistentRead";
import { rememberOperations } from "./inspector/ownOperations";
import { listenTo } from "./listenTo";
import { createQueueMemory, createWorldMemory, forgetOldWorld, readStorage, writeMemory } from "./memory";
import { createTell, dismissNotice } from "./notices";
import { createOperationFeed } from "./operationFeed";
import { createOwnerPorts } from "./owner/createOwnerPorts";
import { createPageStore } from "./pageStore";
import { createPlay } from "./play";
import type { Bridge, WalletLink } from "./ports";
import { createRefresh } from "./refresh";
import type { Session } from "./session";
import { createSigners } from "./signers/createSigners";
import { deriveLimits, deriveSnapshot } from "./snapshot";
import { createSponsorPaid } from "./sponsorPaid";
import { loadTrace } from "./trace/loadTrace";

/**
 * Joins game and session kit for one world: one store, fed by the machine's effects, the chain and the player.
 * `dispose` closes everything that it opens (event stream, lane, timers).
 * @param config The world, from `GET /api/config`.
 * @param wallet Reaches the wallet of this page.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one list of which part is joined to which; every part has a file of its own.
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
  const paid = createSponsorPaid(context, store);
  const trace = loadTrace(play.port, store);
  const signers = createSigners({ context, store, wallet });
  const perform = createPerform({
    ...{ context, store, play, operations, tell, live, refresh, confirmed, wallet, storage, signers },
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
      // As in the lane: the server pushes, and the chain is asked only after a silence.
      watch: operations.watch,
    }),
    openOwner: (door, signal) => openOwner(context, wallet, door, signal),
    takeOver: async (next) => {
      // The change has ended every session; its key no longer works.
      await deleteSessionRecord(await context.readKeyStore(), next.account);
      machine.send({ type: "choose", door: { kind: "secured", identity: next } });
    },
    refresh: async ({ blockNumber }) => {
      const who = self();
      // If the chain does not answer now, the next block will bring the change again.
      if (who) await confirmed.readSelf(who, blockNumber).catch(() => undefined);
    },
  });

  /** Another tab or device played: the player must be read again, even if the first request fails. */
  const player = createInsistentRead(async () => {
    const who = self();
    if (who) await confirmed.readSelf(who);
  });

  const hear = (block: BlockEvent) => {
    context.clock.hear(Number(block.timestamp));
    const clockOffsetMs = context.clock.offsetMs();
    if (clockOffsetMs !== store.getState().clockOffsetMs) store.setState({ clockOffsetMs });
    confirmed.hear(block, self());
    play.tick();
    trace.hear(block);
    operations.hear(block);
    paid.hear(block);
    const own = new Set(store.getState().lane?.operations.map(({ userOpHash }) => userOpHash));
    const isForeign = block.operations.some(({ userOpHash }) => !own.has(userOpHash));
    if (isForeign) void player.ask();
    if (isForeign || block.sessions.length > 0) void refresh();
  };

  /** Reads everything again, and checks every confirmation again. */
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
    void paid.ask();
    void rows.ask();
  };
  const back = () => {
    live.lane?.retry();
    void catchUp();
  };
  const follower = createFollower({ ...{ store, worldId, hear, catchUp, back, look } });

  let followed: string | undefined;
  let snapshot = deriveSnapshot(store.getState());
  const listeners = new Set<() => void>();
  const onChange = () => {
    const state = store.getState();
    snapshot = deriveSnapshot(state);
    rememberOperations(snapshot.operations);
    const isPlayable = snapshot.phase === "playing" && state.lane?.role === "sender";
    const known = identity();
    // A returning player is drawn, with what waited, once the world was read for them.
    const isHere = state.machine.session.phase !== "restoring";
    play.sync({ self: isHere ? known?.account.toLowerCase() : undefined, isPlayable, limits: deriveLimits(state) });
    // For a returning player the world is loaded with their account; for a visitor it is loaded here.
    if (state.machine.identity.phase === "nobody" && confirmed.get().generation === 0) void catchUp();
    // One stream per account: the server filters its operations.
    if (known?.account !== followed) {
      followed = known?.account;
      follower.follow(known?.account);
      // Data of one player is not shown to the next.
      owner.forget();
      context.lock.release();
      live.landed = [];
      store.setState({ past: [], facts: undefined, notices: known ? [] : state.notices });
    }
    for (const listener of [...listeners]) listener();
  };
  /** After a laptop slept, timers slept too: the lane checks the clock, and the numbers are read again. */
  const onWake = () => {
    if (globalThis.document?.visibilityState === "hidden") return;
    live.lane?.wake();
    void refresh();
  };
  const undo = [
    store.subscribe(onChange),
    wallet.subscribe(() => store.setState({ wallet: wallet.read() })),
    endOnTime(context.clock, machine),
    trace.dispose,
    watchHealth((polled) => store.setState({ polled })),
    listenTo(globalThis, "online", back),
    listenTo(globalThis, "pageshow", onWake),
    listenTo(globalThis.document, "visibilitychange", onWake),
  ];

  // Contracts can be replaced during development; the production page contains none of this.
  if (process.env.NODE_ENV === "development") {
    const hearing = import("./dev/hearSwaps").then(({ hearSwaps }) => hearSwaps(tell));
    undo.push(() => void hearing.then((close) => close()));
  }

  if (forgetOldWorld(storage, worldId)) {
    tell("info", "This is a new world. Everything that this browser had stored for the old one is deleted.");
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
    ...createCards({ context, store, confirmed }),
    connect: (door) => machine.send({ type: "choose", door }),
    ...{ chooseBegin: signers.chooseBegin, askSigners: signers.askAgain, readRoom: confirmed.readRoom },
    cancel: () => {
      signers.giveUp();
      machine.send({ type: "cancel" });
    },
    knowsPasskey: async () => (await readPasskey(await context.readKeyStore())) !== undefined,
    disconnect: () => {
      machine.send({ type: "leave" });
      writeMemory(storage, { worldId });
    },
    grant: () => machine.send({ type: "grant" }),
    endSession: () => machine.send({ type: "end" }),
    tryToSteal: async () => {
      const { session: now } = machine.read();
      if (now.phase !== "running") return { failure: "No session is active, so there is no key to steal with." };
      const { tryToSteal } = await import("./theft/tryToSteal");
      return tryToSteal(context, now.session).then(
        (report) => ({ report }),
        (error: unknown) => ({ failure: wordsOf(error) }),
      );
    },
    setEngine: (engine) => store.setState({ engine }),
    dismissNotice: (id) => dismissNotice(store, id),
    dispose: () => {
      for (const each of undo) each();
      follower.dispose();
      for (const read of [world, rows, player, session, paid]) read.dispose();
      context.lock.release();
      machine.dispose();
      owner.dispose();
      play.dispose();
    },
  };
}

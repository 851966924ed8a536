import type { Address } from "viem";
import type { Config } from "@/app/_api/config";

import type { BlockEvent } from "@/app/_api/events";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createConfirmations } from "@/session/confirmations";
import { openDeviceOwner } from "@/session/deviceOwner";
import { OwnerDeclinedError, SessionKitError } from "@/session/errors";
import type { Owner } from "@/session/owner";
import { readPasskey } from "@/session/passkey";
import { createWalletOwner } from "@/session/walletOwner";
import { readIdentity } from "./account";
import { watchChain } from "./chainEvents";
import { createConfirmedWorld } from "./confirmedWorld";
import { createContext } from "./context";
import { createGamePermissions, describePermissions, MAX_ACTIONS, MAX_SAND, never, worstCase } from "./gamePermissions";
import { watchHealth } from "./health";
import { createQueueMemory, createWorldMemory, forgetWorld, readMemory, readStorage, writeMemory } from "./memory";
import { createNotices } from "./notices";
import { createObservable } from "./observable";
import { createOperationFeed } from "./operationFeed";
import { createOwnerPort } from "./owner/createOwnerPort";
import { createPlay } from "./play";
import type { Bridge, BridgeSnapshot, Health, OwnerView, PasskeyChoice } from "./ports";
import { createSessionControl } from "./sessionControl";

const unknownHealth: Health = { rpc: "unknown", bundler: "unknown", sponsor: "unknown", database: "unknown" };

/**
 * Joins game and session kit for one world. Everything that it opens (event stream, lane, timers) is closed by
 * `dispose`.
 * @param config The world, from `GET /api/config`.
 */
export function createBridge(config: Config): Bridge {
  const context = createContext(config);
  const { deployment, worldId } = config;
  const storage = readStorage();
  const notices = createNotices();
  const confirmed = createConfirmedWorld(context);
  const operations = createOperationFeed();
  const undo: (() => void)[] = [];
  let polled = unknownHealth;
  let chain: "up" | "down" | "unknown" = "unknown";
  let unwatchChain: (() => void) | undefined;
  /** False until it is known whether somebody played here before. */
  let isAwake = false;
  let isConnecting = false;
  let resumeGuest: (() => Promise<void>) | undefined;

  const snapshot = createObservable<BridgeSnapshot>({
    phase: "loading",
    health: unknownHealth,
    owner: undefined,
    session: undefined,
    operations: [],
    queued: 0,
    notices: [],
    clockOffsetMs: 0,
    busy: undefined,
  });
  const show = (change: Partial<BridgeSnapshot>) => snapshot.set({ ...snapshot.get(), ...change });

  const play = createPlay(context, confirmed, (account) => createQueueMemory(storage, worldId, account));
  const control = createSessionControl({ context, confirmed, operations, play, notices, show: () => showAll() });

  const owner = createOwnerPort({
    ...{ config, rpc: context.batchedRpc, bundler: context.bundler, sponsor: context.sponsor },
    identity: control.identity,
    openConfirmations: ({ account }) => ({
      ...createConfirmations({ client: context.rpc, account, entryPoint: deployment.entryPoint }),
      // As in the lane: the server pushes, and only a look-up after a silence asks the chain.
      watch: operations.watch,
    }),
    refresh: async ({ blockNumber }) => {
      const self = play.self();
      // The next block tells it once more, should the chain not answer now.
      if (self) await confirmed.readSelf(self, blockNumber).catch(() => undefined);
    },
    tell: notices.tell,
  });

  const showAll = () => {
    const { down, ...view } = control.view();
    const health: Health = { ...polled, ...(chain !== "unknown" && { rpc: chain }), ...(down && { [down]: "down" }) };
    const phase = isAwake ? view.phase : "loading";
    const busy = view.busy ?? (isConnecting ? "connecting" : undefined);
    show({
      ...view,
      phase,
      busy,
      health,
      queued: play.queued(),
      notices: notices.get(),
      clockOffsetMs: context.clock.offsetMs(),
    });
  };

  const hear = (block: BlockEvent) => {
    context.clock.hear(Number(block.timestamp));
    confirmed.hear(block, play.self());
    operations.hear(block);
    control.hear(block);
  };

  /** What was missed cannot be told, so it is read: world, player, session. */
  const catchUp = async () => {
    await confirmed.load(play.self()).catch(() => undefined);
    await control.refresh();
  };

  /** One stream per account: the server filters its operations. */
  const follow = (account: Address | undefined) => {
    unwatchChain?.();
    unwatchChain = watchChain(account, worldId, {
      block: hear,
      status: (status) => {
        if (chain === "down" && status === "up") {
          control.retry();
          // A guest who came while the chain was away gets in now.
          void (resumeGuest?.() ?? catchUp());
        }
        chain = status;
        showAll();
      },
      // Another chain: nothing that this page holds is true any more.
      reset: (reason) => (reason === "world" ? globalThis.location.reload() : void catchUp()),
    });
  };

  const connect = async (openOwner: () => Promise<Owner>, kind: OwnerView["kind"]) => {
    isConnecting = true;
    showAll();
    try {
      const identity = await readIdentity(context.rpc, deployment, await openOwner());
      follow(identity.account);
      // Before the session opens: what was queued in an earlier visit is folded on the real world, not on an empty one.
      await confirmed.load(identity.account.toLowerCase());
      writeMemory(storage, { worldId, owner: kind });
      await control.open(identity);
      resumeGuest = undefined;
    } catch (error) {
      const text = error instanceof SessionKitError ? error.shortMessage : "The chain does not answer.";
      notices.tell(error instanceof OwnerDeclinedError ? "info" : "error", text);
    } finally {
      isConnecting = false;
      isAwake = true;
      showAll();
    }
  };

  const connectGuest = () =>
    connect(async () => openDeviceOwner(await context.readKeyStore(), deployment.p256Verifier), "guest");

  const knowsPasskey = async () => (await readPasskey(await context.readKeyStore())) !== undefined;
  const connectPasskey = (which: PasskeyChoice) =>
    connect(async () => {
      const keyStore = await context.readKeyStore();
      // The curve is for those who come this way only.
      const { createPasskey, createPasskeyOwner, findPasskey } = await import("@/session/passkeyOwner");
      const passkey =
        which === "other"
          ? await findPasskey(keyStore)
          : ((which === "remembered" ? await readPasskey(keyStore) : undefined) ??
            (await createPasskey(keyStore, "Hourglass")));
      return createPasskeyOwner(passkey, deployment.webAuthnVerifier);
    }, "passkey");

  /** How who played here last comes in again without being asked; a wallet comes by itself, through wagmi. */
  const readSilent = async (kind: OwnerView["kind"] | undefined) => {
    if (kind === "guest") return connectGuest;
    return kind === "passkey" && (await knowsPasskey()) ? () => connectPasskey("remembered") : undefined;
  };

  const start = async () => {
    const known = readMemory(storage);
    if (known && known.worldId !== worldId) {
      forgetWorld(globalThis.indexedDB, storage, known.worldId);
      writeMemory(storage, { worldId });
      notices.tell("info", "This is a new world. What this browser remembered of the old one is gone.");
    }
    const silent = known?.worldId === worldId ? await readSilent(known.owner) : undefined;
    if (silent) {
      resumeGuest = silent;
      follow(undefined);
      return silent();
    }
    follow(undefined);
    isAwake = true;
    showAll();
    await confirmed.load(undefined).catch(() => undefined);
  };

  const online = () => control.retry();
  globalThis.addEventListener?.("online", online);
  undo.push(
    () => globalThis.removeEventListener?.("online", online),
    notices.subscribe(showAll),
    play.port.subscribe(showAll),
    watchHealth((health) => {
      polled = health;
      showAll();
    }),
  );
  void start();

  return {
    getSnapshot: snapshot.get,
    subscribe: snapshot.subscribe,
    game: play.port,
    owner,
    remember: (name) => createWorldMemory(storage, worldId, name),
    readGrant: () => ({
      permissions: describePermissions(createGamePermissions(hourglassAbi, deployment.hourglass)),
      durationSeconds: 3600,
      maxActions: MAX_ACTIONS,
      maxSand: MAX_SAND,
      maxGasWei: config.sponsor.sessionMaxWei,
      paymaster: deployment.sessionPaymaster,
      never,
      worstCase,
    }),
    connectGuest,
    connectPasskey,
    knowsPasskey,
    connectWallet: (wallet) => connect(async () => createWalletOwner(wallet), "wallet"),
    disconnect: async () => {
      owner.close();
      await control.close();
      writeMemory(storage, { worldId });
      follow(undefined);
      showAll();
    },
    grant: control.grant,
    renew: control.grant,
    endSession: control.end,
    dismissNotice: notices.dismiss,
    dispose: () => {
      for (const each of undo) each();
      unwatchChain?.();
      owner.dispose();
      play.dispose();
      void control.dispose();
    },
  };
}

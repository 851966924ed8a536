import { hashTypedData } from "viem";

import type { BlockEvent } from "@/app/_api/events";
import { OwnerDeclinedError, SessionKitError } from "@/session/errors";
import { sessionId } from "@/session/grant";
import type { Lane } from "@/session/laneTypes";
import type { SessionState } from "@/session/readChain";
import { revokeTypedData } from "@/session/revoke";
import { deleteSessionRecord, readSessionRecord } from "@/session/sessionRecord";
import { playUntil } from "@/session/window";
import type { PlayerIdentity } from "./account";
import type { ConfirmedWorld } from "./confirmedWorld";
import type { Context } from "./context";
import type { Notices } from "./notices";
import type { Operations } from "./operationFeed";
import { type BatchItem, viewOperation } from "./operationRows";
import type { Play } from "./play";
import type { BridgeSnapshot, Health, OperationView } from "./ports";
import { relayRevocation } from "./relay";
import { grantSession, openLane, readSessionState, restoreSession, type Session, viewSession } from "./session";

type Parts = {
  context: Context;
  confirmed: ConfirmedWorld;
  operations: Operations;
  play: Play;
  notices: Notices;
  /** Called after each change of what {@link SessionControl.view} shows. */
  show: () => void;
};

/** Owner, grant, lane: who plays, with which key, and how it ends. */
export type SessionControl = {
  /** Who is connected, with whatever signs for the account. */
  identity: () => PlayerIdentity | undefined;
  /** Takes an identity, and the session that this browser still has for it. */
  open: (identity: PlayerIdentity) => Promise<void>;
  close: () => Promise<void>;
  grant: () => Promise<void>;
  end: () => Promise<void>;
  hear: (block: BlockEvent) => void;
  /** Reads the session's state anew. */
  refresh: () => Promise<void>;
  retry: () => void;
  view: () => Pick<BridgeSnapshot, "phase" | "owner" | "session" | "operations" | "busy"> & {
    down: keyof Health | undefined;
  };
  dispose: () => Promise<void>;
};

const endTexts = {
  expired: "The hour is over. Sign once more to go on; nothing that you played is lost.",
  revoked: "This session was ended.",
  exhausted: "This session has used up its limits. Sign once more to go on.",
  unsponsored: "The sponsor pays no more for this session. Sign once more to go on.",
  failed: "Something went wrong with this session. Sign once more to go on.",
} as const;

/** Creates the control; nobody is connected yet. */
export function createSessionControl({ context, confirmed, operations, play, notices, show }: Parts): SessionControl {
  let identity: PlayerIdentity | undefined;
  let session: Session | undefined;
  let state: SessionState | undefined;
  let lane: Lane<BatchItem> | undefined;
  let unwatchLane: (() => void) | undefined;
  let keyStorage: "stored" | "memory" = "stored";
  let busy: BridgeSnapshot["busy"];
  let ended: "expired" | "revoked" | undefined;
  let isDisposed = false;
  /** Rows of lanes before this one, in the same visit. */
  let past: readonly OperationView[] = [];

  const setBusy = (next: typeof busy) => {
    busy = next;
    show();
  };

  const rows = (): readonly OperationView[] => {
    const current = lane?.getSnapshot().operations.map((row) => viewOperation(context.island, row)) ?? [];
    return [...current, ...past].slice(0, 50);
  };

  const closeLane = async () => {
    past = rows();
    unwatchLane?.();
    const closing = lane;
    lane = undefined;
    play.setPlayable(false);
    await closing?.stop();
  };

  const refresh = async () => {
    const asked = session;
    if (!asked) return;
    try {
      const answer = await readSessionState(context, asked);
      if (session !== asked) return;
      state = answer;
      if (answer.status === "revoked" || answer.isEpochPassed) await finish("revoked");
    } catch {
      // The chain does not answer; the banner says so, and the numbers stay as they were.
    }
    show();
  };

  const finish = async (how: "expired" | "revoked") => {
    ended = how;
    await closeLane();
    if (how === "revoked" && session) {
      await deleteSessionRecord(await context.readKeyStore(), session.identity.account);
    }
    show();
  };

  const startLane = async (next: Session) => {
    await closeLane();
    session = next;
    ended = undefined;
    const { account } = next.identity;
    const opened = await openLane(
      context,
      next,
      {
        take: play.take,
        giveBack: ({ item }) => play.giveBack(item),
        resumed: ({ item }) => play.resume(item),
        settled: ({ item, status, error, blockNumber }) => {
          const failure = status === "confirmed" ? undefined : (error ?? unexplained);
          void play.settle(item, blockNumber, failure).then(() => {
            lane?.wake();
            return refresh();
          });
        },
      },
      operations,
    );
    // The page may have gone, or the player turned to another session, while the key store was opened: a lane that
    // nobody holds would keep the lock that says which tab sends.
    if (isDisposed || session !== next) return opened.stop();
    lane = opened;
    play.setPlayed(() => lane?.wake());
    unwatchLane = lane.subscribe(() => {
      const { ended: how, role } = lane?.getSnapshot() ?? {};
      play.setPlayable(!how && role === "sender");
      if (how && !ended) {
        notices.tell(how === "failed" || how === "unsponsored" ? "error" : "info", endTexts[how]);
        void finish(how === "revoked" ? "revoked" : "expired");
      }
      show();
    });
    play.setPlayable(lane.getSnapshot().role === "sender");
    play.setSelf(account);
    await refresh();
  };

  /** Something that the player asked for failed: say why, keep everything. */
  const explain = (error: unknown) => {
    if (error instanceof OwnerDeclinedError) notices.tell("info", error.shortMessage);
    else if (error instanceof SessionKitError) notices.tell("error", error.shortMessage);
    else notices.tell("error", "That did not work. Please try again.");
    if (!(error instanceof SessionKitError)) console.warn("unexpected failure", error);
  };

  return {
    identity: () => identity,
    open: async (next) => {
      await closeLane();
      identity = next;
      session = undefined;
      ended = undefined;
      state = undefined;
      play.setSelf(next.account);
      const store = await context.readKeyStore();
      keyStorage = store.kind;
      const record = await readSessionRecord(store, next.account);
      if (!record) return show();
      const restored = await restoreSession(context, next, record);
      if (context.clock.now() >= playUntil(record.grant)) {
        session = restored;
        ended = "expired";
        return refresh();
      }
      await startLane(restored);
    },
    close: async () => {
      await closeLane();
      identity = undefined;
      session = undefined;
      past = [];
      play.setSelf(undefined);
      show();
    },
    grant: async () => {
      if (!identity || busy) return;
      setBusy("signing");
      try {
        const granted = await grantSession(context, identity);
        keyStorage = (await context.readKeyStore()).kind;
        await startLane(granted);
      } catch (error) {
        explain(error);
      } finally {
        setBusy(undefined);
      }
    },
    end: async () => {
      if (!session || busy) return;
      setBusy("ending");
      const { identity: who, key, record } = session;
      const { deployment } = context.config;
      try {
        const id = sessionId(record.grant.sessionKey);
        const module = { chainId: deployment.chainId, validator: deployment.sessionValidator };
        const signature = await key.sign(hashTypedData(revokeTypedData(module, who.account, id)));
        const hash = await relayRevocation({ account: who.account, sessionKey: key.signer, signature });
        if (hash) await context.rpc.waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: 30_000 });
        await finish("revoked");
        notices.tell("success", "Session ended. The chain refuses this key from now on, and the key is destroyed.");
      } catch (error) {
        // The key stays: without it this page could not try again.
        explain(error);
      } finally {
        setBusy(undefined);
      }
    },
    hear: ({ operations: seen, sessions }) => {
      const own = new Set(lane?.getSnapshot().operations.map(({ userOpHash }) => userOpHash));
      // Another tab or device played, or somebody ended the session: read what became of us.
      if (sessions.length > 0) void refresh();
      if (identity && seen.some(({ userOpHash }) => !own.has(userOpHash))) {
        void confirmed.readSelf(identity.account.toLowerCase()).catch(() => undefined);
        void refresh();
      }
    },
    refresh,
    retry: () => lane?.retry(),
    view: () => {
      const { role = "sender", down } = lane?.getSnapshot() ?? {};
      return {
        phase: readPhase({ identity, session, ended, busy }),
        owner: identity?.view,
        session: session && state && viewSession(session, { state, ended, role }, keyStorage),
        operations: rows(),
        busy,
        down: down?.part,
      };
    },
    dispose: async () => {
      isDisposed = true;
      await closeLane();
    },
  };
}

const unexplained = new SessionKitError("The chain undid this.");

function readPhase(facts: {
  identity: PlayerIdentity | undefined;
  session: Session | undefined;
  ended: "expired" | "revoked" | undefined;
  busy: BridgeSnapshot["busy"];
}): BridgeSnapshot["phase"] {
  if (!facts.identity) return "disconnected";
  if (facts.busy === "signing" && !facts.session) return "granting";
  if (!facts.session) return "connected";
  return facts.ended ? "ended" : "playing";
}

import type { LaneEnd, LaneOperation } from "@hourglass/session/core";
import { playUntil, printOfKey } from "@hourglass/session/core";
import type { PlayerIdentity } from "./account";
import { type BatchItem, viewOperation } from "./operationRows";
import type { PageState } from "./pageStore";
import type { BridgeSnapshot, Health, OwnerView, SessionView } from "./ports";
import type { Session } from "./session";
import type { SessionLimits } from "./sessionLimits";

const SHOWN_ROWS = 50;

/**
 * What React shows, derived from what the page knows.
 * @param state The page's store.
 */
export function deriveSnapshot(state: PageState): BridgeSnapshot {
  const { machine, engine, clockOffsetMs, notices, queued } = state;
  const { identity } = machine;
  return {
    phase: derivePhase(state),
    health: deriveHealth(state),
    owner: identity.phase === "known" ? viewOwner(identity.identity, state) : undefined,
    session: deriveSession(state),
    operations: deriveRows(state).map(viewOperation),
    ...{ queued, notices, clockOffsetMs, engine, streamNote: state.stream.why },
    opening: identity.phase === "opening" && identity.door.kind !== "secured" ? identity.door.kind : undefined,
    ...{ askedLink: state.askedLink, begin: state.begin, waiting: state.waiting },
    busy: deriveBusy(state),
  };
}

function derivePhase({ machine: { identity, session, asked } }: PageState): BridgeSnapshot["phase"] {
  const isHandedOver = identity.phase === "opening" && identity.door.kind === "secured";
  if (identity.phase === "looking" || session.phase === "restoring" || isHandedOver) return "loading";
  if (identity.phase !== "known") return "disconnected";
  if (session.phase === "none") return asked?.what === "grant" ? "granting" : "connected";
  return session.phase === "over" ? "ended" : "playing";
}

function deriveBusy({ machine: { identity, asked } }: PageState): BridgeSnapshot["busy"] {
  if (identity.phase === "opening") return "connecting";
  return asked && (asked.what === "grant" ? "signing" : "ending");
}

/** What happened while playing is newer than the last poll. */
function deriveHealth({ polled, stream, lane }: PageState): Health {
  const down = lane?.down && !lane.down.reason ? { [lane.down.part]: "down" as const } : {};
  const rpc = stream.chain === "unknown" ? {} : { rpc: stream.chain };
  const isBlocked = stream.isOpen === false && stream.chain !== "down" && polled.app !== "down";
  return { ...polled, ...rpc, ...(isBlocked && { stream: "down" as const }), ...down };
}

function viewOwner({ view }: PlayerIdentity, { wallet }: PageState): OwnerView {
  return view.kind === "wallet" && !view.isElsewhere ? { ...view, wallet } : view;
}

export function deriveRows({ lane, past }: PageState): readonly LaneOperation<BatchItem>[] {
  return [...(lane?.operations ?? []), ...past].slice(0, SHOWN_ROWS);
}

function deriveSession({ machine: { session }, facts, paid, lane, keyStorage }: PageState): SessionView | undefined {
  if (session.phase !== "running" && session.phase !== "over") return undefined;
  const end = session.phase === "over" ? session.end : undefined;
  return viewSession(session.session, {
    end,
    keyStorage,
    chain: facts?.of === session.session ? facts.state : undefined,
    paid: paid?.of === session.session ? { wei: paid.wei, operations: paid.operations } : undefined,
    isSeenEnabled: lane?.isEnabled ?? false,
    lane: lane?.role ?? "sender",
    waiting: lane?.down?.reason,
  });
}

type SessionFacts = {
  end: LaneEnd | undefined;
  keyStorage: PageState["keyStorage"];
  chain: NonNullable<PageState["facts"]>["state"] | undefined;
  paid: SessionView["paid"];
  isSeenEnabled: boolean;
  lane: SessionView["lane"];
  waiting: string | undefined;
};

function viewSession({ id, record: { grant } }: Session, facts: SessionFacts): SessionView {
  const { end, keyStorage, chain, paid, isSeenEnabled, lane, waiting } = facts;
  const isEnabled = isSeenEnabled || chain?.status === "enabled";
  return {
    state: end === undefined ? (isEnabled ? "enabled" : "granted") : end === "revoked" ? "revoked" : "expired",
    ...(end && { end }),
    id,
    print: printOfKey(grant.sessionKey),
    playUntil: playUntil(grant),
    // Until the chain has answered: the signed numbers.
    actionsLeft: chain?.actionsLeft ?? grant.maxActions,
    actionsMax: grant.maxActions,
    sandLeft: chain?.spendLeft ?? grant.maxSpend,
    sandMax: grant.maxSpend,
    gasLeftWei: chain?.gasLeftWei ?? grant.maxGasWei,
    gasMaxWei: grant.maxGasWei,
    isRead: chain !== undefined,
    ...(paid && { paid }),
    ...{ keyStorage, lane },
    ...(waiting && { waiting }),
  };
}

/** What the session may still do, for the prediction; undefined until the chain has said it. */
export function deriveLimits({ machine: { session }, facts, lane }: PageState): SessionLimits | undefined {
  if (session.phase !== "running" || facts?.of !== session.session) return undefined;
  const { actionsLeft, spendLeft, gasLeftWei } = facts.state;
  const operationWei = lane?.operations.find(({ maxCostWei }) => maxCostWei !== undefined)?.maxCostWei ?? 0n;
  return { actionsLeft, sandLeft: spendLeft, gasLeftWei, operationWei };
}

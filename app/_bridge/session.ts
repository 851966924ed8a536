import { hourglassAbi } from "@/app/_chain/generated/abis";
import { createGrant, grantTypedData, sessionId } from "@/session/grant";
import { createLane } from "@/session/lane";
import { createLanePorts } from "@/session/lanePorts";
import type { Lane, LaneSource } from "@/session/laneTypes";
import { createLocalLock, createWebLock } from "@/session/locks";
import { readGrantEpoch, readSession, type SessionState } from "@/session/readChain";
import { createSessionKey, restoreSessionKey, type SessionKey } from "@/session/sessionKey";
import { type SessionRecord, writeSessionRecord } from "@/session/sessionRecord";
import { requestVoucher } from "@/session/voucher";
import { playUntil } from "@/session/window";
import type { PlayerIdentity } from "./account";
import type { Context } from "./context";
import { createGamePermissions, describePermissions, MAX_ACTIONS, MAX_SAND } from "./gamePermissions";
import { gasTable } from "./gasTable";
import type { Operations } from "./operationFeed";
import type { BatchItem } from "./operationRows";
import type { SessionView } from "./ports";

/** A session that this page can play, from a fresh grant or from the key store. */
export type Session = { identity: PlayerIdentity; record: SessionRecord; key: SessionKey };

/** A device keeps its lane: a fresh one costs a storage slot on chain, and two devices must never share one. */
async function readLaneNumber(context: Context): Promise<number> {
  const store = await context.readKeyStore();
  const known = await store.read("lane");
  if (typeof known === "number") return known;
  const lane = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  await store.write("lane", lane);
  return lane;
}

/**
 * Makes a key, asks the owner for the one signature, and the sponsor for the one voucher; keeps all three.
 * @throws OwnerDeclinedError, UnavailableError, RefusedError: nothing was kept then.
 */
export async function grantSession(context: Context, identity: PlayerIdentity): Promise<Session> {
  const { config, clock, rpc } = context;
  const { deployment } = config;
  const { account, owner, factory } = identity;
  const [key, lane, epoch] = await Promise.all([
    createSessionKey(deployment.p256Verifier),
    readLaneNumber(context),
    readGrantEpoch(rpc, deployment.sessionValidator, account),
  ]);
  const module = { chainId: deployment.chainId, validator: deployment.sessionValidator };
  const grant = createGrant({
    ...{ account, lane, epoch, validator: module.validator, sessionKey: key.signer, nowSeconds: clock.now() },
    permissions: createGamePermissions(hourglassAbi, deployment.hourglass),
    maxActions: MAX_ACTIONS,
    maxSpend: MAX_SAND,
    maxGasWei: config.sponsor.sessionMaxWei,
    paymaster: deployment.sessionPaymaster,
  });
  const ownerSignature = await owner.signTypedData(grantTypedData(module, grant));
  const voucher = await requestVoucher(context.sponsor, {
    ...{ entryPoint: deployment.entryPoint, chainId: deployment.chainId, grant, ownerSignature, factory },
    gasLimits: config.sponsor,
  });
  const record: SessionRecord = { keyPair: key.keyPair, grant, ownerSignature, voucher };
  await writeSessionRecord(await context.readKeyStore(), record);
  return { identity, record, key };
}

/** Takes a stored session up again. */
export async function restoreSession(
  context: Context,
  identity: PlayerIdentity,
  record: SessionRecord,
): Promise<Session> {
  return { identity, record, key: await restoreSessionKey(context.config.deployment.p256Verifier, record.keyPair) };
}

/** Opens the sending lane of a session. */
export async function openLane(
  context: Context,
  session: Session,
  source: LaneSource<BatchItem>,
  operations: Operations,
): Promise<Lane<BatchItem>> {
  const { config, rpc, bundler, sponsor, clock } = context;
  const { deployment } = config;
  const { record, key, identity } = session;
  const store = await context.readKeyStore();
  const { keyPair, voucher, ...signed } = record;
  const laneSession = {
    ...{ chainId: deployment.chainId, entryPoint: deployment.entryPoint, signed, signer: key, voucher },
    factory: identity.factory,
  };
  const ports = createLanePorts({
    ...{ session: laneSession, validator: deployment.sessionValidator, rpc, bundler, store, gasTable },
    sponsor: { client: sponsor, gasLimits: config.sponsor },
    lock: globalThis.navigator?.locks ? createWebLock(navigator.locks) : createLocalLock(),
    chainNow: clock.now,
    abi: hourglassAbi,
    onVoucher: (fresh) => void writeSessionRecord(store, { ...record, voucher: fresh }),
  });
  // Confirmations are pushed by the server; only the look-up after a silence asks the chain.
  const confirmations = { ...ports.confirmations, watch: operations.watch };
  return createLane(laneSession, source, { ...ports, confirmations });
}

/** Where a session stands on chain. */
export function readSessionState(context: Context, { record }: Session): Promise<SessionState> {
  return readSession(context.rpc, context.config.deployment.sessionValidator, record.grant);
}

/** What the panel shows of a session. */
export function viewSession(
  { record }: Session,
  facts: { state: SessionState; ended: "expired" | "revoked" | undefined; role: "sender" | "follower" },
  keyStorage: "stored" | "memory",
): SessionView {
  const { grant } = record;
  const { state, ended, role } = facts;
  return {
    state: ended ?? (state.status === "enabled" ? "enabled" : "granted"),
    id: sessionId(grant.sessionKey),
    playUntil: playUntil(grant),
    actionsLeft: state.actionsLeft,
    actionsMax: grant.maxActions,
    sandLeft: state.spendLeft,
    sandMax: grant.maxSpend,
    gasLeftWei: state.gasLeftWei,
    gasMaxWei: grant.maxGasWei,
    keyStorage,
    permissions: describePermissions(grant.permissions),
    lane: role,
  };
}

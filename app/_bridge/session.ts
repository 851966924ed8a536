import type { Hex } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { CancelledError, within } from "@/session/deadline";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import { createGrant, grantTypedData, sessionIdOf, sessionModuleOf } from "@/session/grant";
import { createLane } from "@/session/lane";
import { createLanePorts } from "@/session/lanePorts";
import type { Delivery, Lane, LaneSource } from "@/session/laneTypes";
import { readGrantEpoch, readSession, type SessionState } from "@/session/readChain";
import { createSessionKey, restoreSessionKey, type SessionKey } from "@/session/sessionKey";
import { type SessionRecord, updateSessionRecord, writeSessionRecord } from "@/session/sessionRecord";
import { requestVoucher } from "@/session/voucher";
import type { PlayerIdentity } from "./account";
import type { Context } from "./context";
import { WAITS } from "./effects/waits";
import { createGamePermissions, durationOf, MAX_ACTIONS, MAX_SAND } from "./gamePermissions";
import { gasTable } from "./gasTable";
import type { Operations } from "./operationFeed";
import type { BatchItem } from "./operationRows";

/** A session that this page can play, from a fresh grant or from the key store. */
export type Session = { id: Hex; identity: PlayerIdentity; record: SessionRecord; key: SessionKey };

/** A device keeps its lane: a fresh one costs a storage slot on chain, and two devices must never share one. */
async function readLaneNumber(context: Context): Promise<number> {
  const store = await context.readKeyStore();
  const known = await store.read("lane");
  if (typeof known === "number") return known;
  const lane = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
  await store.write("lane", lane);
  return lane;
}

/** Before the first block was heard this machine's clock says when the hour begins, and it may be hours off. */
export async function setClock({ clock, rpc }: Context): Promise<void> {
  if (clock.isSet()) return;
  const { timestamp } = await rpc.getBlock().catch((cause: unknown) => {
    throw toUnavailableOrRefused("rpc", cause);
  });
  clock.hear(Number(timestamp));
}

/**
 * Makes a key, asks the owner for the one signature, and the sponsor for the one voucher; keeps all three.
 * @param signal Aborts when the player left or cancelled: then nothing is asked and nothing kept any more.
 * @throws OwnerDeclinedError, UnavailableError, RefusedError, WaitEndedError, CancelledError: nothing was kept then.
 */
export async function grantSession(context: Context, identity: PlayerIdentity, signal: AbortSignal): Promise<Session> {
  const { config, clock, rpc } = context;
  const { deployment } = config;
  const { account, owner, factory } = identity;
  const makeKey = () => createSessionKey(deployment.p256Verifier);
  const [key, lane, epoch] = await Promise.all([
    within(WAITS.keyMs, "This browser did not make a key in time. Reload the page and try again.", makeKey, signal),
    readLaneNumber(context),
    readGrantEpoch(rpc, deployment.sessionValidator, account),
    setClock(context),
  ]);
  const module = sessionModuleOf(deployment);
  const grant = createGrant({
    ...{ account, lane, epoch, validator: module.validator, sessionKey: key.signer, nowSeconds: clock.now() },
    permissions: createGamePermissions(hourglassAbi, deployment.hourglass),
    durationSeconds: durationOf((await context.readKeyStore()).kind),
    maxActions: MAX_ACTIONS,
    maxSpend: MAX_SAND,
    maxGasWei: config.sponsor.sessionMaxWei,
    paymaster: deployment.sessionPaymaster,
  });
  const askOwner = () => owner.signTypedData(grantTypedData(module, grant));
  const waitMs = owner.kind === "passkey" ? WAITS.passkeyMs : WAITS.walletMs;
  const ownerSignature = await within(
    waitMs,
    "Nobody signed in time. Nothing was granted; try again.",
    askOwner,
    signal,
  );
  const voucher = await requestVoucher(context.sponsor, {
    ...{ entryPoint: deployment.entryPoint, chainId: deployment.chainId, grant, ownerSignature, factory },
    gasLimits: config.sponsor,
  });
  if (signal.aborted) throw new CancelledError();
  const record: SessionRecord = { keyPair: key.keyPair, grant, ownerSignature, voucher };
  await writeSessionRecord(await context.readKeyStore(), record);
  return { id: sessionIdOf(module, grant), identity, record, key };
}

/** Takes a stored session up again. */
export async function restoreSession(
  context: Context,
  identity: PlayerIdentity,
  record: SessionRecord,
): Promise<Session> {
  const { deployment } = context.config;
  const key = await restoreSessionKey(deployment.p256Verifier, record.keyPair);
  return { id: sessionIdOf(sessionModuleOf(deployment), record.grant), identity, record, key };
}

/** Opens the sending lane of a session. */
export async function openLane(
  context: Context,
  session: Session,
  source: LaneSource<BatchItem>,
  operations: Operations,
  landed: readonly Delivery<BatchItem>[] = [],
): Promise<Lane<BatchItem>> {
  const { config, rpc, bundler, sponsor, clock } = context;
  const { deployment } = config;
  const { record, key, identity } = session;
  const store = await context.readKeyStore();
  const { keyPair, voucher, ...signed } = record;
  const laneSession = {
    ...{ module: sessionModuleOf(deployment), entryPoint: deployment.entryPoint, signed, signer: key, voucher },
    factory: identity.factory,
  };
  const ports = createLanePorts({
    ...{ session: laneSession, rpc, bundler, store, gasTable },
    sponsor: { client: sponsor, gasLimits: config.sponsor },
    lock: context.lock.lock,
    chainNow: clock.now,
    abi: hourglassAbi,
    onVoucher: (fresh) => void updateSessionRecord(store, { ...record, voucher: fresh }),
  });
  // Confirmations are pushed by the server; only the look-up after a silence asks the chain.
  const confirmations = { ...ports.confirmations, watch: operations.watch };
  return createLane(laneSession, source, { ...ports, confirmations }, landed);
}

/** Where a session stands on chain. */
export function readSessionState(context: Context, { record }: Session): Promise<SessionState> {
  return readSession(context.rpc, sessionModuleOf(context.config.deployment), record.grant);
}

import type { Delivery, Lane, LaneSource } from "@hourglass/session/core";
import {
  CancelledError,
  createLane,
  createLanePorts,
  grantTypedData,
  readSession,
  requestVoucher,
  restoreSessionKey,
  type SessionKey,
  type SessionRecord,
  type SessionState,
  sessionIdOf,
  sessionModuleOf,
  updateSessionRecord,
  within,
  writeSessionRecord,
} from "@hourglass/session/core";
import type { Hex } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { PlayerIdentity } from "./account";
import type { Context } from "./context";
import type { Draft } from "./draft";
import { WAITS } from "./effects/waits";
import { gasTable } from "./gasTable";
import type { Operations } from "./operationFeed";
import type { BatchItem } from "./operationRows";

/** A session that this page can play, from a new grant or from the key store. */
export type Session = { id: Hex; identity: PlayerIdentity; record: SessionRecord; key: SessionKey };

/**
 * Asks the owner for the one signature, and the sponsor for the one voucher; keeps both, and the key.
 * @param draft What the card shows: exactly this is signed.
 * @param signal Aborts when the player left or cancelled: then nothing is asked and nothing kept any more.
 * @throws OwnerDeclinedError, UnavailableError, RefusedError, WaitEndedError, CancelledError: nothing was kept then.
 */
export async function grantSession(
  context: Context,
  identity: PlayerIdentity,
  { grant, key }: Draft,
  signal: AbortSignal,
): Promise<Session> {
  const { config } = context;
  const { deployment } = config;
  const { owner, factory } = identity;
  const module = sessionModuleOf(deployment);
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

/** Resumes a stored session. */
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
  // The server pushes confirmations; only the look-up after a silence asks the chain.
  const confirmations = { ...ports.confirmations, watch: operations.watch };
  return createLane(laneSession, source, { ...ports, confirmations }, landed);
}

/** The state of a session on chain. */
export function readSessionState(context: Context, { record }: Session): Promise<SessionState> {
  return readSession(context.rpc, sessionModuleOf(context.config.deployment), record.grant);
}

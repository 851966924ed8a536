import {
  enableByRelay,
  requestVoucher,
  restoreSessionKey,
  type SessionRecord,
  sessionIdOf,
  sessionModuleOf,
  untilDue,
  writeSessionRecord,
} from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import type { Session } from "../session";
import type { WaitingView } from "./views";
import { deleteWaiting, type Waiting } from "./waiting";

/**
 * From an approved grant to a session that can be played: waits for its hour, gets the voucher, has the relay switch the key on, and keeps all that
 * a reload needs.
 * @throws RefusedError, UnavailableError, CancelledError: then the session is not kept.
 */
export async function switchOn(
  context: Context,
  identity: PlayerIdentity,
  { grant, keyPair, ownerSignature }: Required<Waiting>,
  { signal, update }: { signal: AbortSignal; update: (change: Partial<WaitingView>) => void },
): Promise<Session> {
  const { rpc: client, sponsor: relay, config } = context;
  const { deployment } = config;
  const module = sessionModuleOf(deployment);
  const { factory } = identity;
  const signed = { grant, ownerSignature };
  update({ step: "due" });
  // Nobody promises to pay for an hour that is far away.
  await untilDue(client, grant, signal);
  update({ step: "enabling" });
  const voucher = await requestVoucher(relay, {
    ...{ entryPoint: deployment.entryPoint, chainId: deployment.chainId, ...signed, factory },
    gasLimits: config.sponsor,
  });
  await enableByRelay({ client, relay, module, signed, factory });
  const record: SessionRecord = { keyPair, grant, ownerSignature, voucher };
  const keys = await context.readKeyStore();
  await writeSessionRecord(keys, record);
  await deleteWaiting(keys, grant.account);
  const key = await restoreSessionKey(deployment.p256Verifier, keyPair);
  return { id: sessionIdOf(module, grant), identity, record, key };
}

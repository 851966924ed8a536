import {
  BACKDATE_SECONDS,
  createGrant,
  createSessionKey,
  type Grant,
  readDeviceLane,
  readGrantEpoch,
  type SessionKey,
  setClock,
  within,
} from "@hourglass/session/core";
import type { PlayerIdentity } from "./account";
import type { Context } from "./context";
import { WAITS } from "./effects/waits";
import { createGamePermissions, durationOf, MAX_ACTIONS, MAX_SAND } from "./gamePermissions";
import type { Begin } from "./signers/views";

/** A grant that nobody signed yet, with its key. The card shows it, and exactly this is signed. */
export type Draft = { grant: Grant; key: SessionKey; madeSeconds: number; begin: Begin };

/** A draft, as far as its age matters. One that begins at once was made shortly after it begins. */
type Aged = Pick<Draft, "grant"> & Partial<Pick<Draft, "madeSeconds">>;

/** While the card is open its grant is made anew after this time: the hour counts from then. */
export const DRAFT_SECONDS = 30;
/** An older one is not signed: too much of its hour is over. */
const STALE_SECONDS = 90;

/**
 * Makes a key, and the grant that the owner will be asked to sign.
 * @param begin In how many seconds its hour begins.
 * @throws UnavailableError if the chain does not answer, WaitEndedError if the browser makes no key, CancelledError.
 */
export async function createDraft(
  context: Context,
  { account }: PlayerIdentity,
  signal: AbortSignal,
  begin: Begin = 0,
): Promise<Draft> {
  const { config, clock, rpc } = context;
  const { deployment } = config;
  const makeKey = () => createSessionKey(deployment.p256Verifier);
  const store = await context.readKeyStore();
  const [key, lane, epoch] = await Promise.all([
    within(WAITS.keyMs, "This browser did not make a key in time. Reload the page and try again.", makeKey, signal),
    readDeviceLane(store),
    readGrantEpoch(rpc, deployment.sessionValidator, account),
    setClock(clock, rpc),
  ]);
  const nowSeconds = clock.now();
  const grant = createGrant({
    ...{
      account,
      lane,
      epoch,
      validator: deployment.sessionValidator,
      sessionKey: key.signer,
      nowSeconds,
    },
    ...(begin > 0 && { beginSeconds: nowSeconds + begin }),
    permissions: createGamePermissions(deployment.hourglass).permissions,
    durationSeconds: durationOf(store.kind),
    maxActions: MAX_ACTIONS,
    maxSpend: MAX_SAND,
    maxGasWei: config.sponsor.sessionMaxWei,
    paymaster: deployment.sessionPaymaster,
  });
  return { grant, key, madeSeconds: nowSeconds, begin };
}

/** Whether a draft is this account's and young enough, and no session was ended meanwhile: the epoch is part of it. */
export async function isSignable(context: Context, { account }: PlayerIdentity, draft: Aged): Promise<boolean> {
  const { config, clock, rpc } = context;
  if (!isYoung(draft, account, clock.now(), STALE_SECONDS)) return false;
  return (await readGrantEpoch(rpc, config.deployment.sessionValidator, account)) === draft.grant.epoch;
}

/** Whether a draft is of this account and not older than some seconds, nor of a time that the chain has not reached. */
export function isYoung({ grant, madeSeconds }: Aged, account: string, nowSeconds: number, seconds: number): boolean {
  const made = madeSeconds ?? grant.validAfter + BACKDATE_SECONDS;
  return grant.account === account && Math.abs(nowSeconds - made) <= seconds;
}

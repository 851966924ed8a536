import {
  CancelledError,
  createGrantRequest,
  createSessionKey,
  GrantRequestError,
  type PortableGrant,
  requestVoucher,
  SessionError,
  type SessionKey,
  setClock,
  UnavailableError,
  within,
  writeSessionRecord,
} from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import { pause } from "../effects/pause";
import { WAITS } from "../effects/waits";
import { createGamePermissions, durationOf, MAX_ACTIONS, MAX_SAND } from "../gamePermissions";
import type { AskedLink } from "../views";
import { toLinkedIdentity } from "./linkedIdentity";
import { emptyMailbox, readMailbox } from "./mailbox";

/** How often the mailbox is asked. */
const LOOK_MS = 1_500;

/**
 * Asks the owner of an account on another device for a session, with a key of this browser, and waits for the answer. The session
 * is stored here, so it is resumed like any other; the owner is not here, and signs nothing.
 * @param context One world.
 * @param show Shows link and code.
 * @param signal Aborts when the player gave up.
 * @returns The player.
 * @throws SessionError with a text for the player.
 */
export async function openByLink(
  context: Context,
  show: (asked: AskedLink) => void,
  signal: AbortSignal,
): Promise<PlayerIdentity> {
  const { config, clock, rpc } = context;
  const { deployment } = config;
  const makeKey = () => createSessionKey(deployment.p256Verifier);
  const store = await context.readKeyStore();
  const [key] = await Promise.all([
    within(WAITS.keyMs, "This browser did not make a key in time. Reload the page and try again.", makeKey, signal),
    setClock(clock, rpc),
  ]);
  const asked = await createGrantRequest({
    ...{ world: deployment, nowSeconds: clock.now(), key, name: nameDevice() },
    permissions: [createGamePermissions(deployment.hourglass)],
    limits: { calls: MAX_ACTIONS, spend: MAX_SAND, duration: durationOf(store.kind) },
  });
  const { expiresAt, mailbox } = asked.request;
  const link = `${location.origin}/approve#${asked.text}`;
  show({ link, code: asked.code, expiresAtMs: Date.now() + (expiresAt - clock.now()) * 1_000 });
  for (;;) {
    const { sealed } = await readMailbox(mailbox, signal, asked.secret).catch(() => ({ sealed: undefined }));
    if (signal.aborted) throw new CancelledError();
    if (sealed) {
      const portable = await asked.open(sealed).catch((error: unknown) => {
        if (error instanceof GrantRequestError) throw new SessionError(`${error.shortMessage} Ask again.`);
        throw error;
      });
      const identity = await adopt(context, portable, key, signal);
      void emptyMailbox(mailbox, signal, asked.secret).catch(() => undefined);
      return identity;
    }
    if (clock.now() >= expiresAt) throw new SessionError("Nobody answered in ten minutes. Ask again.");
    await pause(LOOK_MS, signal);
  }
}

/** Gets the session's voucher, and stores both with the key. While the sponsor does not answer, the lane asks for it: the owner has signed. */
async function adopt(
  context: Context,
  { grant, ownerSignature, factory }: PortableGrant,
  key: SessionKey,
  signal: AbortSignal,
): Promise<PlayerIdentity> {
  const { config } = context;
  const { entryPoint, chainId } = config.deployment;
  const voucher = await requestVoucher(context.sponsor, {
    ...{ entryPoint, chainId, grant, ownerSignature, factory },
    gasLimits: config.sponsor,
  }).catch((error: unknown) => {
    if (!(error instanceof UnavailableError)) throw error;
  });
  if (signal.aborted) throw new CancelledError();
  const record = { keyPair: key.keyPair, grant, ownerSignature, factory, ...(voucher && { voucher }) };
  await writeSessionRecord(await context.readKeyStore(), record);
  return toLinkedIdentity(grant.account, factory);
}

const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac", "Linux"];

/** What the owner reads: enough to tell a phone from a laptop. */
function nameDevice(): string {
  const system = SYSTEMS.find((name) => globalThis.navigator?.userAgent.includes(name));
  return `Hourglass on ${system ? `${system === "Mac" ? "a " : ""}${system}` : "another device"}`;
}

import {
  type AskedGrant,
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
  const game = createGamePermissions(deployment.hourglass);
  const asked = await createGrantRequest({
    ...{ world: deployment, nowSeconds: clock.now(), key, name: nameDevice() },
    ...{ permissions: [game], known: game.permissions },
    limits: { calls: MAX_ACTIONS, spend: MAX_SAND, duration: durationOf(store.kind) },
  });
  const { expiresAt, mailbox } = asked.request;
  const desk = createDesk(asked, clock, show);
  for (;;) {
    const turn = desk.begin(signal);
    const answer = desk.pasted() ?? (await collect(asked, turn, desk.say));
    if (signal.aborted) throw new CancelledError();
    const identity = answer && (await accept(context, asked, key, answer, desk, signal));
    if (identity) {
      void emptyMailbox(mailbox, signal, asked.secret).catch(() => undefined);
      return identity;
    }
    if (clock.now() >= expiresAt) throw new SessionError("Nobody answered in ten minutes. Ask again.");
    await pause(LOOK_MS, turn);
  }
}

/** An answer, and whether the player brought it. */
type Answer = { sealed: string; isPasted: boolean };

/** What is shown of a request, and what the player pastes meanwhile. */
function createDesk(asked: AskedGrant, clock: Context["clock"], show: (asked: AskedLink) => void) {
  let pasted: Answer | undefined;
  let turn = new AbortController();
  let view: AskedLink = {
    ...{ link: `${location.origin}/approve#${asked.text}`, code: asked.code, isMailboxDown: false, problem: undefined },
    expiresAtMs: Date.now() + (asked.request.expiresAt - clock.now()) * 1_000,
    paste: (sealed) => {
      pasted = { sealed, isPasted: true };
      say({ problem: undefined });
      turn.abort();
    },
  };
  const say = (change: Partial<AskedLink>) => {
    view = { ...view, ...change };
    show(view);
  };
  show(view);
  return {
    say,
    pasted: () => pasted,
    refusePasted: (problem: string) => {
      pasted = undefined;
      say({ problem });
    },
    /** Something pasted ends the turn. */
    begin: (signal: AbortSignal) => {
      turn = new AbortController();
      return AbortSignal.any([signal, turn.signal]);
    },
  };
}

type Desk = ReturnType<typeof createDesk>;

async function collect(
  { request, secret }: AskedGrant,
  signal: AbortSignal,
  say: Desk["say"],
): Promise<Answer | undefined> {
  try {
    const { sealed } = await readMailbox(request.mailbox, signal, secret);
    say({ isMailboxDown: false });
    return sealed === undefined ? undefined : { sealed, isPasted: false };
  } catch {
    if (!signal.aborted) say({ isMailboxDown: true });
    return undefined;
  }
}

/** @returns Undefined: what was pasted cannot be used, and the player knows why. */
async function accept(
  context: Context,
  asked: AskedGrant,
  key: SessionKey,
  { sealed, isPasted }: Answer,
  desk: Desk,
  signal: AbortSignal,
): Promise<PlayerIdentity | undefined> {
  try {
    return await adopt(context, await asked.open(sealed), key, signal);
  } catch (error) {
    if (!(error instanceof GrantRequestError)) throw error;
    if (!isPasted) throw new SessionError(`${error.shortMessage} Ask again.`);
    // What was pasted may be anything; the request still waits for its own answer.
    desk.refusePasted(`${error.shortMessage} Copy the whole answer on the other device.`);
    return undefined;
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

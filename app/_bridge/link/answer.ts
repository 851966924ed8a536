import {
  type Grant,
  grantTypedData,
  type ReceivedRequest,
  SessionError,
  sealGrant,
  sessionModuleOf,
} from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import { isSignable } from "../draft";
import { withDeadline } from "../owner/createOwnerPort";
import { requireKey } from "../signers/requireKey";
import type { ApprovalParts } from "./approvalState";
import { redraft } from "./draftAnswer";
import { AnsweredBeforeError, putAnswer } from "./mailbox";
import { answeredBefore, tooOld } from "./readRequest";

/** Has the owner sign what the card shows, seals it to whoever asked, and sends it. */
export async function answer(parts: ApprovalParts): Promise<void> {
  const { context, live, read, show, update, explain } = parts;
  const { identity, drafted } = live;
  const state = read();
  if (state.step !== "asked" || state.signing || !identity || !drafted) return;
  const { signal } = live.left;
  update("asked", { signing: true, problem: undefined });
  try {
    if (context.clock.now() >= state.request.expiresAt) return show({ step: "refused", refused: tooOld });
    const sealed = await signAndSeal(context, identity, state.request, drafted, signal);
    if (signal.aborted) return;
    show({ ...state, step: "signed", signing: false, sealed, delivery: "sending", problem: undefined });
  } catch (error) {
    update("asked", { signing: false, problem: explain(error) });
    return redraft(parts);
  }
  await send(parts);
}

async function signAndSeal(
  context: Context,
  identity: PlayerIdentity,
  request: ReceivedRequest,
  grant: Grant,
  signal: AbortSignal,
): Promise<string> {
  if (!(await isSignable(context, identity, { grant }))) {
    throw new SessionError("The card was too old to be signed. This is a new one: look at it, then sign.");
  }
  const module = sessionModuleOf(context.config.deployment);
  const { owner, factory } = identity;
  // The first operation of whoever asks would carry its approval, and no bundler would take it.
  requireKey(owner);
  const ownerSignature = await withDeadline(owner, signal).signTypedData(grantTypedData(module, grant));
  const { chainId, validator } = module;
  return sealGrant(request, { chainId, validator, grant, ownerSignature, factory });
}

/** Puts the signed and sealed grant into the mailbox; again if that failed. */
export async function send({ live, read, show, update }: ApprovalParts): Promise<void> {
  const state = read();
  if (state.step !== "signed") return;
  update("signed", { delivery: "sending", problem: undefined });
  try {
    await putAnswer(state.request.mailbox, state.sealed, live.left.signal);
    update("signed", { delivery: "sent" });
  } catch (error) {
    if (live.left.signal.aborted) return;
    if (error instanceof AnsweredBeforeError) return show({ step: "refused", refused: answeredBefore });
    update("signed", { delivery: "failed", problem: error instanceof Error ? error.message : String(error) });
  }
}

import {
  CancelledError,
  grantTypedData,
  hashGrant,
  hashSafeMessage,
  restoreSessionKey,
  sessionModuleOf,
} from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import type { Context } from "../context";
import type { PageStore } from "../pageStore";
import type { WalletLink } from "../ports";
import { readDraft } from "../readDraft";
import type { Session } from "../session";
import { switchOn } from "./switchOn";
import { untilApproved } from "./untilApproved";
import { untilOver } from "./untilOver";
import type { WaitingView } from "./views";
import { deleteWaiting, isWorthKeeping, readWaiting, type Waiting, writeWaiting } from "./waiting";

/** What it needs of the page. */
export type GrantBySignersParts = {
  context: Context;
  store: PageStore;
  wallet: WalletLink;
  /** Called with what asks the wallet once more, each time that it changes. */
  onRound: (again: () => void) => void;
};

/**
 * Asks the signers of a contract, waits until enough have approved and the hour has begun, and has the relay switch the key on. Goes on where an
 * earlier visit stopped, then without asking the wallet.
 * @throws Errors with words for the player; CancelledError when the signal aborts: what waits is kept then.
 */
export async function grantBySigners(
  parts: GrantBySignersParts,
  identity: PlayerIdentity,
  signal: AbortSignal,
): Promise<Session> {
  const { context, store, wallet, onRound } = parts;
  const update = (change: Partial<WaitingView>) =>
    store.setState(({ waiting }) => ({ waiting: waiting && { ...waiting, ...change } }));
  const { waiting, asksAtOnce } = await begin(parts, identity, signal);
  const { grant } = waiting;
  store.setState({ waiting: viewOf(context, identity, grant) });
  const over = new AbortController();
  const work = async () => {
    const asked = { context, wallet, grant, asksAtOnce, signal, update };
    const ownerSignature = waiting.ownerSignature ?? (await untilApproved(asked, identity.owner.signer, onRound));
    const keys = await context.readKeyStore();
    // Given up meanwhile: its key is destroyed, and must not come back.
    if (signal.aborted) throw new CancelledError();
    const approved = { ...waiting, ownerSignature };
    await writeWaiting(keys, approved);
    return switchOn(context, identity, approved, { signal, update });
  };
  try {
    return await Promise.race([work(), untilOver(grant, context.clock, AbortSignal.any([signal, over.signal]))]);
  } catch (error) {
    // When the page is left, what waits is kept too.
    if (!signal.aborted && !isWorthKeeping(error)) await deleteWaiting(await context.readKeyStore(), identity.account);
    throw error;
  } finally {
    over.abort();
    store.setState({ waiting: undefined });
  }
}

/** What waits from an earlier visit, or what the card shows from now on. */
async function begin({ context, store }: GrantBySignersParts, identity: PlayerIdentity, signal: AbortSignal) {
  const keys = await context.readKeyStore();
  const kept = await readWaiting(keys, identity.account);
  if (kept) {
    const key = await restoreSessionKey(context.config.deployment.p256Verifier, kept.keyPair);
    // For the card: it is what the signers are asked for.
    store.setState({ drafted: { grant: kept.grant, key, madeSeconds: kept.grant.validAfter, begin: 0 } });
    return { waiting: kept, asksAtOnce: false };
  }
  const { grant, key } = await readDraft(context, store, identity, signal);
  const waiting: Waiting = { grant, keyPair: key.keyPair };
  await writeWaiting(keys, waiting);
  return { waiting, asksAtOnce: true };
}

function viewOf({ config }: Context, { owner, view }: PlayerIdentity, grant: Waiting["grant"]): WaitingView {
  const module = sessionModuleOf(config.deployment);
  const { validAfter, validUntil } = grant;
  return {
    ...{ step: "signers", owner: owner.signer, signers: view.contract?.signers, wallet: "none" },
    digest: hashGrant(module, grant),
    safeHash: hashSafeMessage(module.chainId, owner.signer, grantTypedData(module, grant) as never),
    ...{ validAfter, validUntil },
  };
}

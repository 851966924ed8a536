import {
  grantTypedData,
  hashGrant,
  hashSafeMessage,
  playUntil,
  restoreSessionKey,
  SessionError,
  sessionModuleOf,
  UnavailableError,
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
import type { Begin, WaitingView } from "./views";
import { deleteWaiting, readWaiting, type Waiting, writeWaiting } from "./waiting";

/** Grants of owners that are contracts, such as a Safe. */
export type Signers = {
  /**
   * Asks the signers, waits until enough have approved and the hour has begun, and has the relay switch the key on. Goes on where an earlier visit
   * stopped, then without asking the wallet.
   * @throws Errors with words for the player; CancelledError when the signal aborts: what waits is kept then, unless it was given up.
   */
  grant: (identity: PlayerIdentity, signal: AbortSignal) => Promise<Session>;
  /** Whether signers were asked in an earlier visit, and could still approve in time. */
  isWaiting: (identity: PlayerIdentity) => Promise<boolean>;
  /** Asks the wallet once more. */
  askAgain: () => void;
  /** Destroys the key that waits. */
  giveUp: () => void;
  chooseBegin: (begin: Begin) => void;
};

type Parts = { context: Context; store: PageStore; wallet: WalletLink };

/**
 * Creates the access to owners that are contracts.
 * @param parts The page.
 */
export function createSigners({ context, store, wallet }: Parts): Signers {
  const { config, clock } = context;
  const { deployment } = config;
  const module = sessionModuleOf(deployment);
  /** Lives while signers are waited for. */
  let now: { identity: PlayerIdentity; again: () => void } | undefined;
  const update = (change: Partial<WaitingView>) =>
    store.setState(({ waiting }) => ({ waiting: waiting && { ...waiting, ...change } }));

  /** What waits from an earlier visit, or what the card shows from now on. */
  const begin = async (identity: PlayerIdentity, signal: AbortSignal) => {
    const keys = await context.readKeyStore();
    const kept = await readWaiting(keys, identity.account);
    if (kept) {
      const key = await restoreSessionKey(deployment.p256Verifier, kept.keyPair);
      // For the card: it is what the signers are asked for.
      store.setState({ drafted: { grant: kept.grant, key, madeSeconds: kept.grant.validAfter, begin: 0 } });
      return { waiting: kept, isKept: true };
    }
    const { grant, key } = await readDraft(context, store, identity, signal);
    const waiting: Waiting = { grant, keyPair: key.keyPair };
    await writeWaiting(keys, waiting);
    return { waiting, isKept: false };
  };

  const approve = (identity: PlayerIdentity, { grant }: Waiting, asksAtOnce: boolean, signal: AbortSignal) =>
    untilApproved({ context, wallet, grant, asksAtOnce, signal, update }, identity.owner.signer, (again) => {
      now = { identity, again };
    });

  const grant = async (identity: PlayerIdentity, signal: AbortSignal): Promise<Session> => {
    const { waiting, isKept } = await begin(identity, signal);
    now = { identity, again: () => undefined };
    const { validAfter, validUntil } = waiting.grant;
    const owner = identity.owner.signer;
    const digest = hashGrant(module, waiting.grant);
    store.setState({
      waiting: {
        ...{ step: "signers", owner, signers: identity.view.contract?.signers, wallet: "none", validAfter, validUntil },
        ...{ digest, safeHash: hashSafeMessage(module.chainId, owner, grantTypedData(module, waiting.grant) as never) },
      },
    });
    const over = new AbortController();
    const work = async () => {
      const signature = waiting.ownerSignature ?? (await approve(identity, waiting, !isKept, signal));
      const approved = { ...waiting, ownerSignature: signature };
      await writeWaiting(await context.readKeyStore(), approved);
      return switchOn(context, identity, approved, { signal, update });
    };
    try {
      return await Promise.race([work(), untilOver(waiting.grant, clock, AbortSignal.any([signal, over.signal]))]);
    } catch (error) {
      // Part of the page left, or a service is down: what waits is kept. Everything else makes it worthless.
      const isKeeping = signal.aborted || error instanceof UnavailableError || !(error instanceof SessionError);
      if (!isKeeping) await deleteWaiting(await context.readKeyStore(), identity.account);
      throw error;
    } finally {
      over.abort();
      now = undefined;
      store.setState({ waiting: undefined });
    }
  };

  return {
    grant,
    isWaiting: async ({ owner, account }) => {
      if (!owner.isContract) return false;
      const kept = await readWaiting(await context.readKeyStore(), account);
      if (!kept) return false;
      if (playUntil(kept.grant) > clock.now()) return true;
      await deleteWaiting(await context.readKeyStore(), account);
      return false;
    },
    askAgain: () => now?.again(),
    giveUp: () => {
      const account = now?.identity.account;
      if (account) void context.readKeyStore().then((keys) => deleteWaiting(keys, account));
    },
    chooseBegin: (chosen) => store.setState({ begin: chosen }),
  };
}

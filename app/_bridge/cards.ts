import type { Holdings } from "@hourglass/session/core";
import { newcomer } from "@/game/rules/player";
import type { PlayerIdentity } from "./account";
import type { ConfirmedWorld } from "./confirmedWorld";
import type { Context } from "./context";
import { createDraft, DRAFT_SECONDS, isYoung } from "./draft";
import { describeMade, describeNext, durationOf, holdingsOf, MAX_ACTIONS, MAX_SAND } from "./gamePermissions";
import type { PageStore } from "./pageStore";
import type { Bridge } from "./ports";
import { deriveLimits } from "./snapshot";

type CardParts = { context: Context; store: PageStore; confirmed: ConfirmedWorld };

/**
 * What the permission card shows: of the next grant, and of the running session.
 * @param parts The page.
 */
export function createCards({
  context,
  store,
  confirmed,
}: CardParts): Pick<Bridge, "prepareGrant" | "readGrant" | "readSigned"> {
  const { config, clock } = context;
  const { deployment } = config;
  let making = false;

  const identity = (): PlayerIdentity | undefined => {
    const { identity: who } = store.getState().machine;
    return who.phase === "known" ? who.identity : undefined;
  };
  /** Nothing, as long as the chain has not said what this player has: then the limits alone decide. */
  const holdings = (): Holdings | undefined => {
    const { world, generation } = confirmed.get();
    const self = identity()?.account.toLowerCase();
    return self && generation > 0 ? holdingsOf((world.players[self] ?? newcomer).profile) : undefined;
  };

  const now = () => {
    const held = holdings();
    return held ? { holdings: held } : {};
  };

  return {
    prepareGrant: () => {
      const who = identity();
      const { drafted, machine, begin } = store.getState();
      if (!who || making || machine.asked) return;
      if (drafted?.begin === begin && isYoung(drafted, who.account, clock.now(), DRAFT_SECONDS)) return;
      making = true;
      // Without an answer the card shows what will be asked for, and signing tries again and says why.
      void createDraft(context, who, new AbortController().signal, begin)
        .then((made) => !store.getState().machine.asked && store.setState({ drafted: made }))
        .catch(() => undefined)
        .finally(() => {
          making = false;
        });
    },
    readGrant: () => {
      const { drafted, keyStorage } = store.getState();
      if (drafted && drafted.grant.account === identity()?.account) {
        return describeMade(deployment, drafted.grant, now());
      }
      const terms = { maxActions: MAX_ACTIONS, maxSpend: MAX_SAND, maxGasWei: config.sponsor.sessionMaxWei };
      return describeNext(
        deployment.hourglass,
        { ...terms, paymaster: deployment.sessionPaymaster, duration: durationOf(keyStorage) },
        holdings(),
      );
    },
    readSigned: () => {
      const state = store.getState();
      const { session } = state.machine;
      if (session.phase !== "running" && session.phase !== "over") return undefined;
      const limits = deriveLimits(state);
      return describeMade(deployment, session.session.record.grant, {
        ...now(),
        ...(limits && { left: { calls: limits.actionsLeft, spend: limits.sandLeft, gas: limits.gasLeftWei } }),
      });
    },
  };
}

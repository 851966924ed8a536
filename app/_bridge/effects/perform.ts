import type { KeyStore, LaneEnd, MachineEvent, Perform } from "@hourglass/session/core";
import { deleteSessionRecord } from "@hourglass/session/core";
import type { Address } from "viem";
import type { AnyDoor, PlayerIdentity } from "../account";
import type { ConfirmedWorld } from "../confirmedWorld";
import { writeMemory } from "../memory";
import type { OwnerView, WalletLink } from "../ports";
import { readDraft } from "../readDraft";
import { grantSession, type Session } from "../session";
import type { Signers } from "../signers/createSigners";
import type { AskedLink } from "../views";
import { endSession } from "./endSession";
import { finishSession, readNewer } from "./finish";
import { lookForPlayer } from "./look";
import { openDoor } from "./openDoor";
import { restore } from "./restore";
import { type RunLaneParts, runLane } from "./runLane";
import { explain } from "./words";

/** A lane reports its end with each of its snapshots. */
function once<T>(act: (value: T) => Promise<void>): (value: T) => Promise<void> {
  let done: Promise<void> | undefined;
  return (value) => {
    done ??= act(value);
    return done;
  };
}

/** Deletes only the key that ended: another tab may have begun a new session. */
const forget = (store: KeyStore, { identity, record }: Session) =>
  deleteSessionRecord(store, identity.account, record.grant.sessionKey);

const rememberedOf = ({ kind, label, account, isElsewhere }: OwnerView) =>
  isElsewhere
    ? ({ owner: "link", account } as const)
    : { owner: kind, ...(kind === "wallet" && { wallet: label as Address }) };

type Event = MachineEvent<PlayerIdentity, Session, AnyDoor>;

export type PerformParts = RunLaneParts & {
  confirmed: ConfirmedWorld;
  wallet: WalletLink;
  storage: Storage | undefined;
  send: (event: Event) => void;
  /** Grants of owners that are contracts. */
  signers: Signers;
};

/**
 * What each effect of the machine does on this page.
 * @param parts The page.
 * @returns See `runMachine`.
 */
export function createPerform(parts: PerformParts): Perform<PlayerIdentity, Session, AnyDoor> {
  const { context, confirmed, wallet, storage, store, tell, send, signers } = parts;
  const { worldId } = context.config;
  const readStorageKind = async () => store.setState({ keyStorage: (await context.readKeyStore()).kind });

  return async (effect, signal): Promise<Event | undefined> => {
    switch (effect.type) {
      case "look": {
        const { ticket } = effect;
        const identity = await lookForPlayer(context, storage, wallet, signal);
        return identity ? { type: "opened", ticket, identity } : { type: "nobody", ticket };
      }
      case "open": {
        const { ticket, door } = effect;
        const show = (askedLink: AskedLink) => store.setState({ askedLink });
        try {
          return { type: "opened", ticket, identity: await openDoor(context, wallet, door, signal, show) };
        } finally {
          store.setState({ askedLink: undefined });
        }
      }
      case "restore": {
        const { ticket, identity } = effect;
        writeMemory(storage, { worldId, ...rememberedOf(identity.view) });
        const { session, isOver } = await restore(context, confirmed, identity, signal);
        const isAsked = await signers.isWaiting(identity);
        await readStorageKind();
        return { type: "restored", ticket, session, ...(isOver && { end: "expired" }), isAsked };
      }
      case "grant": {
        const { identity, ticket } = effect;
        const session = identity.owner.isContract
          ? await signers.grant(identity, signal)
          : await grantSession(context, identity, await readDraft(context, store, identity, signal), signal);
        store.setState({ drafted: undefined });
        await readStorageKind();
        return { type: "granted", ticket, session };
      }
      case "end": {
        await endSession(context, effect.session, signal);
        return { type: "ended", ticket: effect.ticket };
      }
      case "run": {
        const { ticket, session } = effect;
        const finish = once(async (end: LaneEnd) => {
          const event = await finishSession(context, session, ticket, end);
          if (signal.aborted) return;
          send(event);
        });
        // The tab that sent before may have begun a new session meanwhile.
        const takeUp = async () => {
          const newer = await readNewer(context, session).catch(() => undefined);
          if (newer && !signal.aborted) send({ type: "replaced", ticket, session: newer });
        };
        await runLane(
          parts,
          session,
          signal,
          (end) => void finish(end),
          () => void takeUp(),
        );
        return undefined;
      }
      case "forget":
        await forget(await context.readKeyStore(), effect.session);
        return undefined;
      case "explain":
        explain(tell, effect.error);
        return undefined;
    }
  };
}

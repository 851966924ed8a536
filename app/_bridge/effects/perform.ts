import type { MachineEvent } from "@/session/machine";
import type { Perform } from "@/session/runMachine";
import { deleteSessionRecord } from "@/session/sessionRecord";
import type { PlayerIdentity } from "../account";
import type { ConfirmedWorld } from "../confirmedWorld";
import { writeMemory } from "../memory";
import type { Door, WalletLink } from "../ports";
import { grantSession, type Session } from "../session";
import { endSession } from "./endSession";
import { lookForPlayer } from "./look";
import { openDoor } from "./openDoor";
import { restore } from "./restore";
import { type RunLaneParts, runLane } from "./runLane";
import { explain } from "./words";

type Event = MachineEvent<PlayerIdentity, Session, Door>;

export type PerformParts = RunLaneParts & {
  confirmed: ConfirmedWorld;
  wallet: WalletLink;
  storage: Storage | undefined;
  send: (event: Event) => void;
};

/**
 * What each effect of the machine is, on this page.
 * @param parts The page.
 * @returns See `runMachine`.
 */
export function createPerform(parts: PerformParts): Perform<PlayerIdentity, Session, Door> {
  const { context, confirmed, wallet, storage, store, tell, send } = parts;
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
        return { type: "opened", ticket, identity: await openDoor(context, wallet, door, signal) };
      }
      case "restore": {
        const { ticket, identity } = effect;
        const { kind, label } = identity.view;
        writeMemory(storage, { worldId, owner: kind, ...(kind === "wallet" && { wallet: label as `0x${string}` }) });
        const { session, isOver } = await restore(context, confirmed, identity, signal);
        await readStorageKind();
        return { type: "restored", ticket, session, ...(isOver && { end: "expired" }) };
      }
      case "grant": {
        const session = await grantSession(context, effect.identity, signal);
        await readStorageKind();
        return { type: "granted", ticket: effect.ticket, session };
      }
      case "end": {
        await endSession(context, effect.session, signal);
        if (!signal.aborted)
          tell("success", "Session ended. The blockchain refuses this key from now on, and the key is destroyed.");
        return { type: "ended", ticket: effect.ticket };
      }
      case "run":
        await runLane(parts, effect.session, signal, (end) => send({ type: "over", ticket: effect.ticket, end }));
        return undefined;
      case "forget":
        await deleteSessionRecord(await context.readKeyStore(), effect.session.identity.account);
        return undefined;
      case "explain":
        explain(tell, effect.error);
        return undefined;
    }
  };
}

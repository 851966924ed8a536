import type { LaneEnd, MachineEvent, Ticket } from "@hourglass/session/core";
import { readSessionRecord } from "@hourglass/session/core";
import type { AnyDoor, PlayerIdentity } from "../account";
import type { Context } from "../context";
import { restoreSession, type Session } from "../session";

/**
 * What the end of a session means for this page: another tab may already have begun the next one, which is then used.
 * @param context One world.
 * @param session The session that ended, according to the lane or the chain.
 * @param ticket Of its lane.
 * @param end Why it is over.
 * @returns The event for the machine.
 */
export async function finishSession(
  context: Context,
  session: Session,
  ticket: Ticket,
  end: LaneEnd,
): Promise<MachineEvent<PlayerIdentity, Session, AnyDoor>> {
  const newer = await readNewer(context, session).catch(() => undefined);
  return newer ? { type: "replaced", ticket, session: newer } : { type: "over", ticket, end };
}

/**
 * The session that another tab began for the same account; undefined when there is none.
 * @param context One world.
 * @param session The session that this page knows.
 */
export async function readNewer(context: Context, session: Session): Promise<Session | undefined> {
  const { identity, record } = session;
  const stored = await readSessionRecord(await context.readKeyStore(), identity.account);
  const isNewer = stored !== undefined && stored.grant.validUntil > record.grant.validUntil;
  return isNewer && stored.grant.sessionKey !== record.grant.sessionKey
    ? restoreSession(context, identity, stored)
    : undefined;
}

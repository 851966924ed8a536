import type { LaneEnd } from "@/session/laneTypes";
import type { MachineEvent, Ticket } from "@/session/machine";
import { readSessionRecord } from "@/session/sessionRecord";
import type { AnyDoor, PlayerIdentity } from "../account";
import type { Context } from "../context";
import { restoreSession, type Session } from "../session";

/**
 * What the end of a session means for this page: another tab may have begun the next one already, which is then taken up.
 * @param context One world.
 * @param session That ended, as the lane or the chain says.
 * @param ticket Of its lane.
 * @param end Why it is over.
 * @returns What the machine is told.
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
 * @param session That this page knows.
 */
export async function readNewer(context: Context, session: Session): Promise<Session | undefined> {
  const { identity, record } = session;
  const stored = await readSessionRecord(await context.readKeyStore(), identity.account);
  const isNewer = stored !== undefined && stored.grant.validUntil > record.grant.validUntil;
  return isNewer && stored.grant.sessionKey !== record.grant.sessionKey
    ? restoreSession(context, identity, stored)
    : undefined;
}

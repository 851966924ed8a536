import { playUntil, readSessionRecord, setClock } from "@hourglass/session/core";
import type { PlayerIdentity } from "../account";
import type { ConfirmedWorld } from "../confirmedWorld";
import type { Context } from "../context";
import { restoreSession, type Session } from "../session";
import { insistOn } from "./look";

/** The session that this browser still has for an account, and whether its hour is over. */
export type Restored = { session: Session | undefined; isOver: boolean };

/**
 * Resumes the session of an account.
 * @param context One world.
 * @param confirmed Loaded first: actions queued in an earlier visit are applied to the real world, not to an empty one.
 * @param identity The player.
 * @param signal Aborts when somebody else plays.
 */
export async function restore(
  context: Context,
  confirmed: ConfirmedWorld,
  identity: PlayerIdentity,
  signal: AbortSignal,
): Promise<Restored> {
  await insistOn(() => confirmed.load(identity.account.toLowerCase()), signal);
  const record = await readSessionRecord(await context.readKeyStore(), identity.account);
  if (!record) return { session: undefined, isOver: false };
  const session = await restoreSession(context, identity, record);
  // This machine's clock alone may be hours off, and would treat a running session as over.
  await insistOn(() => setClock(context.clock, context.rpc), signal);
  return { session, isOver: context.clock.now() >= playUntil(record.grant) };
}

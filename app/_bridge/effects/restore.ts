import { readSessionRecord } from "@/session/sessionRecord";
import { playUntil } from "@/session/window";
import type { PlayerIdentity } from "../account";
import type { ConfirmedWorld } from "../confirmedWorld";
import type { Context } from "../context";
import { restoreSession, type Session, setClock } from "../session";
import { insistOn } from "./look";

/** The session that this browser still has for an account, and whether its hour is over. */
export type Restored = { session: Session | undefined; isOver: boolean };

/**
 * Takes the session of an account up again.
 * @param context One world.
 * @param confirmed Loaded first: what was queued in an earlier visit is folded on the real world, not on an empty one.
 * @param identity Who plays.
 * @param signal Aborts when somebody else does.
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
  // This machine's clock alone may be hours off, and would call a running session over.
  await insistOn(() => setClock(context), signal);
  return { session, isOver: context.clock.now() >= playUntil(record.grant) };
}

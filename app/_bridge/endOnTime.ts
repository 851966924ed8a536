import { type ChainClock, playUntil, type runMachine } from "@hourglass/session/core";
import type { AnyDoor, PlayerIdentity } from "./account";
import type { Session } from "./session";

/** The lane normally notices the end by itself. */
const LATE_SECONDS = 3;

type Machine = Pick<ReturnType<typeof runMachine<PlayerIdentity, Session, AnyDoor>>, "read" | "send">;

/** Ends the hour by the clock, even while a service that the lane waits for is down. Returns a function that stops it. */
export function endOnTime(clock: ChainClock, machine: Machine): () => void {
  const timer = setInterval(() => {
    const { session: now } = machine.read();
    if (now.phase !== "running" || !clock.isSet()) return;
    if (clock.now() < playUntil(now.session.record.grant) + LATE_SECONDS) return;
    machine.send({ type: "over", ticket: now.ticket, end: "expired" });
  }, 1_000);
  return () => clearInterval(timer);
}

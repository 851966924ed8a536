import type { Delivery, Lane, LaneEnd, LaneOperation } from "@hourglass/session/core";
import { SessionError } from "@hourglass/session/core";
import type { Context } from "../context";
import type { Tell } from "../notices";
import type { Operations } from "../operationFeed";
import type { BatchItem } from "../operationRows";
import type { PageState, PageStore } from "../pageStore";
import type { Play } from "../play";
import { openLane, type Session } from "../session";
import { deriveRows } from "../snapshot";

export type RunLaneParts = {
  context: Context;
  store: PageStore;
  play: Play;
  operations: Operations;
  tell: Tell;
  /** The lane that sends now; new actions wake it. */
  live: { lane: Lane<BatchItem> | undefined; landed: readonly Delivery<BatchItem>[] };
  /** Reads the session's state again. */
  refresh: () => Promise<void>;
};

/**
 * Keeps the lane of a session open until its ticket is no longer valid.
 * @param parts What it needs from the page.
 * @param session The session of the lane.
 * @param signal Aborts when another session, or none, takes its place.
 * @param over Called when the lane reports that the session is over.
 * @param onSender Called when this tab becomes the sender.
 */
export async function runLane(
  { context, store, play, operations, tell, live, refresh }: RunLaneParts,
  session: Session,
  signal: AbortSignal,
  over: (end: LaneEnd) => void,
  onSender: () => void,
): Promise<void> {
  const own = play.of(session.identity.account.toLowerCase());
  const source = {
    take: own.take,
    giveBack: ({ item }: { item: BatchItem }) => own.giveBack(item),
    resumed: ({ item }: { item: BatchItem }) => own.resume(item),
    lost: (batches: readonly { item: BatchItem }[]) => {
      tell("warning", "The blockchain took back your last actions. They are being sent again.");
      own.lose(batches.map(({ item }) => item));
    },
    settled: ({ item, status, error, blockNumber }: Parameters<Parameters<typeof openLane>[2]["settled"]>[0]) => {
      // The result of a lost one is in the world that is read now.
      const failure = status === "rejected" ? (error ?? unexplained) : undefined;
      void own.settle(item, blockNumber, failure).then(() => {
        live.lane?.wake();
        return refresh();
      });
    },
  };
  const lane = await openLane(context, session, source, operations, landedOf(live.landed, session));
  // If the player changed to another session while the key store was opened, no lane may stay open and hold the lock.
  if (signal.aborted) return lane.stop();
  live.lane = lane;
  const show = () => {
    const snapshot = lane.getSnapshot();
    if (signal.aborted) return;
    const isNewSender = snapshot.role === "sender" && store.getState().lane?.role !== "sender";
    store.setState({ lane: snapshot });
    if (isNewSender) onSender();
    if (snapshot.ended) over(snapshot.ended);
  };
  const unwatch = lane.subscribe(show);
  show();
  void refresh();
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  unwatch();
  if (live.lane === lane) live.lane = undefined;
  live.landed = lane.landed();
  // Rows of a player who left are not shown to the next, and what is under way gets a row of the next lane.
  store.setState((state) => ({
    lane: undefined,
    past: isOf(state, session) ? deriveRows(state).filter(isSettled) : [],
  }));
  await lane.stop();
}

const isSettled = ({ status }: LaneOperation<BatchItem>) =>
  status === "confirmed" || status === "rejected" || status === "lost";

/** What the previous lane confirmed for the same account: a reorganisation may reach back to it. */
const landedOf = (landed: readonly Delivery<BatchItem>[], { identity }: Session) =>
  landed.filter(({ flight }) => flight?.operation.sender.toLowerCase() === identity.account.toLowerCase());

function isOf({ machine: { identity } }: PageState, session: Session): boolean {
  return identity.phase === "known" && identity.identity.account === session.identity.account;
}

const unexplained = new SessionError("The blockchain reverted this.");

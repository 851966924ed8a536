import { SessionKitError } from "@/session/errors";
import type { Delivery, Lane, LaneEnd, LaneOperation } from "@/session/laneTypes";
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
  /** The lane that sends now; whoever plays wakes it. */
  live: { lane: Lane<BatchItem> | undefined; landed: readonly Delivery<BatchItem>[] };
  /** Reads the session's state anew. */
  refresh: () => Promise<void>;
};

/**
 * Keeps the lane of a session open until its ticket is gone.
 * @param parts What it needs of the page.
 * @param session Whose.
 * @param signal Aborts when another session, or none, takes its place.
 * @param over Called when the lane says that the session is over.
 * @param onSender Called when this tab becomes the one that sends.
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
      // What became of a lost one is in the world that is read now.
      const failure = status === "rejected" ? (error ?? unexplained) : undefined;
      void own.settle(item, blockNumber, failure).then(() => {
        live.lane?.wake();
        return refresh();
      });
    },
  };
  const lane = await openLane(context, session, source, operations, landedOf(live.landed, session));
  // Whoever turned to another session while the key store was opened must not be left with a lane that holds the lock.
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
  // Rows of somebody who left are not shown to who comes next, and what is under way is the next lane's row.
  store.setState((state) => ({
    lane: undefined,
    past: isOf(state, session) ? deriveRows(state).filter(isSettled) : [],
  }));
  await lane.stop();
}

const isSettled = ({ status }: LaneOperation<BatchItem>) =>
  status === "confirmed" || status === "rejected" || status === "lost";

/** What the lane before confirmed for the same account: a reorganisation may reach back to it. */
const landedOf = (landed: readonly Delivery<BatchItem>[], { identity }: Session) =>
  landed.filter(({ flight }) => flight?.operation.sender.toLowerCase() === identity.account.toLowerCase());

function isOf({ machine: { identity } }: PageState, session: Session): boolean {
  return identity.phase === "known" && identity.identity.account === session.identity.account;
}

const unexplained = new SessionKitError("The chain undid this.");

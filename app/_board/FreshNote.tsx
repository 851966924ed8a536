import { Callout } from "@/app/_ui/Callout";
import { formatAgo } from "@/app/_ui/format";

export type Freshness = { stale: boolean; blockNumber: bigint; blockSeconds: bigint };

type Props = { answer: Freshness; readAtMs: number; isOnline: boolean; hasFailed: boolean };

type State = "fresh" | "stale" | "unread" | "offline";

/** How old the numbers below are. A warning is read out; that all is well is only written. */
export function FreshNote({ answer, readAtMs, isOnline, hasFailed }: Props) {
  const state: State = !isOnline ? "offline" : hasFailed ? "unread" : answer.stale ? "stale" : "fresh";
  const block = answer.blockNumber.toLocaleString("en");
  const readAt = new Date(readAtMs).toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit" });
  const words: Record<Exclude<State, "fresh">, string> = {
    offline: `You are offline. These numbers were read at ${readAt}.`,
    unread: `The list is not responding. These numbers were read at ${readAt}; the page tries again by itself.`,
    stale: `These numbers are old: they count up to block ${block}, ${formatAgo(answer.blockSeconds)}. The list catches up by itself.`,
  };
  return (
    <div className="mb-5" data-testid="freshness" data-state={state} data-block={answer.blockNumber.toString()}>
      <div role="status">{state !== "fresh" && <Callout tone="warning">{words[state]}</Callout>}</div>
      {state === "fresh" && (
        <p className="flex items-center gap-2 text-sm text-mist">
          <span aria-hidden className="size-2 animate-twinkle rounded-full bg-palm-400" />
          Live from the chain, block <span className="tabular-nums">{block}</span>
        </p>
      )}
    </div>
  );
}

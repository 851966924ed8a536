import { Trophy } from "lucide-react";
import type { SummaryView } from "@/app/_bridge/expedition/views";
import { text } from "./text";

/** Where an expedition stands on its board; nothing is claimed before the board counts all of it. */
export function RunRank({ mode, rank }: Pick<SummaryView, "mode" | "rank">) {
  if (mode === "practice") return <p className="text-sm text-mist">{text.summary.unranked}</p>;
  if (!rank) return null;
  if (rank.state !== "known") {
    return (
      <p data-testid="rank" data-state={rank.state} role="status" className="text-sm text-mist">
        {text.summary.ranks[rank.state]}
      </p>
    );
  }
  return (
    <p
      data-testid="rank"
      data-state="known"
      data-rank={rank.now}
      role="status"
      className="flex flex-wrap items-center gap-2 font-semibold text-sand-50 tabular-nums"
    >
      <Trophy aria-hidden className="size-5 shrink-0 text-grain" />
      {text.summary.rank(rank.now, mode)}
    </p>
  );
}

import Link from "next/link";
import { Button } from "@/app/_ui/Button";
import { formatCount, plural } from "@/app/_ui/format";
import { namePlayer } from "@/game/rules/playerName";
import { momentAt } from "../timeline/momentAt";
import type { GhostChoice } from "./useGhost";

/** Shows the best of the day beside the expedition, or says why that cannot be. */
export function GhostCard({ choice, at }: { choice: GhostChoice; at: number }) {
  if (choice.state === "hidden") return null;
  return (
    <section aria-label="The best of the day" data-testid="ghost" data-state={choice.state} className="row px-4 py-2">
      <Content choice={choice} at={at} />
    </section>
  );
}

function Content({ choice, at }: { choice: Exclude<GhostChoice, { state: "hidden" }>; at: number }) {
  if (choice.state === "none") {
    return <p className="text-sm text-mist">Nobody is on the board of this day and length yet.</p>;
  }
  if (choice.state === "failed") {
    return (
      <div role="alert" className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sand-100">The best of the day could not be loaded.</p>
        <Button look="quiet" size="small" busy={choice.isBusy} onClick={choice.retry}>
          Try again
        </Button>
      </div>
    );
  }
  const { best, isShown, show, ghost } = choice;
  const points = ghost && momentAt(ghost.timeline, at).points;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sand-50">
        <input
          type="checkbox"
          data-testid="ghost-show"
          checked={isShown}
          onChange={(event) => show(event.target.checked)}
          className="size-5 shrink-0 accent-sand-300"
        />
        Show the best of the day
      </label>
      {isShown && (
        <p className="text-sm text-mist tabular-nums">
          {points === undefined ? (
            <span role="status">Loading…</span>
          ) : (
            <>
              <Link
                href={`/run/${best.account}/${best.number}`}
                data-testid="ghost-name"
                className="text-sand-100 underline underline-offset-4"
              >
                {namePlayer(best.account)}
              </Link>
              {": "}
              <span data-testid="ghost-points">{formatCount(points)}</span> of {plural(best.points, "point")}
            </>
          )}
        </p>
      )}
    </div>
  );
}

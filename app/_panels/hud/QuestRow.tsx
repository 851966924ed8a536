import { CircleCheck, Coins } from "lucide-react";
import type { QuestView } from "@/app/_bridge/hudViews";
import { Button } from "@/app/_ui/Button";
import { cx } from "@/app/_ui/cx";

export function QuestRow({ quest, onClaim }: { quest: QuestView; onClaim: () => void }) {
  const { state, done, goal } = quest;
  return (
    <li
      data-testid={`quest-${quest.id}`}
      data-state={state}
      data-done={done}
      className={cx("row flex items-center gap-3 p-3", state === "claimable" && "border-sand-300/60 bg-sand-300/10")}
    >
      <div className="min-w-0 grow">
        <p className={cx("font-semibold", state === "claimed" ? "text-mist" : "text-sand-50")}>{quest.name}</p>
        <p className="text-sm text-mist">{quest.ask}</p>
        {state === "open" && goal > 1 && (
          <div className="mt-1.5 flex items-center gap-2">
            <div data-testid="bar-track" className="bar-track h-1.5 grow overflow-hidden rounded-full bg-night-700">
              <div
                data-testid="bar-fill"
                className="bar-fill h-full rounded-full bg-sand-300"
                style={{ width: `${(done / goal) * 100}%` }}
              />
            </div>
            <span className="text-xs text-mist tabular-nums">
              {done}/{goal}
            </span>
          </div>
        )}
      </div>
      {state === "claimed" ? (
        <span className="inline-flex items-center gap-1.5 text-sm text-palm-300">
          <CircleCheck aria-hidden className="size-4" /> Done
        </span>
      ) : state === "claimable" ? (
        <Button
          data-testid={`claim-${quest.id}`}
          size="small"
          aria-label={`Claim ${quest.rewardSand} Sand for ${quest.name}`}
          icon={<Coins aria-hidden className="size-4" />}
          onClick={onClaim}
        >
          Claim {quest.rewardSand} Sand
        </Button>
      ) : (
        <span className="inline-flex shrink-0 items-center gap-1 text-sm text-sand-200">
          <Coins aria-hidden className="size-4" /> {quest.rewardSand}
          <span className="sr-only">Sand</span>
        </span>
      )}
    </li>
  );
}

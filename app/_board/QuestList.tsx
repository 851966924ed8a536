import { CircleCheck, Coins } from "lucide-react";
import type { PlayerPage } from "@/app/_api/player";
import { formatAgo, formatAmount } from "@/app/_ui/format";

export function QuestList({ quests }: { quests: PlayerPage["quests"] }) {
  return (
    <section aria-labelledby="quests-title">
      <h2 id="quests-title" className="text-2xl font-semibold text-sand-50">
        Quests
      </h2>
      <p className="mt-1 text-mist">{quests.length === 0 ? "None claimed yet." : "Claimed, each once."}</p>
      <ul className="mt-5 grid gap-2">
        {quests.map(({ quest, name, sand, seconds }) => (
          <li key={quest} data-testid="player-quest" className="row flex items-center gap-3 px-4 py-3">
            <CircleCheck aria-hidden className="size-5 shrink-0 text-palm-300" />
            <span className="min-w-0 grow">
              <span className="block text-sand-50">{name}</span>
              <span className="block text-sm text-mist">{formatAgo(seconds)}</span>
            </span>
            <span className="inline-flex items-center gap-1.5 text-sm text-sand-200">
              <Coins aria-hidden className="size-4" /> {formatAmount(sand)}
              <span className="sr-only">Sand</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

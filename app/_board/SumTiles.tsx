import type { PlayerPage } from "@/app/_api/player";
import { formatAmount } from "@/app/_ui/format";

type Props = { sums: NonNullable<PlayerPage["sums"]> };

export function SumTiles({ sums }: Props) {
  const number = (value: number) => value.toLocaleString("en");
  const tiles: [label: string, value: string, testId: string][] = [
    ["Place", number(sums.rank), "rank"],
    ["Score", number(sums.score), "score"],
    ["Quests", number(sums.quests), "quests"],
    ["Crafted", number(sums.crafted), "crafted"],
    ["Gathered", number(sums.gathered), "gathered"],
    ["Steps", number(sums.steps), "steps"],
    ["Sand earned", formatAmount(sums.sandEarned), "sand"],
  ];
  return (
    <section aria-labelledby="sums-title">
      <h2 id="sums-title" className="sr-only">
        All that was done
      </h2>
      {/* Eight places for seven tiles on a phone: the first one is wide. */}
      <dl className="grid grid-cols-2 gap-2.5 sm:grid-cols-4 lg:grid-cols-7">
        {tiles.map(([label, value, testId]) => (
          <div
            key={label}
            className="row flex flex-col-reverse px-4 py-3.5 max-lg:first:col-span-2 max-sm:first:col-span-2"
          >
            <dt className="text-sm text-mist">{label}</dt>
            <dd
              data-testid={`sum-${testId}`}
              className="font-display text-3xl leading-tight font-semibold text-sand-50 tabular-nums"
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

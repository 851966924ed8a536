import { deedColumns } from "@/app/_api/deedColumns";
import type { PlayerPage } from "@/app/_api/player";
import { cx } from "@/app/_ui/cx";
import { formatCount } from "@/app/_ui/format";
import { deedNames, showDeed } from "./columns";

type Tile = [label: string, value: string, testId: string];

type Props = { sums: NonNullable<PlayerPage["sums"]> };

export function SumTiles({ sums }: Props) {
  const tiles: Tile[] = [
    ["Place", formatCount(sums.rank), "rank"],
    ["Score", formatCount(sums.score), "score"],
    ...deedNames.map((name): Tile => [deedColumns[name].label, showDeed(name, sums), name]),
  ];
  return (
    <section aria-labelledby="sums-title">
      <h2 id="sums-title" className="sr-only">
        All that was done
      </h2>
      {/* On a phone: two wide, three, two wide. */}
      <dl className="grid grid-cols-6 gap-2 sm:gap-2.5 md:grid-cols-7">
        {tiles.map(([label, value, testId], index) => (
          <div
            key={label}
            className={cx(
              "row flex flex-col-reverse px-3.5 py-2.5 sm:px-4 sm:py-3.5 md:col-span-1",
              index >= 2 && index <= 4 ? "col-span-2" : "col-span-3",
            )}
          >
            <dt className="text-sm text-mist">{label}</dt>
            <dd
              data-testid={`sum-${testId}`}
              className="font-display text-2xl leading-tight sm:text-3xl font-semibold text-sand-50 tabular-nums"
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

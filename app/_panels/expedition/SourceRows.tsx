import { Compass, Gem, History, type LucideIcon, Package, ScrollText, Tent } from "lucide-react";
import type { Source, SourceRow } from "@/app/_bridge/expedition/views";
import { cx } from "@/app/_ui/cx";
import { formatCount } from "@/app/_ui/format";
import looks from "./looks.module.css";
import motion from "./motion.module.css";
import { text } from "./text";

const icons: Record<Source, LucideIcon> = {
  goods: Package,
  relics: Gem,
  errands: ScrollText,
  regions: Compass,
  home: Tent,
  earlier: History,
};

/** Points by source, one bar each; what brought nothing is left out. They grow one after the other where something has just been counted. */
export function SourceRows({ rows: all, isCounting = false }: { rows: readonly SourceRow[]; isCounting?: boolean }) {
  const rows = all.filter(({ points }) => points > 0);
  const most = Math.max(1, ...rows.map(({ points }) => points));
  return (
    <dl className="grid gap-2">
      {rows.map(({ source, points }, index) => {
        const Icon = icons[source];
        const delay = { animationDelay: `${index * 180}ms` };
        return (
          <div
            key={source}
            className={cx("grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1", isCounting && motion.row)}
            style={delay}
          >
            <dt className="flex items-center gap-2 text-sm text-mist">
              <Icon aria-hidden className="size-4 shrink-0" />
              {text.sources[source]}
            </dt>
            <dd className="font-semibold text-sand-50 tabular-nums">{formatCount(points)}</dd>
            <dd aria-hidden="true" className="bar-track col-span-2 h-2 overflow-hidden rounded-full bg-night-700">
              <div
                className={cx("bar-fill h-full rounded-full", looks[source], isCounting && motion.bar)}
                style={{ ...delay, width: `${(points / most) * 100}%` }}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import Link from "next/link";
import { cx } from "@/app/_ui/cx";
import { boardViews, hrefOf, lengths, nameDay, type Shown } from "./boards";

/** Links and no tabs: each board has an address that can be kept and sent. */
export function BoardTabs({ shown }: { shown: Shown }) {
  const { hasLengths } = boardViews.find(({ id }) => id === shown.view) ?? boardViews[0];
  return (
    <div className="mb-6 flex flex-wrap gap-x-5 gap-y-3">
      <nav aria-label="Leaderboards" className={barClass}>
        {shown.day !== undefined && <Tab id="day" label={nameDay(shown.day)} shown={shown} isCurrent />}
        {boardViews
          .filter(({ id }) => id !== "room" || shown.room !== undefined)
          .map(({ id, label }) => (
            <Tab
              key={id}
              id={id}
              label={id === "room" ? `${label} ${shown.room}` : label}
              shown={{ ...shown, view: id, day: undefined }}
              isCurrent={id === shown.view && shown.day === undefined}
            />
          ))}
      </nav>
      {hasLengths && (
        <nav aria-label="Length of the expedition" className={barClass}>
          {lengths.map(({ id, label }) => (
            <Tab key={id} id={label} label={label} shown={{ ...shown, length: id }} isCurrent={id === shown.length} />
          ))}
        </nav>
      )}
    </div>
  );
}

const barClass = "inline-flex gap-1 rounded-2xl bg-night-900/70 p-1";

type Props = { id: string; label: string; shown: Shown; isCurrent: boolean };

function Tab({ id, label, shown, isCurrent }: Props) {
  return (
    <Link
      data-testid={`board-${id.toLowerCase()}`}
      href={hrefOf(shown)}
      aria-current={isCurrent ? "page" : undefined}
      className={cx(
        "inline-flex min-h-11 items-center rounded-xl px-3.5 font-medium sm:px-5",
        isCurrent ? "bg-sand-300 text-night-950" : "text-sand-100 hover:bg-white/8",
      )}
    >
      {label}
    </Link>
  );
}

import Link from "next/link";
import { cx } from "@/app/_ui/cx";

export type BoardView = "week" | "all";

/** The first is where one arrives. */
const views: readonly { id: BoardView; label: string }[] = [
  { id: "week", label: "This week" },
  { id: "all", label: "All time" },
];

type Props = { view: BoardView; you: string | undefined };

/** Links and no tabs: each view has an address that can be kept and sent. */
export function BoardTabs({ view, you }: Props) {
  return (
    <nav aria-label="Leaderboards" className="mb-6 inline-flex gap-1 rounded-2xl bg-night-900/70 p-1">
      {views.map(({ id, label }) => (
        <Link
          key={id}
          data-testid={`board-${id}`}
          href={hrefOf(id, you)}
          aria-current={id === view ? "page" : undefined}
          className={cx(
            "inline-flex min-h-11 items-center rounded-xl px-5 font-medium",
            id === view ? "bg-sand-300 text-night-950" : "text-sand-100 hover:bg-white/8",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function hrefOf(view: BoardView, you: string | undefined): string {
  const query = new URLSearchParams({ ...(you && { you }), ...(view === "all" && { view }) }).toString();
  return query === "" ? "/leaderboard" : `/leaderboard?${query}`;
}

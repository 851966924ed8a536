"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import type { RunnerView } from "@/app/_bridge/watch/views";
import { formatAgo, formatClock, formatCount } from "@/app/_ui/format";
import { noteOfDeeds } from "./deedToSay";
import { text } from "./text";
import { useDeeds } from "./useDeeds";

type Props = { runner: RunnerView; id: string };

/** What is known of the one who is followed. */
export function RunnerCard({ runner, id }: Props) {
  const { player, name, tile, fromCamp, points, load, secondsLeft, worn } = runner;
  const { card } = text;
  return (
    <div
      id={id}
      data-testid="watch-card"
      data-account={player}
      data-tile={tile}
      data-points={points}
      data-load={load}
      className="grid gap-4 border-t border-sand-200/12 px-4 pt-3 pb-4"
    >
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-x-4 gap-y-2">
        <Fact label={card.points}>{formatCount(points)}</Fact>
        <Fact label={card.load}>{formatCount(load)}</Fact>
        <Fact label={card.left}>{formatClock(secondsLeft)}</Fact>
        <Fact label={card.place}>{card.fromCamp(fromCamp)}</Fact>
        <Fact label={card.worn}>{card.wears(worn)}</Fact>
      </dl>
      <Deeds player={player} />
      <Link href={`/player/${player}`} className="min-h-6 w-fit text-sand-200 underline underline-offset-4">
        {card.page(name)}
      </Link>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-mist">{label}</dt>
      <dd className="font-semibold text-sand-50 tabular-nums first-letter:uppercase">{children}</dd>
    </div>
  );
}

function Deeds({ player }: { player: string }) {
  const { data, error } = useDeeds(player);
  const { card } = text;
  const activities = data?.activities ?? [];
  const note = noteOfDeeds(data, error !== null);
  return (
    <div>
      <h3 className="text-sm text-mist">{card.deeds}</h3>
      {note !== "" && <p className="text-sand-100">{note}</p>}
      <ol className="mt-1 grid gap-1">
        {activities.map(({ id, words, seconds }) => (
          <li
            key={id}
            data-testid="watch-deed"
            className="flex flex-wrap items-baseline justify-between gap-x-3 text-sand-50"
          >
            <span className="min-w-0">{words}</span>
            <span className="text-sm text-mist">{formatAgo(seconds)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

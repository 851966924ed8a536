"use client";

import { Wanderer } from "@/app/_board/Wanderer";
import type { RunnerView } from "@/app/_bridge/watch/views";
import { cx } from "@/app/_ui/cx";
import { RunnerCard } from "./RunnerCard";
import { text } from "./text";

type Props = {
  people: readonly RunnerView[];
  followed: string | undefined;
  onChoose: (player: string) => void;
};

/** Who is out, the most points first. The row of the one who is followed is open. */
export function RunnerList({ people, followed, onChoose }: Props) {
  return (
    <ol className="grid gap-2">
      {people.map((runner) => {
        const { player } = runner;
        const isOpen = player === followed;
        const id = `card-${player}`;
        return (
          <li
            key={player}
            data-testid="watch-row"
            data-account={player}
            data-tile={runner.tile}
            className={cx("row overflow-hidden", isOpen && "border-sand-300/60")}
          >
            <RunnerRow runner={runner} isOpen={isOpen} cardId={id} onChoose={onChoose} />
            {isOpen && <RunnerCard runner={runner} id={id} />}
          </li>
        );
      })}
    </ol>
  );
}

type RowProps = { runner: RunnerView; isOpen: boolean; cardId: string; onChoose: (player: string) => void };

/** The seconds stand beside the button: its name must not change while somebody listens to it. */
function RunnerRow({ runner, isOpen, cardId, onChoose }: RowProps) {
  const { player, name, points, load, secondsLeft } = runner;
  const { row } = text;
  return (
    <div className="flex items-center">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? cardId : undefined}
        onClick={() => onChoose(player)}
        className="flex min-h-14 min-w-0 grow items-center gap-3 rounded-xl px-4 py-2.5 text-left hover:bg-white/5"
      >
        <Wanderer account={player} className="h-10 w-7 shrink-0" />
        <span className="min-w-0">
          <span className="block font-semibold text-sand-50">{name}</span>
          <span className="block text-sm text-mist tabular-nums">
            {row.length(runner)}, {row.points(points)}, {row.load(load)}
          </span>
        </span>
      </button>
      <span className="shrink-0 pr-4 text-sm text-sand-100 tabular-nums">{row.left(secondsLeft)}</span>
    </div>
  );
}

"use client";

import { Hand, Trophy } from "lucide-react";
import type { IslandView } from "@/app/_bridge/watch/views";
import { Button } from "@/app/_ui/Button";
import type { Choice } from "./choose";
import { text } from "./text";

type Props = {
  view: Choice["view"]["kind"];
  islands: readonly IslandView[];
  /** Seed of the island that is shown. */
  shown: number | undefined;
  onLook: (view: Choice["view"]) => void;
  onIsland: (seed: number) => void;
};

/** What the view does, and which island it shows where there are several. */
export function ViewBar({ view, islands, shown, onLook, onIsland }: Props) {
  return (
    <div className="grid gap-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{text.views}</legend>
        <Button
          data-testid="watch-follow-best"
          look={view === "best" ? "primary" : "outline"}
          aria-pressed={view === "best"}
          icon={<Trophy aria-hidden className="size-4" />}
          onClick={() => onLook({ kind: "best" })}
        >
          {text.best}
        </Button>
        <Button
          data-testid="watch-free"
          look={view === "free" ? "primary" : "outline"}
          aria-pressed={view === "free"}
          icon={<Hand aria-hidden className="size-4" />}
          onClick={() => onLook({ kind: "free" })}
        >
          {text.free}
        </Button>
      </fieldset>
      {islands.length > 1 && (
        <label className="grid gap-1 text-sm text-mist">
          {text.islands}
          <select
            data-testid="watch-islands"
            value={shown}
            onChange={(event) => onIsland(Number(event.target.value))}
            className="min-h-11 w-full min-w-0 rounded-xl border border-sand-200/25 bg-night-950/50 px-3 text-base text-sand-50"
          >
            {islands.map(({ seed, isToday, count }) => (
              <option key={seed} value={seed}>
                {text.island(isToday, seed, count)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

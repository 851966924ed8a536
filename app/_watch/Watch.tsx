"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import type { Config } from "@/app/_api/config";
import { BoardProblem, BoardWaiting } from "@/app/_board/BoardState";
import { useLive } from "@/app/_bridge/watch/useLive";
import { viewIslands, viewRunners } from "@/app/_bridge/watch/views";
import { Scroller } from "@/app/_ui/Scroller";
import { useOnline } from "@/app/_ui/useOnline";
import { namePlayer } from "@/game/rules/playerName";
import { type Choice, canShow, choose, listed, offerIslands } from "./choose";
import { IslandView } from "./IslandView";
import { LiveNote } from "./LiveNote";
import { Nobody } from "./Nobody";
import { RunnerList } from "./RunnerList";
import { Said } from "./Said";
import { text } from "./text";
import { ViewBar } from "./ViewBar";

/** Shown where the island of the day is not drawn yet and nobody is out. */
const SAMPLE_SEED = 7;

type Props = { config: Config; follow: string | undefined };

/** The island and who is out on it. */
export function Watch({ config, follow }: Props) {
  const { state, nowSeconds, retry } = useLive(config);
  const isOnline = useOnline();
  const [choice, setChoice] = useState<Choice>({
    view: follow ? { kind: "player", player: follow } : { kind: "best" },
    seed: undefined,
  });
  const everybody = useMemo(() => viewRunners(state.runners, nowSeconds), [state.runners, nowSeconds]);
  const islands = useMemo(() => viewIslands(everybody, state.today), [everybody, state.today]);
  const seen = useMemo(() => choose(choice, everybody, islands), [choice, everybody, islands]);
  const { seed, people, followed, missing, elsewhere } = seen;
  const shown = useMemo(() => listed(people, followed), [people, followed]);

  const change = (next: Choice) => {
    setChoice(next);
    const query = next.view.kind === "player" ? `?follow=${next.view.player}` : "";
    // The address can be kept and sent; it is no step of the history.
    window.history.replaceState(null, "", `/watch${query}`);
  };
  const look = (view: Choice["view"]) => change({ view, seed });
  const choosePlayer = (player: string) => look({ kind: "player", player });

  if (!canShow(state)) {
    if (!state.hasFailed && isOnline) return <BoardWaiting />;
    return <BoardProblem what="island" isOnline={isOnline} reason={text.problem} busy={false} onRetry={retry} />;
  }
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_min(26rem,42vw)]">
      <div className="grid gap-2">
        <IslandView
          seed={seed ?? SAMPLE_SEED}
          people={shown}
          followed={followed?.player}
          onPick={choosePlayer}
          onFree={() => choice.view.kind !== "free" && look({ kind: "free" })}
        />
        <p className="text-sm text-mist">{text.hint}</p>
      </div>
      <Scroller
        label={text.list}
        className="scroll-quiet lg:max-h-[calc(100svh-2rem)] lg:overflow-y-auto lg:overscroll-contain"
      >
        <div className="grid gap-4 p-1">
          <LiveNote live={state} />
          <ViewBar
            view={choice.view.kind}
            islands={offerIslands(islands, seed)}
            shown={seed}
            onLook={look}
            onIsland={(next) => change({ view: { kind: "best" }, seed: next })}
          />
          {missing && (
            <p data-testid="watch-missing" className="row px-4 py-3 text-sand-100">
              {text.missing(namePlayer(missing))}{" "}
              <Link href={`/player/${missing}`} className="underline underline-offset-4">
                {text.page}
              </Link>
            </p>
          )}
          {people.length === 0 ? (
            <Nobody elsewhere={elsewhere} />
          ) : (
            <>
              <h2 data-testid="watch-count" data-count={people.length} className="text-2xl font-semibold text-sand-50">
                {text.count(people.length)}
              </h2>
              {shown.length < people.length && <p className="text-sm text-mist">{text.most(shown.length)}</p>}
              <RunnerList people={shown} followed={followed?.player} onChoose={choosePlayer} />
            </>
          )}
        </div>
      </Scroller>
      <Said followed={followed} isFree={choice.view.kind === "free"} />
    </div>
  );
}

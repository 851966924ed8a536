"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readPlace } from "@/app/_board/read";
import { type RunAnswer, readRun, readRuns } from "../read";
import { boardOfDay, chooseGhost, chooseOwn } from "./chooseGhost";

/** Another expedition, to be played beside the one that is shown. */
export type Other = { account: string; number: number; points: number };

/** What there is to choose. */
export type Source =
  /** Nothing that could be offered: there is no day to be the best of, or the best is what is shown. */
  | { state: "hidden" }
  /** Nobody is on the board; the player has no other expedition here. */
  | { state: "none" }
  | { state: "failed"; isBusy: boolean; retry: () => void }
  | { state: "offered"; other: Other };

export type GhostKind = "day" | "own";

export type GhostChoice = {
  day: Source;
  own: Source;
  /** Whose best `own` is: the reader, where the address names them, else whoever played what is shown. */
  player: string;
  isYou: boolean;
  shown: GhostKind | undefined;
  show: (kind: GhostKind | undefined) => void;
  /** What is shown; undefined until it is wanted and read. */
  ghost: RunAnswer | undefined;
  /** It could not be read. */
  failed: { isBusy: boolean; retry: () => void } | undefined;
};

const settings = { retry: 1, refetchOnWindowFocus: false, networkMode: "always" } as const;

/** What can be played beside an expedition. Its events are asked for when somebody wants it. */
export function useGhost({ run, timeline }: RunAnswer, you: string | undefined): GhostChoice {
  const [wanted, show] = useState<GhostKind>();
  const player = you ?? run.account;
  const day = useDay({ run, timeline });
  const own = useOwn({ run, timeline }, player, you !== undefined);
  const source = wanted === "day" ? day : own;
  const other = wanted && source.state === "offered" ? source.other : undefined;
  const ghost = useQuery({
    queryKey: ["ghost", other?.account, other?.number],
    queryFn: async ({ signal }) => {
      const answer = other && (await readRun(other.account, other.number, signal));
      if (!answer) throw new Error("It is not in the list of expeditions.");
      return answer;
    },
    enabled: other !== undefined,
    ...settings,
  });
  return {
    ...{ day, own, player, isYou: you !== undefined, show },
    shown: other && wanted,
    ghost: other && ghost.data,
    failed: other && ghost.isError ? failureOf(ghost) : undefined,
  };
}

type Facts = Pick<RunAnswer, "run" | "timeline">;
type Asked = { isFetching: boolean; refetch: () => unknown };

const failureOf = ({ isFetching, refetch }: Asked) => ({ isBusy: isFetching, retry: () => void refetch() });

function useDay({ run, timeline }: Facts): Source {
  const on = boardOfDay(run, timeline);
  const board = useQuery({
    queryKey: ["best", on],
    queryFn: ({ signal }) => (on ? readPlace(on, run.account, signal) : null),
    enabled: on !== undefined,
    ...settings,
  });
  if (board.isError) return { state: "failed", ...failureOf(board) };
  const best = board.data && chooseGhost(run, board.data.players);
  if (best === "none") return { state: "none" };
  return best && best !== "itself" ? { state: "offered", other: best } : { state: "hidden" };
}

/** A stranger is not told what somebody has not done. */
function useOwn({ run, timeline }: Facts, player: string, isYou: boolean): Source {
  const runs = useQuery({
    queryKey: ["runs", player],
    queryFn: ({ signal }) => readRuns(player, signal),
    ...settings,
  });
  if (runs.isError) return { state: "failed", ...failureOf(runs) };
  const best = runs.data && chooseOwn({ ...timeline, ...run, plan: timeline.plan }, player, runs.data);
  if (best) return { state: "offered", other: { account: player, number: best.number, points: best.points } };
  return { state: runs.data && isYou ? "none" : "hidden" };
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BoardPlace } from "@/app/_api/boards";
import { readPlace } from "@/app/_board/read";
import { type RunAnswer, readRun } from "../read";
import { boardOfDay, chooseGhost } from "./chooseGhost";

export type GhostChoice =
  /** There is no day to be the best of, or the best is what is shown. */
  | { state: "hidden" }
  /** Nobody is on the board. */
  | { state: "none" }
  /** The board, or the expedition, could not be read. */
  | { state: "failed"; isBusy: boolean; retry: () => void }
  | {
      state: "offered";
      best: BoardPlace;
      isShown: boolean;
      show: (isShown: boolean) => void;
      /** Undefined until it is wanted and read. */
      ghost: RunAnswer | undefined;
    };

const settings = { retry: 1, refetchOnWindowFocus: false, networkMode: "always" } as const;

/** The best of the same day and length, to be played beside an expedition. Its events are asked for when somebody wants it. */
export function useGhost({ run, timeline }: RunAnswer): GhostChoice {
  const [isShown, show] = useState(false);
  const on = boardOfDay(run, timeline);
  const board = useQuery({
    queryKey: ["best", on],
    queryFn: ({ signal }) => (on ? readPlace(on, run.account, signal) : null),
    enabled: on !== undefined,
    ...settings,
  });
  const best = board.data && chooseGhost(run, board.data.players);
  const other = typeof best === "object" ? best : undefined;
  const ghost = useQuery({
    queryKey: ["ghost", other?.account, other?.number],
    queryFn: async ({ signal }) => {
      const answer = other && (await readRun(other.account, other.number, signal));
      if (!answer) throw new Error("The best of the day is not in the list of expeditions.");
      return answer;
    },
    enabled: isShown && other !== undefined,
    ...settings,
  });
  const failed = board.isError ? board : ghost.isError ? ghost : undefined;
  if (failed) return { state: "failed", isBusy: failed.isFetching, retry: () => void failed.refetch() };
  if (best === "none") return { state: "none" };
  if (!other) return { state: "hidden" };
  return { state: "offered", best: other, isShown, show, ghost: isShown ? ghost.data : undefined };
}

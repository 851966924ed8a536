"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import type { BarView, Goal } from "@/app/_bridge/expedition/views";
import { useMoment } from "@/app/_bridge/hud";
import { readGoal } from "@/app/_panels/coach/readHighlight";
import type { Lesson } from "@/app/_settings/schema";
import { useLesson } from "./useLesson";

type Moment = NonNullable<ReturnType<typeof useMoment>>;

/** The running expedition, what its bar shows, and what comes next: read once for all parts of the page, since ways are searched for it. */
export type Run = { moment: Moment; bar: BarView; goal: Goal };

/** Giving up is a thing of this page: on chain the practice goes on until the player sets out again. */
export type GivingUp = {
  /** Number of the expedition that the player gave up; undefined: none. */
  number: number | undefined;
  giveUp: () => void;
  /** Undefined where nothing runs that one could go back to. */
  goBack: (() => void) | undefined;
};

const RunContext = createContext<{ run: Run | undefined; givingUp: GivingUp }>({
  run: undefined,
  givingUp: { number: undefined, giveUp: () => undefined, goBack: undefined },
});

export function RunProvider({ children }: { children: ReactNode }) {
  const moment = useMoment();
  const { self } = useGameSnapshot();
  const { session } = useBridgeSnapshot();
  const [given, setGiven] = useState<{ self: string | undefined; number: number }>();
  const isLive = session?.state === "granted" || session?.state === "enabled";
  const keyUntil = isLive ? session.playUntil : 0;
  const lesson = useLesson();
  const run = useMemo(() => moment && readRun(moment, keyUntil, lesson), [moment, keyUntil, lesson]);
  const givenUp = given?.self === self ? given?.number : undefined;
  const value = useMemo(() => {
    const number = run?.moment.run.number;
    const isGivenUp = number !== undefined && number === givenUp;
    const givingUp: GivingUp = {
      number: givenUp,
      giveUp: () => number !== undefined && setGiven({ self, number }),
      goBack: isGivenUp ? () => setGiven(undefined) : undefined,
    };
    return { run: isGivenUp ? undefined : run, givingUp };
  }, [run, givenUp, self]);
  return <RunContext value={value}>{children}</RunContext>;
}

function readRun(moment: Moment, keyUntil: number, lesson: Lesson | undefined): Run {
  const bar = viewBar(moment, keyUntil);
  return { moment, bar, goal: readGoal(lesson, moment, bar) };
}

/** Undefined without an expedition, and for a practice that was given up. */
export function useRun(): Run | undefined {
  return useContext(RunContext).run;
}

export function useGivingUp(): GivingUp {
  return useContext(RunContext).givingUp;
}

"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useBridgeSnapshot, useGameSnapshot } from "@/app/_bridge/BridgeProvider";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import type { BarView } from "@/app/_bridge/expedition/views";
import { useMoment } from "@/app/_bridge/hud";

/** The running expedition, and what its bar shows: read once for all parts of the page, since ways are searched for it. */
export type Run = { moment: NonNullable<ReturnType<typeof useMoment>>; bar: BarView };

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
  const run = useMemo(() => moment && { moment, bar: viewBar(moment, keyUntil) }, [moment, keyUntil]);
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

/** Undefined without an expedition, and for a practice that was given up. */
export function useRun(): Run | undefined {
  return useContext(RunContext).run;
}

export function useGivingUp(): GivingUp {
  return useContext(RunContext).givingUp;
}

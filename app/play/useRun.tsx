"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import type { BarView } from "@/app/_bridge/expedition/views";
import { useMoment } from "@/app/_bridge/hud";

/** The running expedition, and what its bar shows: read once for all parts of the page, since ways are searched for it. */
export type Run = { moment: NonNullable<ReturnType<typeof useMoment>>; bar: BarView };

const RunContext = createContext<Run | undefined>(undefined);

export function RunProvider({ children }: { children: ReactNode }) {
  const moment = useMoment();
  const { session } = useBridgeSnapshot();
  const isLive = session?.state === "granted" || session?.state === "enabled";
  const keyUntil = isLive ? session.playUntil : 0;
  const run = useMemo(() => moment && { moment, bar: viewBar(moment, keyUntil) }, [moment, keyUntil]);
  return <RunContext value={run}>{children}</RunContext>;
}

/** Undefined without an expedition. */
export function useRun(): Run | undefined {
  return useContext(RunContext);
}

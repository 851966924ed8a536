"use client";

import { useMemo } from "react";
import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import type { Press } from "@/app/_bridge/expedition/views";
import { readHighlight } from "@/app/_panels/coach/readHighlight";
import { lessons } from "@/app/_settings/schema";
import { useSettings } from "@/app/_settings/useSettings";
import { useRun } from "./useRun";

/** The control that the coach points at; undefined: none, or the coach is off. */
export function useHighlight(): Press | undefined {
  const { phase } = useBridgeSnapshot();
  const { coach, lessonsDone } = useSettings();
  const moment = useRun()?.moment;
  const isOn = coach && phase === "playing";
  const lesson = isOn ? lessons.find((each) => !lessonsDone.includes(each)) : undefined;
  return useMemo(() => readHighlight(lesson, moment), [lesson, moment]);
}

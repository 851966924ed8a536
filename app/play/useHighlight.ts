"use client";

import { useMemo } from "react";
import type { Press } from "@/app/_bridge/expedition/views";
import { readHighlight } from "@/app/_panels/coach/readHighlight";
import { useLesson } from "./useLesson";
import { useRun } from "./useRun";

/** The control that the coach points at; undefined: none, or the coach is off. */
export function useHighlight(): Press | undefined {
  const lesson = useLesson();
  const run = useRun();
  return useMemo(() => readHighlight(lesson, run), [lesson, run]);
}

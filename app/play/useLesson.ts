"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { type Lesson, lessons } from "@/app/_settings/schema";
import { useSettings } from "@/app/_settings/useSettings";

/** What the coach teaches now; undefined: all is learnt, or the coach is off. */
export function useLesson(): Lesson | undefined {
  const { phase } = useBridgeSnapshot();
  const { coach, lessonsDone } = useSettings();
  return coach && phase === "playing" ? lessons.find((each) => !lessonsDone.includes(each)) : undefined;
}

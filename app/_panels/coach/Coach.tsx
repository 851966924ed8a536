"use client";

import { useBridgeSnapshot } from "@/app/_bridge/BridgeProvider";
import { lessons } from "@/app/_settings/schema";
import { useSettings } from "@/app/_settings/useSettings";
import { loadPart } from "@/app/_ui/loadPart";

/** Who has learnt all never loads it; where it does not come, the island is the same without it. */
const Lessons = loadPart(
  () => import("./Lessons").then((module) => module.Lessons),
  () => null,
);

/** The first expedition, taught by doing: one line that follows what the player has done, and is gone when all is learnt. */
export function Coach({ touch = false }: { touch?: boolean }) {
  const { phase } = useBridgeSnapshot();
  const { coach, lessonsDone } = useSettings();
  const isOn = coach && phase === "playing" && lessonsDone.length < lessons.length;
  return isOn ? <Lessons touch={touch} /> : null;
}

import type { ActivityPage } from "@/app/_api/projections";
import { text } from "./text";

/**
 * Pure: which deed is read out.
 * @param activities The newest first.
 * @returns Its words; undefined where there is only walking: steps are too many to be read out.
 */
export function deedToSay(activities: ActivityPage["activities"]): string | undefined {
  return activities.find(({ kind }) => kind !== "Moved")?.words;
}

/**
 * Pure: how true the list of somebody's last deeds is.
 * @param answer What was read last.
 * @param hasFailed It did not answer when it was asked last.
 * @returns Words; none where the list says it all.
 */
export function noteOfDeeds(
  answer: { stale: boolean; activities: readonly unknown[] } | undefined,
  hasFailed: boolean,
): string {
  const { card } = text;
  if (!answer) return hasFailed ? card.deedsDown : card.readingDeeds;
  if (hasFailed) return card.deedsOld;
  if (answer.stale) return card.deedsBehind;
  return answer.activities.length === 0 ? card.noDeeds : "";
}

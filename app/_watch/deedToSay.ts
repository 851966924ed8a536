import type { ActivityPage } from "@/app/_api/projections";

/**
 * Pure: which deed is read out.
 * @param activities The newest first.
 * @returns Its words; undefined where there is only walking: steps are too many to be read out.
 */
export function deedToSay(activities: ActivityPage["activities"]): string | undefined {
  return activities.find(({ kind }) => kind !== "Moved")?.words;
}

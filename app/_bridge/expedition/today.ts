import { dayOf } from "@/game/rules/seeds";
import type { Seconds, World } from "@/game/rules/types";

/** Shown until the island of the day is known. */
const FIRST_SEED = 7;

/** Seed of the island of the day, where it is drawn; else of the one that is shown until then. */
export function seedOfToday({ days }: World, nowSeconds: Seconds): number {
  return days[dayOf(nowSeconds)]?.seed ?? FIRST_SEED;
}

/** What is earned once for ever. */
export type Achievement =
  | ("home" | "lastSeconds" | "emptyPurse" | "eightKinds" | "thirdLayer" | "fourRuins" | "fourPosts")
  | ("calmNight" | "allErrands" | "fortyRegions")
  | `${"dash" | "walk" | "voyage"}${100 | 120}`;

/** In the order of their bits in PROFILE (docs/game.md): a bit is set when an expedition ends at home, and never lost. */
export const achievements: readonly Achievement[] = [
  ...(["home", "lastSeconds", "emptyPurse", "eightKinds", "thirdLayer", "fourRuins", "fourPosts"] as const),
  ...(["calmNight", "allErrands", "fortyRegions"] as const),
  ...(["dash100", "dash120", "walk100", "walk120", "voyage100", "voyage120"] as const),
];

/** The achievements of these bits. */
export function listAchievements(bits: number): readonly Achievement[] {
  return achievements.filter((_, bit) => ((bits >>> bit) & 1) === 1);
}

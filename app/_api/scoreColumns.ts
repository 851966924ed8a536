// What is scored, defined once: these names are those of the database's columns, of the API's fields and of the event's
// arguments. Only prisma/schema and contracts/src/game repeat them.

/** What an expedition is scored for, and the points for each (scoreColumns.test.ts compares them with the game's table). */
export const scoreColumns = {
  regions: { label: "Regions", noun: "region", points: 10 },
  relics: { label: "Relics", noun: "relic", points: 100 },
  quests: { label: "Quests", noun: "quest", points: 20 },
  /** Whole Sand. */
  banked: { label: "Sand banked", noun: "Sand banked", points: 1 },
} as const;
export type ScoreColumn = keyof typeof scoreColumns;

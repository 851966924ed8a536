// What is counted, defined once: these names are those of the database's columns, of the API's fields and of the pages.
// Only prisma/schema repeats them.

/** What was done, in numbers: by a player, in a session, or in one event. `one`: the word for one; the plural adds an s. */
export const countedDeeds = {
  steps: { label: "Steps", one: "step" },
  /** Pieces, of any kind. */
  gathered: { label: "Gathered", all: "gathered" },
  crafted: { label: "Crafted", all: "crafted" },
  quests: { label: "Quests", one: "quest" },
} as const satisfies Record<string, { label: string; one: string } | { label: string; all: string }>;
export type CountedDeed = keyof typeof countedDeeds;

/** The same, and the Sand earned in play, in its smallest unit. */
export const deedColumns = { ...countedDeeds, sandEarned: { label: "Sand earned", all: "Sand earned" } } as const;

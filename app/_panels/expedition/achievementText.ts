import type { Achievement } from "@/app/_bridge/expedition/achievements";

const par = (length: string, percent: number) => ({
  name: `${length}: ${percent} % of par`,
  how: `Come home from a ${length} with at least ${percent} % of par.`,
});

/** Every text about achievements. */
export const achievementText = {
  title: "Achievements",
  won: "New achievements",
  count: (have: number, of: number) => `${have} of ${of} achievements`,
  has: "Earned",
  hasNot: "Not earned yet",
  lead: "Earned by coming home, on any island. None is ever lost.",
  reading: "Reading the chain…",
  unread: "The achievements could not be read from the chain. The page tries again by itself.",
  of: {
    home: { name: "Home", how: "Finish an expedition at a camp." },
    lastSeconds: { name: "On the last grain", how: "Finish in the last five seconds." },
    emptyPurse: { name: "Empty purse", how: "Come home from an expedition with no Sand in the purse." },
    eightKinds: { name: "One of each", how: "Bank all eight materials in one load." },
    thirdLayer: { name: "To the bottom", how: "Dig up the third layer of a site." },
    fourRuins: { name: "Four ruins", how: "Dig in the middle of all four ruins." },
    fourPosts: { name: "Four posts", how: "Bank at all four posts." },
    calmNight: { name: "Sure-footed", how: "Come home at night without a fall." },
    allErrands: { name: "All errands", how: "Do every errand of all three tides." },
    fortyRegions: { name: "Forty regions", how: "Explore 40 of the 64 regions." },
    ...{ dash100: par("Dash", 100), dash120: par("Dash", 120) },
    ...{ walk100: par("Walk", 100), walk120: par("Walk", 120) },
    ...{ voyage100: par("Voyage", 100), voyage120: par("Voyage", 120) },
  } satisfies Record<Achievement, { name: string; how: string }>,
};

import type { RunnerView } from "@/app/_bridge/watch/views";
import { items, lengths, modes } from "@/app/_panels/expedition/words";
import { formatClock, formatCount, formatTime, plural } from "@/app/_ui/format";

// What the page says, in one place.

export const text = {
  stage: "The island. Arrow keys move the view.",
  picture: "The island with everybody who is out on it. The list says the same in words.",
  hint: "Drag or use the arrow keys to move the view. Press a figure or a name to follow somebody.",
  notPainted: "The island could not be painted. The list still says everything.",
  list: "Who is out",
  count: (people: number) => `${plural(people, "player")} out now`,
  most: (shown: number) => `Only ${formatCount(shown)} of them are shown, the best first.`,
  views: "View",
  best: "Follow the best",
  free: "Free view",
  islands: "Island",
  island: (isToday: boolean, seed: number, count: number) =>
    `${isToday ? "Island of today" : `Island ${seed}`} · ${plural(count, "player")}`,
  row: {
    length: ({ length, mode }: RunnerView) => `${lengths[length].name}${mode === "daily" ? "" : ` · ${modes[mode]}`}`,
    points: (points: number) => plural(points, "point"),
    load: (load: number) => `carries ${formatCount(load)}`,
    left: (seconds: number) => `${formatClock(seconds)} left`,
  },
  card: {
    ...{
      points: "Banked points",
      load: "Load, at today’s price",
      left: "Time left",
      place: "Place",
      worn: "Worn tools",
    },
    fromCamp: (way: string) => (way === "here" ? "At the camp" : `${way} of the camp`),
    wears: (worn: RunnerView["worn"]) => (worn.length === 0 ? "No tools" : worn.map((item) => items[item]).join(", ")),
    deeds: "Last deeds",
    ...{ noDeeds: "Nothing yet.", readingDeeds: "Reading…", deedsDown: "What they did last cannot be read right now." },
    deedsOld: "What they did last cannot be read right now. This is from before.",
    deedsBehind: "This list is behind the chain. What is missing follows by itself.",
    page: (name: string) => `Page of ${name}`,
  },
  missing: (name: string) => `${name} is not out right now.`,
  page: "Their page",
  nobody: { title: "Nobody is out right now", lead: "Set out, and everybody can watch you from here." },
  empty: {
    title: "Nobody is out on this island",
    lead: (elsewhere: number) => `${plural(elsewhere, "player")} out on another island: choose it above, or set out.`,
  },
  bestToday: (name: string, points: number, length: string) =>
    `Best of today: ${name}, ${plural(points, "point")} in a ${length}`,
  noBest: "Nobody has points on today’s island yet.",
  live: "Live from the chain",
  notes: {
    offline: (heardMs: number) => `You are offline. This is where everybody was at ${formatTime(heardMs / 1_000)}.`,
    chain: "The blockchain is not responding. Nothing moves until it does; the page goes on by itself.",
    site: "This site is not responding. The page tries again by itself.",
    stream: "The connection is interrupted. The list is read every few seconds until it is back.",
  },
  problem: "The blockchain is not responding.",
  said: {
    following: (name: string) => `Following ${name}.`,
    deed: (name: string, words: string) => `${name}: ${words}.`,
    free: "The view is free.",
  },
};

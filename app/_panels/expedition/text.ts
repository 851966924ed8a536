import type * as View from "@/app/_bridge/expedition/views";
import { formatClock, formatCount, formatTime } from "@/app/_ui/format";
import type { Direction } from "@/game/rules/types";
import { room } from "./roomText";
import {
  callings,
  capital,
  count,
  errandAsk,
  factors,
  goal,
  hints,
  items,
  layers,
  lengths,
  modes,
  phases,
  places,
  prices,
  sources,
  steps,
  stepsToward,
  whyNot,
} from "./words";

const waySteps = (way: View.Way) => `${steps(way)} · `;
const wayTime = (way: View.Way) => formatClock(way.seconds);

/** Every text of an expedition's screens, as a function of what it says: a second language is a second object of this type. */
export const text = {
  room,
  ...{ items, lengths, callings, phases, modes, sources, prices, whyNot, goal, stepsToward },
  goalName: "Next goal",
  firstStep: (way: Direction) => `First ${way}`,
  signed: (percent: number) => `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`,
  bar: {
    name: "Expedition",
    left: (seconds: number) => `${formatClock(seconds)} left`,
    grainsLabel: "Grains",
    grains: (grains: number) => count(grains, "grain"),
    tide: (index: number) => `Tide ${index + 1} of 3`,
    turns: (index: number, seconds: number) => `${index === 2 ? "ends" : "turns"} in ${formatClock(seconds)}`,
    // At a post less of it counts than at the camp: without the reason the figure would just fall on the way.
    part: (percent: number) => `×${percent / 100}`,
    ...{ load: "Load", banked: "Banked", lowTide: "Low tide", key: "Key until" },
    home: { here: "Camp", calm: "Way home", soon: "Way home", now: "Turn back now" },
    here: "You are here",
    more: "All figures",
    ...{ wayHome: (way: View.Way) => `${waySteps(way)}${wayTime(way)}`, waySteps, wayTime },
    time: formatTime,
  },
  start: {
    title: "Set out",
    lead: "Gather, dig, run errands. Only what you bank at a camp counts.",
    modes: "Which island",
    go: (length: View.Length) => `Set out: ${lengths[length].name}, ${lengths[length].time}`,
    plan: ({ calling, tool }: View.Plan, sand: number) =>
      `${callings[calling].name} · ${items[tool]} · ${sand > 0 ? `up to ${sand} Sand` : "no Sand"}`,
    risk: (sand: number) =>
      sand > 0
        ? `You can lose what you carry and up to ${sand} Sand, not what you banked.`
        : "You can lose what you carry, not what you banked. No Sand is at stake.",
    choose: "Choose your own plan",
    ...{ length: "How long", calling: "Calling", tool: "A tool for the start", purse: "Purse", place: "Start at" },
    keyTooShort: (until: number) =>
      `Your key ends at ${formatTime(until)}, which is too soon. End the session to start a new hour.`,
    purseOf: (sand: number) => (sand > 0 ? `${sand} Sand` : "Nothing"),
    places: { north: "North", west: "West", camp: "Camp", east: "East", south: "South" },
    purseLead: (sand: number | undefined) =>
      `What you may spend on supplies. Less Sand, more points.${sand === undefined ? "" : ` You have ${formatCount(sand)} Sand.`}`,
    points: (purse: View.Purse) => `${factors[purse]} points`,
    dailyLead: "The same island for everybody today. You have one try, and it counts on the boards.",
    practiceLead: "Any island, as often as you like. No ranking, no Sand, no relics.",
    seed: "Seed of the island",
    seedLead: "Friends with the same seed get the same island.",
    played: (points: number | undefined) =>
      `You played today’s island${points === undefined ? "" : `: ${count(points, "point")}`}. The next one opens at midnight (UTC).`,
    problems: {
      notOpen: "Today’s island is being drawn. Practise meanwhile, or look again in a minute.",
      seed: "A seed is a whole number up to 4,294,967,295.",
      elsewhere: "Another tab of this browser plays. Close it to play here.",
    },
    practiseToday: "Practise today’s island",
  },
  pack: {
    ...{
      title: "Pack",
      goods: "Goods",

      wear: "Wear",
      tools: "Tools",
      supplies: "Supplies",
      relics: "Relics",
    },
    units: (units: number, capacity: number) => `${units} of ${capacity}`,
    full: "full",
    layers,
    points: (points: number) => count(points, "point"),
    load: (points: number) => `Worth ${count(points, "point")} now`,
    mix: (percent: number) => `+${percent} % mixed`,
    empty: "Your pack is empty. Walk up to something that grows and gather it.",
    noTools: "No tools yet.",
    slots: { hand: "in the hand", feet: "on the feet", back: "on the back" },
  },
  make: { title: "Make", make: "Make", enough: "enough", makes: (item: View.Item) => `Make ${items[item]}` },
  errands: {
    title: "Errands",
    ask: errandAsk,
    slots: (left: number, of: number) => (left === 0 ? "All done in this tide" : `${left} of ${of} left in this tide`),
    turns: (seconds: number) => `New errands in ${formatClock(seconds)}`,
    pointsWord: "points",
    claim: (points: number) => `Claim ${formatCount(points)}`,
    done: "Done",
    progress: (done: number, of: number) => `${done} of ${of}`,
    none: "No errands in this tide.",
  },
  camp: {
    ...{ trade: "Trade", bank: "Bank", finish: "Finish" },
    about:
      "Everything you do costs grains. What you carry counts once it is banked here. Be home before the sand runs out.",
    purse: (left: number, of: number) =>
      of === 0
        ? "You set out with an empty purse, so you can buy nothing."
        : `${formatCount(left)} of ${count(of, "Sand", "Sand")} left in your purse`,
    free: "No Sand is spent in practice or a room. Your purse still counts.",
    sand: (sand: number) => `${formatCount(sand)} Sand`,
    buy: (item: View.Item, sand: number) => `Buy ${items[item]} for ${formatCount(sand)} Sand`,
    hint: (item: View.Item) => hints[item] ?? "For this expedition.",
    bankFor: (points: number) => (points > 0 ? `Bank ${count(points, "point")}` : "Bank"),
    factors: { mix: "Mixed load", place: "At a post", purse: "Purse" },
    banked: (points: number) => `${count(points, "point")} banked so far`,
    finishFor: (points: number) => `Finish for ${formatCount(points)} more points`,
    home: (percent: number) => `Home adds ${percent} % of all your points.`,
    keepGoing: (seconds: number) => `${formatClock(seconds)} left. You can still go out and come back.`,
    sandEarned: (sand: number) => `${formatCount(sand)} Sand go to your vault.`,
    ask: "Finish this expedition?",
    loses: (load: number) => `You still carry ${count(load, "point")}. Bank first, or it is lost.`,
    ...{ confirm: "Finish", cancel: "Keep playing" },
  },
  /** Of a practice. */
  giveUp: {
    ...{ do: "Give up this practice", ask: "Give up this practice?", lead: "Nothing of it is kept." },
    ...{ confirm: "Give up", cancel: "Keep playing" },
    ...{ back: "Back to the practice", goesOn: "Your practice goes on until you set out again." },
  },
  moments: {
    setOut: (length: View.Length, mode: View.Mode) => `${lengths[length].name} · ${modes[mode]}`,
    setOutLead: (length: View.Length) => `${lengths[length].time}. Be home before the last grain.`,
    layer: (layer: number, of: number) => `Layer ${layer} of ${of}`,
    gained: (points: number) => `+${count(points, "point")}`,
    found: (item: View.Item) => `You found the ${items[item]}`,
    shelf: (have: number) => `${have} of 6 relics. Yours once you are home`,
    banked: "Safe",
    bankedLead: (points: number, place: View.Place) => `${count(points, "point")} banked at ${places[place]}`,
    bell: "The bell rings: turn back now",
  },
  summary: {
    head: (mode: View.Mode, of: string, length: View.Length) =>
      `Hourglass ${mode === "daily" ? of : `${modes[mode]} ${of}`} · ${lengths[length].name}`,
    title: (isHome: boolean) => (isHome ? "Home in time" : "Lost on the island"),
    points: (points: number) => count(points, "point"),
    sources: "Points by source",
    par: (result: number, par: number) => `${result} % of par (${formatCount(par)})`,
    medals: { gold: "Gold", silver: "Silver", bronze: "Bronze", none: "No medal yet" },
    lost: (load: number, dug: number) =>
      `Lost: ${[load > 0 && `a load of ${formatCount(load)}`, dug > 0 && `${layers(dug)} of relics`, "the bonus for home"].filter(Boolean).join(", ")}. What you banked stays.`,
    sand: (sand: number) => `${formatCount(sand)} Sand went to your vault.`,
    rank: (now: number, mode: View.Mode) =>
      `Rank ${formatCount(now)} ${mode === "room" ? "in this room" : "on the day’s board"}`,
    ranks: {
      counting: "Your rank is being counted…",
      behind: "The leaderboard is behind the chain. Your rank follows.",
      down: "The leaderboard does not answer. Your rank follows.",
    },
    board: "Leaderboard",
    replay: "Watch it again",
    unranked: "Practice is not ranked.",
    ...{
      again: "Play again",
      share: "Copy text",
      copied: "Copied",
      notCopied: "This browser did not copy. Select the text.",

      route: "Your route",
      ended: { true: "Home", false: "Lost" },
    },
  },
  gather: {
    do: (reach: View.ReachView) =>
      reach.verb === "dig" ? "Dig" : reach.item ? `Gather ${items[reach.item]}` : "Gather",
    nothing: "There is nothing to gather within reach.",
    bank: (points: number) => `Bank ${formatCount(points)}`,
    claim: "Claim",
  },
  /** What keys do, below the island. */
  keys: { walk: "or click to walk", gather: "to gather or dig", bank: "to bank", claim: "to claim" },
  coach: {
    name: "First steps",
    skip: "Skip the first steps",
    titles: { setOut: "Set out", walk: "Walk", gather: "Gather", bank: "Bank your load", home: "Be home in time" },
    setOut: "Choose an island and set out. A Dash takes five minutes.",
    walk: (how: string) => `${how} Each step costs grains.`,
    near: (item: View.Item, how: string) => `${capital(items[item])} is within reach. ${how}`,
    gather: "Walk up to a tree, a stone or a bush.",
    carry: "Only what you bank counts. Gather more, then go to a camp.",
    bankHere: (how: string) => `You are at a camp. ${how}`,
    bankAway: (way: View.Way) => `Only what you bank at a camp counts: ${stepsToward(way)}.`,
    finishHere: "Finish at a camp before the time is over. Home adds 20 %.",
    stay: "Gather and bank until the bell rings.",
  },
  mirror: {
    none: "You are on no expedition",
    place: (biome: string, x: number, y: number, facing: string) =>
      `You stand on ${biome.toLowerCase()}, column ${x}, row ${y}, facing ${facing}`,
    runs: (mode: View.Mode, length: View.Length) => `You are on an expedition: ${modes[mode]}, ${lengths[length].name}`,
  },
  panels: {
    ...{ pack: "Pack", make: "Make", errands: "Errands", trade: "Trade", bank: "Bank", finish: "Finish" },
    ...{ bazaar: "Bazaar", session: "Session" },
  },
  /** Of the place where the start and the end of an expedition stand. */
  card: "Expedition",
  tabs: "Panels",
};

import type * as View from "@/app/_bridge/expedition/views";
import { formatClock, formatCount, formatTime } from "@/app/_ui/format";

/** Every text of an expedition's screens, as a function of what it says: a second language is a second object of this type. */

const rules = new Intl.PluralRules("en");
const count = (n: number, one: string, other = `${one}s`) =>
  `${formatCount(n)} ${rules.select(n) === "one" ? one : other}`;

const toward: Record<View.Compass, string> = {
  ...{ north: "north", northEast: "north-east", east: "east", southEast: "south-east" },
  ...{ south: "south", southWest: "south-west", west: "west", northWest: "north-west" },
};
const steps = ({ steps }: View.Way) => count(steps, "step");
const stepsToward = (way: View.Way) => (way.steps === 0 ? "right here" : `${steps(way)} ${toward[way.toward]}`);
const layers = (n: number) => count(n, "layer");

const items: Record<View.Item, string> = {
  ...{ wood: "wood", fibre: "fibre", stone: "stone", shell: "shell", berry: "berry", ore: "ore", pearl: "pearl" },
  ...{ shard: "shard", rope: "rope", plank: "plank", ingot: "ingot", cloth: "cloth", boots: "boots", spade: "spade" },
  ...{ raft: "raft", lantern: "lantern", satchel: "satchel", axe: "axe", sickle: "sickle", pick: "pick" },
  ...{ sandals: "sandals", stilts: "stilts", compass: "compass", amulet: "amulet", idol: "idol", bell: "bell" },
  ...{ mask: "mask", crown: "crown", conch: "conch", anchor: "anchor", oil: "lamp oil", ration: "ration" },
};
const lengths: Record<View.Length, { name: string; time: string }> = {
  ...{ dash: { name: "Dash", time: "5 min" }, walk: { name: "Walk", time: "20 min" } },
  voyage: { name: "Voyage", time: "58 min" },
};
const callings: Record<View.Calling, { name: string; lead: string }> = {
  forager: { name: "Forager", lead: "Goods are worth more, and the pack holds 12 more." },
  delver: { name: "Delver", lead: "Relics are worth more, digging costs less, and the spade is yours." },
  courier: { name: "Courier", lead: "Errands pay double, and you may do one more each tide." },
};
const places: Record<View.Place, string> = {
  ...{ camp: "the camp", north: "the north post", east: "the east post" },
  ...{ south: "the south post", west: "the west post" },
};
const errands: Record<View.ErrandKind, string> = {
  supply: "Supply",
  survey: "Survey",
  vigil: "Vigil",
  recover: "Recover",
};
const phases: Record<View.Phase, string> = { day: "Day", dusk: "Dusk", night: "Night" };
const factors: Record<View.Purse, string> = { 0: "x1.10", 1: "x1.05", 2: "x1.00" };

const grounds = {
  ...{ hills: "You need boots to enter the hills.", ruins: "You need a lantern to enter the ruins." },
  shallows: "Wait for low tide, or use a raft or stilts.",
};

function whyNot(why: View.WhyNot): string {
  switch (why.kind) {
    case "tool":
      return why.ground ? grounds[why.ground] : `Put on the ${items[why.item]} first.`;
    case "taken":
      return `Nothing is left here. The tide brings it back in ${formatClock(why.seconds)}.`;
    case "full":
      return `Your pack is full (${why.units} of ${why.capacity}). Bank your load at a camp.`;
    case "grains":
      return `Out of grains. Ready in ${count(Math.ceil(why.seconds), "second")}.`;
    case "missing":
      return `You need ${why.need} ${items[why.item]} and have ${why.have}.`;
    case "camp":
      return `Go to a camp first: ${stepsToward(why.way)}.`;
    case "nothing":
      return "You carry nothing to bank.";
    case "owned":
      return "You have one already.";
    case "purse":
      return `Your purse has ${formatCount(why.left)} Sand left.`;
    case "most":
      return `You can carry ${why.most} at a time.`;
    case "errands":
      return `You have done all ${why.most} errands of this tide.`;
    case "dusk":
      return "Come back at dusk.";
  }
}

function goal(next: View.Goal): string {
  switch (next.kind) {
    case "gather":
      return `Gather ${items[next.item]}: ${stepsToward(next.way)}`;
    case "dig":
      return `Dig up ${layers(next.layers)}: ${stepsToward(next.way)}`;
    case "bank":
      return `Bank your load of ${formatCount(next.load)}: ${steps(next.way)} to camp`;
    case "errand":
      return `${errands[next.what]}: ${stepsToward(next.way)}`;
    case "home":
      return `Turn back now: ${steps(next.way)} home`;
    case "tide":
      return `Tide turns in ${formatClock(next.seconds)}`;
    case "finish":
      return `Finish here for ${formatCount(next.points)} more points`;
  }
}

function errandAsk({ kind, supply, done }: View.ErrandView): string {
  if (supply) return `Bring ${supply.need} ${items[supply.item]} to ${places[supply.place]}`;
  if (kind === "survey") return `Stand on ${count(done?.of ?? 1, "mark")}`;
  return kind === "vigil" ? "Keep watch at the mark, at dusk" : "Dig this site to the bottom";
}

const modes: Record<View.Mode, string> = { daily: "Today", practice: "Practice", room: "Room" };
const sources: Record<View.Source, string> = {
  ...{ goods: "Goods", relics: "Relics", errands: "Errands", regions: "New regions", home: "Home in time" },
};
const prices: Record<View.Price, string> = { full: "full price", half: "half price", quarter: "quarter price" };
const hints: Partial<Record<View.Item, string>> = {
  ...{ oil: "Light for the night: you fall far less often.", ration: "Fills your grains when they run out." },
};

export const text = {
  ...{ items, lengths, callings, phases, modes, sources, prices, whyNot, goal, stepsToward },
  signed: (percent: number) => `${percent < 0 ? "−" : "+"}${Math.abs(percent)} %`,
  bar: {
    name: "Expedition",
    left: (seconds: number) => `${formatClock(seconds)} left`,
    grainsLabel: "Grains",
    grains: (grains: number) => count(grains, "grain"),
    tide: (index: number) => `Tide ${index + 1} of 3`,
    turns: (index: number, seconds: number) => `${index === 2 ? "ends" : "turns"} in ${formatClock(seconds)}`,
    ...{ load: "Load", banked: "Banked", lowTide: "Low tide", key: "Key until" },
    home: { here: "Camp", calm: "Way home", soon: "Way home", now: "Turn back now" },
    here: "You are here",
    wayHome: (way: View.Way) => `${steps(way)} · ${formatClock(way.seconds)}`,
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
    keyTooShort: (until: number) => `Your key ends at ${formatTime(until)}, which is too soon.`,
    purseOf: (sand: number) => (sand > 0 ? `${sand} Sand` : "Nothing"),
    places: { north: "North", west: "West", camp: "Camp", east: "East", south: "South" },
    purseLead: "What you may spend on supplies. Less Sand, more points.",
    points: (purse: View.Purse) => `${factors[purse]} points`,
    practiceLead: "Any island, as often as you like. No ranking, no Sand, no relics.",
    seed: "Seed of the island",
    seedLead: "Friends with the same seed get the same island.",
    played: (points: number) =>
      `You played today’s island: ${count(points, "point")}. The next one opens at midnight (UTC).`,
    practiseToday: "Practise today’s island",
    room: "Number of the room",
    roomLead: "One island and one start for all who join.",
    roomUnknown: "There is no room with this number.",
    roomStarts: (seconds: number) => `Starts in ${formatClock(seconds)}`,
    roomPlayers: (players: number) => `${count(players, "player")} in the room`,
    roomRuns: "The expedition runs. You can still join.",
    ...{ join: "Join now", waits: "Waiting for the start" },
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
    purse: (left: number, of: number) => `${formatCount(left)} of ${count(of, "Sand", "Sand")} left in your purse`,
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
  moments: {
    setOut: (length: View.Length, mode: View.Mode) => `${lengths[length].name} · ${modes[mode]}`,
    setOutLead: (length: View.Length) => `${lengths[length].time}. Be home before the last grain.`,
    layer: (layer: number, of: number) => `Layer ${layer} of ${of}`,
    gained: (points: number) => `+${count(points, "point")}`,
    found: (item: View.Item) => `You found the ${items[item]}`,
    shelf: (have: number) => `${have} of 6 relics on your shelf`,
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
    lost: (load: number, relics: number) =>
      `Lost: ${[load > 0 && `a load of ${formatCount(load)}`, relics > 0 && count(relics, "relic"), "the bonus for home"].filter(Boolean).join(", ")}. What you banked stays.`,
    sand: (sand: number) => `${formatCount(sand)} Sand went to your vault.`,
    rank: (now: number, of: number) => `Rank ${formatCount(now)} of ${formatCount(of)}`,
    moved: (places: number) => (places > 0 ? `up ${formatCount(places)}` : `down ${formatCount(-places)}`),
    unranked: "Practice is not ranked.",
    ...{
      again: "Play again",
      share: "Share",

      route: "Your route",
      ended: { true: "Home", false: "Lost" },
    },
  },
  ...{ tabs: "Panels", sheet: { close: "Close" } },
};

import type * as View from "@/app/_bridge/expedition/views";
import { formatClock, formatCount } from "@/app/_ui/format";

// Words and sentences that more than one text of the catalogue uses.

const rules = new Intl.PluralRules("en");
export const count = (n: number, one: string, other = `${one}s`) =>
  `${formatCount(n)} ${rules.select(n) === "one" ? one : other}`;

/** With a capital, for the first word of a sentence. */
export const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

const toward: Record<View.Compass, string> = {
  ...{ north: "north", northEast: "north-east", east: "east", southEast: "south-east" },
  ...{ south: "south", southWest: "south-west", west: "west", northWest: "north-west" },
};
export const steps = ({ steps }: View.Way) => count(steps, "step");
export const stepsToward = (way: View.Way) => (way.steps === 0 ? "right here" : `${steps(way)} ${toward[way.toward]}`);
export const layers = (n: number) => count(n, "layer");

export const items: Record<View.Item, string> = {
  ...{ wood: "wood", fibre: "fibre", stone: "stone", shell: "shell", berry: "berry", ore: "ore", pearl: "pearl" },
  ...{ shard: "shard", rope: "rope", plank: "plank", ingot: "ingot", cloth: "cloth", boots: "boots", spade: "spade" },
  ...{ raft: "raft", lantern: "lantern", satchel: "satchel", axe: "axe", sickle: "sickle", pick: "pick" },
  ...{ sandals: "sandals", stilts: "stilts", compass: "compass", amulet: "amulet", idol: "idol", bell: "bell" },
  ...{ mask: "mask", crown: "crown", conch: "conch", anchor: "anchor", oil: "lamp oil", ration: "ration" },
};
export const lengths: Record<View.Length, { name: string; time: string }> = {
  ...{ dash: { name: "Dash", time: "5 min" }, walk: { name: "Walk", time: "20 min" } },
  voyage: { name: "Voyage", time: "58 min" },
};
export const callings: Record<View.Calling, { name: string; lead: string }> = {
  forager: { name: "Forager", lead: "Goods are worth more, and the pack holds 12 more." },
  delver: { name: "Delver", lead: "Relics are worth more, digging costs less, and the spade is yours." },
  courier: { name: "Courier", lead: "Errands pay double, and you may do one more each tide." },
};
export const places: Record<View.Place, string> = {
  ...{ camp: "the camp", north: "the north post", east: "the east post" },
  ...{ south: "the south post", west: "the west post" },
};
export const phases: Record<View.Phase, string> = { day: "Day", dusk: "Dusk", night: "Night" };
export const factors: Record<View.Purse, string> = { 0: "×1.20", 1: "×1.10", 2: "×1.00" };

const grounds = {
  ...{ hills: "You need boots to enter the hills.", ruins: "You need a lantern to enter the ruins." },
  shallows: "Wait for low tide, or use a raft or stilts.",
};

export function whyNot(why: View.WhyNot): string {
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

export function goal(next: View.Goal): string {
  switch (next.kind) {
    case "gather":
      return `Gather ${items[next.item]}: ${stepsToward(next.way)}`;
    case "dig":
      return `Dig up ${layers(next.layers)}: ${stepsToward(next.way)}`;
    case "bank":
      return `Bank your load of ${formatCount(next.load)}: ${steps(next.way)} to camp`;
    case "errand":
      return "Claim your errand here";
    case "home":
      return `Turn back now: ${steps(next.way)} home`;
    case "tide":
      return `Tide turns in ${formatClock(next.seconds)}`;
    case "finish":
      return `Finish here for ${formatCount(next.points)} more points`;
  }
}

export function errandAsk({ kind, supply, done }: View.ErrandView): string {
  if (supply) return `Bring ${supply.need} ${items[supply.item]} to ${places[supply.place]}`;
  if (kind === "survey") return `Stand on ${count(done?.of ?? 1, "mark")}`;
  return kind === "vigil" ? "Keep watch at the mark, at dusk" : "Dig this site to the bottom";
}

export const modes: Record<View.Mode, string> = { daily: "Today", practice: "Practice", room: "Room" };
export const sources: Record<View.Source, string> = {
  ...{ goods: "Goods", relics: "Relics", errands: "Errands", regions: "New regions", home: "Home in time" },
  earlier: "Earlier on the way",
};
export const prices: Record<View.Price, string> = { full: "full price", half: "half price", quarter: "quarter price" };
export const hints: Partial<Record<View.Item, string>> = {
  ...{ oil: "Light for the night: you fall far less often.", ration: "Fills your grains when they run out." },
};

import { type Achievement, achievements } from "@/app/_bridge/expedition/achievements";
import type {
  BankView,
  BarView,
  ErrandsView,
  Goal,
  OpeningView,
  PackView,
  RecipeView,
  StartView,
  SummaryView,
  TradeView,
  Way,
  WhyNot,
} from "@/app/_bridge/expedition/views";
import type { Sizes } from "../../sizes";

export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

export const way: Way = { steps: 24, seconds: 41, toward: "southWest" };
const nearby: Way = { steps: 3, seconds: 2, toward: "east" };

export const bar = ({ isLarge }: Sizes, changes: Partial<BarView> = {}): BarView => ({
  ...{ length: "walk", phase: "day", secondsLeft: 768, seconds: 1_200, grains: 72, keyUntil: inSeconds(2_400) },
  tide: { index: 1, passed: 0.08, turnsInSeconds: 368, isLow: false },
  ...(isLarge ? { load: 8_191, banked: 65_535 } : { load: 46, banked: 1_240 }),
  home: { way: isLarge ? { steps: 1_024, seconds: 1_365, toward: "northWest" } : way, urgency: "calm" },
  placePercent: 100,
  ...changes,
});

export const goals: readonly Goal[] = [
  { kind: "gather", item: "wood", way: nearby },
  { kind: "dig", layers: 3, way: { ...way, toward: "north" } },
  { kind: "bank", load: 46, way: { ...way, steps: 12 } },
  { kind: "errand" },
  { kind: "home", way },
  { kind: "tide", seconds: 20 },
  { kind: "finish", points: 912 },
];

export const refusals: readonly WhyNot[] = [
  { kind: "tool", item: "boots", ground: "hills" },
  { kind: "tool", item: "lantern", ground: "ruins" },
  { kind: "tool", item: "spade" },
  { kind: "taken", seconds: 272 },
  { kind: "full", units: 36, capacity: 36 },
  { kind: "grains", seconds: 7 },
  { kind: "missing", item: "plank", need: 2, have: 1 },
  { kind: "camp", way },
  { kind: "dusk" },
];

const opening: OpeningView = {
  keyUntil: inSeconds(3_000),
  minutes: { dash: 5, walk: 20, voyage: 58 },
  possible: { dash: [1, 2, 5, 10], walk: [1, 2, 5, 10], voyage: [] },
};

export const start = (changes: Partial<StartView> = {}, plan: Partial<StartView["plan"]> = {}): StartView => ({
  plan: { mode: "daily", length: "dash", calling: "forager", tool: "satchel", purse: 0, start: "camp", ...plan },
  ...{
    keyTooShort: {},
    purses: [0, 20, 40],
    sand: 120,
    playedToday: undefined,
    seed: "20261130",
    room: "none",
    isBusy: false,
  },
  ...{ roomText: "", opening },
  ...changes,
});

export const pack = ({ isLarge }: Sizes): PackView => ({
  capacity: 48,
  goods: [
    { item: "wood", units: 9, price: "full", points: isLarge ? 65_535 : 24 },
    { item: "stone", units: 6, price: "half", points: 12 },
    { item: "berry", units: 4, price: "quarter", points: 4 },
  ],
  parts: [{ item: "rope", units: 2 }],
  relics: { layers: 2, units: 6, points: 68 },
  mix: { kinds: 4, percent: 24 },
  load: isLarge ? 65_535 : 134,
  tools: [
    { item: "spade", isWorn: true, slot: "hand" },
    { item: "boots", isWorn: true, slot: "feet" },
    { item: "satchel", isWorn: true, slot: "back" },
    { item: "raft", isWorn: false, slot: "back" },
  ],
  supplies: [
    { item: "oil", units: 1 },
    { item: "ration", units: 2 },
  ],
});
export const emptyPack: PackView = {
  ...{ capacity: 36, goods: [], parts: [], relics: { layers: 0, units: 0, points: 0 }, mix: { kinds: 0, percent: 0 } },
  ...{ load: 0, tools: [], supplies: [] },
};
export const fullPack: PackView = {
  ...emptyPack,
  goods: (["wood", "fibre", "stone", "shell", "berry", "ore", "pearl", "shard"] as const).map((item, index) => ({
    ...{ item, units: index < 4 ? 5 : 4, price: index === 0 ? ("half" as const) : ("full" as const) },
    points: (index + 1) * 11,
  })),
  mix: { kinds: 8, percent: 40 },
  load: 396,
};

export const recipes: readonly RecipeView[] = [
  { id: 1, item: "rope", amount: 1, use: "For a raft or stilts.", inputs: [{ item: "fibre", need: 3, have: 5 }] },
  {
    ...{ id: 2, item: "axe", amount: 1, use: "One more wood from each tree." },
    inputs: [
      { item: "wood", need: 3, have: 9 },
      { item: "stone", need: 4, have: 2 },
    ],
    whyNot: { kind: "missing", item: "stone", need: 4, have: 2 },
  },
  {
    ...{ id: 3, item: "boots", amount: 1, use: "Lets you enter the hills.", whyNot: { kind: "owned" } },
    inputs: [
      { item: "cloth", need: 2, have: 2 },
      { item: "rope", need: 1, have: 2 },
    ],
  },
];

export const errands: ErrandsView = {
  slots: { left: 1, of: 2 },
  turnsInSeconds: 248,
  offers: [
    {
      ...{ id: 0, kind: "supply", supply: { item: "wood", need: 12, have: 12, place: "north" }, reward: 80 },
      ...{ way: { steps: 0, seconds: 0, toward: "north" }, state: "ready" },
    },
    { id: 2, kind: "survey", done: { count: 1, of: 3 }, reward: 62, way: { ...way, steps: 18 }, state: "open" },
    { id: 4, kind: "vigil", reward: 59, way: { ...way, toward: "northEast" }, state: "open" },
    { id: 5, kind: "recover", done: { count: 2, of: 3 }, reward: 37, way: { ...nearby, steps: 1 }, state: "open" },
    { id: 3, kind: "survey", done: { count: 3, of: 3 }, reward: 62, way, state: "done" },
  ],
};

export const trade: TradeView = {
  purse: { left: 80, of: 120 },
  isFree: false,
  offers: [
    { item: "oil", sand: 20 },
    { item: "ration", sand: 20, whyNot: { kind: "most", most: 3 } },
    { item: "boots", sand: 50, whyNot: { kind: "owned" } },
    { item: "raft", sand: 50 },
    { item: "lantern", sand: 50 },
  ],
};

export const bankRows = (scale: number): BankView["rows"] => [
  { source: "goods", points: 66 * scale },
  { source: "relics", points: 68 * scale },
];
export const bank = ({ isLarge }: Sizes): BankView => ({
  place: "north",
  rows: bankRows(isLarge ? 400 : 1),
  factors: { mix: 124, place: 75, purse: 110 },
  ...{ points: isLarge ? 54_820 : 137, banked: isLarge ? 65_535 : 1_240 },
});

const earned = ["home", "emptyPurse", "fourPosts", "dash100", "walk100"] as const satisfies readonly Achievement[];

export const summary = ({ isLarge }: Sizes, changes: Partial<SummaryView> = {}): SummaryView => ({
  ...{ mode: "daily", length: "walk", of: "30 Nov", isHome: true, par: 5_000, lost: undefined, sand: 273 },
  ...(isLarge ? { points: 65_535, result: 150 } : { points: 5_471, result: 109 }),
  rows: [
    { source: "goods", points: 2_105 },
    { source: "relics", points: 1_630 },
    { source: "errands", points: 624 },
    { source: "regions", points: 200 },
    { source: "home", points: 912 },
  ],
  rank: { state: "known", now: isLarge ? 104_857 : 12 },
  room: undefined,
  achievements: {
    ...{ won: isLarge ? achievements : ["fourPosts", "walk100"], earned: isLarge ? achievements : earned },
    all: achievements,
  },
  twelfths: [210, 340, 505, 280, 120, 460, 610, 540, 390, 720, 830, 466],
  ...changes,
});

/** A part of a bar. */
export const tide = (index: number, passed: number, turnsInSeconds: number, isLow = false) => ({
  tide: { index, passed, turnsInSeconds, isLow },
});

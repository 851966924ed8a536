import { expect, it } from "vitest";
import { CAMP, WIDTH } from "@/game/rules/island";
import { type Moment, readMoment } from "@/game/rules/moment";
import { readSelf } from "@/game/rules/player";
import type { Run } from "@/game/rules/types";
import type { PlayPort } from "../playPort";
import { type History, recordDeed, viewSummary } from "./history";
import { createTestPlay } from "./testing";
import { viewBar } from "./viewBar";
import { viewBank, viewFinish, viewTrade } from "./viewCamp";
import { viewErrands } from "./viewErrands";
import { viewGiveUp } from "./viewGiveUp";
import { viewGoal } from "./viewGoal";
import { viewNewest } from "./viewNewest";
import { viewPack, viewRecipes } from "./viewPack";
import { viewReach } from "./viewReach";
import { viewLost } from "./viewRun";
import { compassTo } from "./ways";

const bush = CAMP + 2 * WIDTH;

function momentOf(play: PlayPort) {
  const moment = readMoment(play.getScene());
  if (!moment.ok) throw new Error(moment.text);
  return moment;
}

const goalOf = (play: PlayPort) => viewGoal(momentOf(play), viewBar(momentOf(play), 0));

/** The same moment of a daily expedition or of one in a room. */
function withMode(moment: Moment, mode: Run["mode"]): Moment {
  const { scene } = moment;
  const run = { ...moment.run, mode };
  const player = { ...moment.player, run };
  const players = { ...scene.world.players, [scene.self]: player };
  return { ...moment, run, player, scene: { ...scene, world: { ...scene.world, players } } };
}

it("shows time, grains and tide of an expedition, and the camp where the player is", () => {
  const { play, wait } = createTestPlay();
  wait(30);
  expect(viewBar(momentOf(play), 99)).toMatchObject({
    ...{ length: "dash", phase: "day", seconds: 300, secondsLeft: 270, grains: 90, load: 0, banked: 0, keyUntil: 99 },
    tide: { index: 0, passed: 0.3, turnsInSeconds: 70, isLow: true },
    home: { urgency: "here", way: { steps: 1, toward: "north" } },
  });
});

it("says when to turn back: the way home, with a reserve, takes what is left", () => {
  const { play, wait } = createTestPlay();
  for (let step = 0; step < 6; step++) play.play({ type: "move", path: ["south"] });
  expect(viewBar(momentOf(play), 0).home.urgency).toBe("calm");
  wait(260);
  expect(viewBar(momentOf(play), 0).home.urgency).toBe("soon");
  wait(36);
  expect(viewBar(momentOf(play), 0).home.urgency).toBe("now");
  expect(goalOf(play).kind).toBe("home");
});

it("names as the next goal what the one button does there: it digs once nothing is left to gather", () => {
  const { play } = createTestPlay({ of: 1_575_121_920, purse: 0 });
  for (const way of ["east", "south", "east", "south", "east", "south"] as const) {
    play.play({ type: "move", path: [way] });
  }
  const seen = new Set<string>();
  for (let presses = 0; presses < 5; presses++) {
    const goal = goalOf(play);
    const { verb, tile } = viewReach(momentOf(play));
    if (tile === undefined || !("way" in goal) || goal.way.steps > 0) break;
    expect(goal.kind).toBe(verb);
    seen.add(verb);
    play.play(verb === "dig" ? { type: "unearth", tile } : { type: "gather", tile });
  }
  expect([...seen]).toEqual(["gather", "dig"]);
});

it("prices what is carried, and the bank shows the same", () => {
  const { play } = createTestPlay();
  expect(viewBank(momentOf(play)).whyNot).toEqual({ kind: "nothing" });
  play.play({ type: "gather", tile: bush });
  const pack = viewPack(momentOf(play));
  expect(pack.goods).toEqual([{ item: "berry", units: 2, price: "full", points: pack.load }]);
  const bank = viewBank(momentOf(play));
  expect(bank.whyNot).toBeUndefined();
  expect(bank.points).toBe(pack.load);
  expect(bank.rows.reduce((sum, { points }) => sum + points, 0)).toBe(bank.points);
});

it("offers what the rules accept, and says why not of the rest", () => {
  const { play } = createTestPlay();
  const moment = momentOf(play);
  const trade = viewTrade(moment);
  expect(trade.offers.find(({ item }) => item === "spade")?.whyNot).toEqual({ kind: "purse", left: 40 });
  expect(trade.offers.find(({ item }) => item === "oil")).toEqual({ item: "oil", sand: 20 });
  expect(trade.purse).toEqual({ left: 40, of: 40 });
  expect(viewRecipes(moment).every(({ whyNot }) => whyNot?.kind === "missing" || whyNot?.kind === "owned")).toBe(true);
  expect(viewErrands(moment)).toMatchObject({ slots: { left: 1, of: 1 }, turnsInSeconds: 100 });
  expect(viewErrands(moment).offers.every(({ state }) => state === "open")).toBe(true);
  expect(viewFinish(moment)).toMatchObject({ percent: 20, isTime: false, sand: 0 });
});

it("offers to give up a practice only, at a camp beside its end and elsewhere with what is carried", () => {
  const { play } = createTestPlay();
  expect(viewGiveUp(momentOf(play))).toBe("finish");
  for (let step = 0; step < 6; step++) play.play({ type: "move", path: ["south"] });
  const away = momentOf(play);
  expect(viewGiveUp(away)).toBe("pack");
  for (const mode of [0, 2] as const) expect(viewGiveUp(withMode(away, mode))).toBeUndefined();
});

it("adds up a whole expedition by source", () => {
  const { play } = createTestPlay();
  let history: History | undefined;
  const shown: (string | undefined)[] = [];
  play.onEffect((effect) => {
    if (effect.type !== "played") return;
    history = recordDeed(history, effect);
    shown.push(viewNewest(effect)?.kind);
  });
  play.play({ type: "embark", plan: { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 7 } });
  play.play({ type: "gather", tile: bush });
  play.play({ type: "bank" });
  play.play({ type: "finish" });
  expect(shown).toEqual(["setOut", undefined, "banked", undefined]);
  if (!history) throw new Error("Nothing was recorded.");
  const { achievements } = readSelf(play.getScene()).profile;
  const summary = viewSummary(history, undefined, achievements, undefined);
  expect(summary.achievements.won, "had before: nothing").toEqual(["home", "emptyPurse"]);
  expect(viewSummary({ ...history, had: 1 }, undefined, achievements, undefined).achievements).toMatchObject({
    ...{ won: ["emptyPurse"], earned: ["home", "emptyPurse"] },
  });
  expect(summary).toMatchObject({ isHome: true, mode: "practice", length: "dash", par: 1_500, sand: 0, of: "7" });
  expect(summary.points).toBeGreaterThan(0);
  expect(summary.rows.reduce((sum, { points }) => sum + points, 0)).toBe(summary.points);
  expect(summary.twelfths.reduce((sum, points) => sum + points, 0)).toBe(summary.points);
});

it("names the eight directions", () => {
  const around = [-WIDTH, 1 - WIDTH, 1, 1 + WIDTH, WIDTH, WIDTH - 1, -1, -1 - WIDTH];
  expect(around.map((step) => compassTo(bush, bush + step))).toEqual([
    ...["north", "northEast", "east", "southEast", "south", "southWest", "west", "northWest"],
  ]);
});

it("loses the load at the price that the bar showed last, also near a post", () => {
  const { play, wait } = createTestPlay({ start: 2 });
  for (const tile of Array.from({ length: WIDTH * WIDTH }, (_, each) => each)) play.play({ type: "gather", tile });
  wait(299);
  const { load, placePercent } = viewBar(momentOf(play), 0);
  expect(placePercent).toBe(75);
  expect(load).toBeGreaterThan(0);
  expect(viewLost(readSelf(play.getScene()))).toEqual({ load, layers: 0 });
});

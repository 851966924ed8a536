import { expect, it } from "vitest";
import { type History, recordDeed } from "@/app/_bridge/expedition/history";
import { createTestPlay } from "@/app/_bridge/expedition/testing";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import { viewSteps } from "@/app/_bridge/expedition/viewSteps";
import type { Press } from "@/app/_bridge/expedition/views";
import { type Lesson, lessons } from "@/app/_settings/schema";
import { EXPERT_DASH, SEED } from "@/e2e/game/plans";
import type { Action } from "@/game/rules/actions";
import { findHere } from "@/game/rules/here";
import { readMoment } from "@/game/rules/moment";
import { readSelf } from "@/game/rules/player";
import { playExpedition } from "@/scripts/balance/play";
import { strategies } from "@/scripts/balance/strategies";
import { readGoal, readHighlight } from "./readHighlight";
import { readLearnt } from "./readLesson";

/** A newcomer reads, finds the control and presses it: so long for each press. */
const PRESS_SECONDS = 1;
const DASH_SECONDS = 300;

/** What a press plays, as the page does it; undefined: the rules have nothing for it here. */
function actionOf(press: Press, scene: Parameters<typeof findHere>[0]): Action | undefined {
  switch (press) {
    case "setOut":
      throw new Error("Somebody is out already.");
    case "gather":
      return (["gather", "unearth"] as const)
        .map((name) => findHere(scene, name))
        .find((here) => here && here.whyNot === undefined)?.action;
    case "claim":
      return findHere(scene, "claim")?.action;
    case "bank":
    case "finish":
      return { type: press };
    default:
      return { type: "move", path: [press] };
  }
}

/** Presses what is highlighted until the end. Returns the points of who is home in time, else 0. */
function follow(seed: number): number {
  const { play, wait } = createTestPlay();
  let history: History | undefined;
  let learnt: readonly Lesson[] = [];
  play.onEffect((effect) => {
    if (effect.type === "played") history = recordDeed(history, effect);
  });
  play.play({ type: "embark", plan: { mode: 1, length: 1, calling: 2, tool: 3, purse: 0, start: 0, of: seed } });
  for (let seconds = 0; seconds < DASH_SECONDS; seconds += PRESS_SECONDS, wait(PRESS_SECONDS)) {
    const scene = play.getScene();
    const moment = readMoment(scene);
    if (!moment.ok) break;
    const done = readLearnt({ steps: viewSteps(readSelf(scene), history), run: undefined });
    learnt = lessons.filter((lesson) => learnt.includes(lesson) || done.includes(lesson));
    const lesson = lessons.find((each) => !learnt.includes(each));
    const press = readHighlight(lesson, { moment, goal: readGoal(lesson, moment, viewBar(moment, 0)) });
    const action = press && actionOf(press, scene);
    if (action) play.play(action);
  }
  return history?.home ?? 0;
}

const playExpert = (island: { island: number; seed?: number }) =>
  playExpedition({ ...island, strategy: strategies["Delver, night"], length: 1, account: 0, isHindered: false }).points;

it("brings a newcomer home, with more than 35 % of an expert's points", () => {
  for (const island of [0, 2, 4]) {
    const points = follow(1 + 7919 * island);
    expect(points / playExpert({ island }), `island ${island}: ${points} points`).toBeGreaterThan(0.35);
  }
}, 60_000);

it("has a story in the browser that knows what an expert gets on its island", () => {
  expect(playExpert({ island: 0, seed: SEED })).toBe(EXPERT_DASH);
  expect(follow(SEED) / EXPERT_DASH).toBeGreaterThan(0.35);
});

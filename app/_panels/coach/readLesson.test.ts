import { describe, expect, it } from "vitest";
import { type History, recordDeed } from "@/app/_bridge/expedition/history";
import { createTestPlay } from "@/app/_bridge/expedition/testing";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import { viewReach } from "@/app/_bridge/expedition/viewReach";
import { viewSteps } from "@/app/_bridge/expedition/viewSteps";
import type { Action } from "@/game/rules/actions";
import { readMoment } from "@/game/rules/moment";
import { newcomer, readSelf } from "@/game/rules/player";
import { readLearnt, readLesson, type Sight } from "./readLesson";

const controls = { walk: "Use the keys.", gather: "Press Space.", bank: "Press B." };
const plan = { mode: 1, length: 1, calling: 2, tool: 3, purse: 2, start: 0, of: 7 } as const;

/** What the coach sees after some actions on the real rules, beside the fire of island 7. */
function playing(...actions: readonly Action[]): Sight {
  const { play } = createTestPlay();
  let history: History | undefined;
  play.onEffect((effect) => {
    if (effect.type === "refused") throw new Error(effect.refusal.text);
    if (effect.type === "played") history = recordDeed(history, effect);
  });
  for (const action of [{ type: "embark", plan } as const, ...actions]) play.play(action);
  const scene = play.getScene();
  const moment = readMoment(scene);
  return {
    steps: viewSteps(readSelf(scene), history),
    run: moment.ok ? { reach: viewReach(moment), bar: viewBar(moment, 0) } : undefined,
  };
}

const step: Action = { type: "move", path: ["south"] };
const back: Action = { type: "move", path: ["north"] };
const bush: Action = { type: "gather", tile: 34 * 64 + 32 };
const say = (sight: Sight) => readLesson(readLearnt(sight), sight, controls);

describe("the coach", () => {
  it("starts with setting out, and says nothing of the rest before", () => {
    const sight: Sight = { steps: viewSteps(newcomer, undefined), run: undefined };
    expect(readLearnt(sight)).toEqual([]);
    expect(say(sight)).toMatchObject({ lesson: "setOut" });
    expect(readLesson(["setOut"], sight, controls)).toBeUndefined();
  });

  it("goes on to walking, and after a few steps to gathering", () => {
    expect(say(playing())?.lesson).toBe("walk");
    expect(say(playing())?.text).toContain(controls.walk);
    expect(say(playing(step, back, step, back))).toMatchObject({ lesson: "gather" });
  });

  it("names what is within reach", () => {
    const sight = playing();
    expect(sight.run?.reach).toMatchObject({ verb: "gather", item: "berry" });
    expect(readLesson(["setOut", "walk"], sight, controls)?.text).toBe("Berry is within reach. Press Space.");
  });

  it("sends to the bank who carries something, and says when it is here", () => {
    const here = playing(step, back, step, back, bush);
    expect(say(here)).toMatchObject({ lesson: "bank", text: "You are at a camp. Press B." });
    const away = playing(bush, step, step, step);
    expect(readLesson(["setOut", "walk", "gather"], away, controls)?.text).toMatch(/\d steps? north/);
  });

  it("asks to be home in time, and then has nothing left to say", () => {
    const banked = playing(step, back, step, back, bush, { type: "bank" });
    expect(say(banked)).toMatchObject({ lesson: "home" });
    const home = playing(step, back, step, back, bush, { type: "bank" }, { type: "finish" });
    expect(readLearnt(home)).toEqual(["setOut", "walk", "gather", "bank", "home"]);
    expect(say(home)).toBeUndefined();
  });
});

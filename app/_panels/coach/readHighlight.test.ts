import { expect, it } from "vitest";
import { createTestPlay } from "@/app/_bridge/expedition/testing";
import { viewBar } from "@/app/_bridge/expedition/viewBar";
import type { Lesson } from "@/app/_settings/schema";
import { type Moment, readMoment } from "@/game/rules/moment";
import { readGoal, readHighlight } from "./readHighlight";

const bush = 34 * 64 + 32;

function look(moment: Moment, lesson: Lesson | undefined) {
  const goal = readGoal(lesson, moment, viewBar(moment, 0));
  return { goal, press: readHighlight(lesson, { moment, goal }) };
}

it("names and lights the same thing: the bank while that is taught, else what is worth most", () => {
  const { play } = createTestPlay();
  play.play({ type: "gather", tile: bush });
  const moment = readMoment(play.getScene());
  if (!moment.ok) throw new Error(moment.text);
  expect(look(moment, "bank")).toMatchObject({ goal: { kind: "bank" }, press: "bank" });
  expect(look(moment, "home").goal.kind).not.toBe("bank");
  expect(look(moment, undefined)).toEqual({ goal: look(moment, "home").goal, press: undefined });
  expect(readHighlight("setOut", undefined)).toBe("setOut");
});

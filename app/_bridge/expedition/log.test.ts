import { expect, it } from "vitest";
import { applyAction } from "@/game/rules/apply";
import { CAMP, WIDTH } from "@/game/rules/island";
import type { PlayEffect, PlayPort } from "../playPort";
import { createExpeditionLog } from "./log";
import { createTestPlay } from "./testing";

const bush = CAMP + 2 * WIDTH;
const plan = { mode: 1, length: 1, calling: 1, tool: 0, purse: 0, start: 0, of: 7 } as const;

/** A log, and a way to tell it what else happened. */
function open() {
  const { play } = createTestPlay();
  const others = new Set<(effect: PlayEffect) => void>();
  const port: PlayPort = {
    ...play,
    onEffect: (listener) => {
      others.add(listener);
      return play.onEffect(listener);
    },
  };
  const log = createExpeditionLog(port);
  const tell = (effect: PlayEffect) => {
    for (const listener of others) listener(effect);
  };
  return { play, log, tell };
}

const pointsOf = (log: ReturnType<typeof createExpeditionLog>) =>
  (log.get().history?.earned ?? []).reduce((sum, { points }) => sum + points, 0);

it("takes out what is undone, and counts the rest as before", () => {
  const { play, log, tell } = open();
  play.play({ type: "gather", tile: bush });
  play.play({ type: "bank" });
  expect(pointsOf(log)).toBeGreaterThan(0);
  tell({ type: "rolledBack", action: { type: "bank" }, words: "Bank", reason: "NightUnsettled", text: "No." });
  expect(pointsOf(log)).toBe(0);
  expect(log.get().history?.run.number, "the expedition goes on").toBe(1);
});

it("begins anew with an expedition that another device began", () => {
  const { play, log, tell } = open();
  play.play({ type: "gather", tile: bush });
  play.play({ type: "bank" });
  const began = applyAction(play.getScene(), { type: "embark", plan });
  if (!began.ok) throw new Error(began.text);
  const before = { ...play.getScene(), world: began.world };
  const after = applyAction(before, { type: "move", path: ["east"] });
  if (!after.ok) throw new Error(after.text);
  tell({ type: "played", action: { type: "move", path: ["east"] }, before, after: { ...before, world: after.world } });
  expect(log.get().history?.run.number).toBe(2);
  expect(pointsOf(log), "nothing of the one before").toBe(0);
});

import { expect, test } from "vitest";
import { type Action, type ActionName, actionNames, rowOf } from "./actions";
import { applyAction } from "./apply";
import { describeAction } from "./describe";
import { emptyWorld } from "./player";
import { ANA, noDraws, play, playRun, START, sceneOf, whyNot } from "./testing";
import type { Scene } from "./types";
import { withdraw } from "./withdraw";

const UNIT = 10n ** 18n;
const signal: Action = { type: "signal", kind: 7 };
/** Every action but `embark`, with arguments that no check gets to see. */
const every = actionNames.filter((type) => type !== "embark").map(withZeros);

function withZeros(type: ActionName): Action {
  const args = Object.entries(rowOf(type).args).map(([name, { decode }]) => [name, decode(0n)]);
  return { type, ...Object.fromEntries(args) };
}

test("without an expedition, and after its end, only setting out is possible", () => {
  const none: Scene = { world: emptyWorld, self: ANA, nowSeconds: START, block: 1, draws: noDraws };
  for (const action of every) {
    expect(whyNot(none, action), action.type).toBe(`NoExpedition ${ANA}`);
    expect(whyNot(sceneOf({ t: 1200 }), action), action.type).toBe(`ExpeditionOver ${START + 1200}`);
  }
});

test("every action settles the falls of an earlier block first", () => {
  const draws = { falls: () => Uint8Array.from([0, 255]) };
  const run = { used: 2000, nightSteps: 2, nightBlock: 999 };
  expect(playRun(sceneOf({ run, t: 1000, draws }), signal)).toMatchObject({ used: 2029, fell: true, nightSteps: 0 });
});

test("what is refused leaves no trace, not even falls", () => {
  const draws = { falls: () => Uint8Array.from([0]) };
  const scene = sceneOf({ run: { used: 2080, nightSteps: 1, nightBlock: 999 }, t: 1000, draws });
  expect(whyNot(scene, signal)).toBe(`OutOfGrains ${START + 1010}`);
  expect(scene.world.players[ANA]?.run?.nightSteps).toBe(1);
});

test("no action changes the world that it was given, or another player", () => {
  const scene = sceneOf({ run: { tile: 32 * 64 + 33 } });
  const both: Scene = {
    ...scene,
    world: { ...scene.world, players: { ...scene.world.players, ben: play(scene, signal) } },
  };
  const before = structuredClone(both.world);
  const outcome = applyAction(both, { type: "gather", tile: 32 * 64 + 34 });
  expect(both.world).toEqual(before);
  expect(outcome.ok && outcome.world.players.ben).toBe(both.world.players.ben);
});

test("a sign is one of eight, and costs five grains", () => {
  expect(playRun(sceneOf(), signal).used).toBe(5);
  expect(whyNot(sceneOf(), { type: "signal", kind: 8 })).toBe("SignalUnknown 8 7");
});

test("every action has words for the card and for the log", () => {
  for (const action of every) {
    expect(describeAction(sceneOf(), action)).toMatch(/^[A-Z]/);
    expect(rowOf(action.type).words).toMatch(/^[A-Z]/);
  }
});

test("a refusal tells the player what to do", () => {
  const text = (scene: Scene, action: Action) => {
    const outcome = applyAction(scene, action);
    return outcome.ok ? "" : outcome.text;
  };
  expect(text(sceneOf({ run: { tile: 857 } }), { type: "move", path: ["east"] })).toBe(
    "You need boots to enter the hills.",
  );
  expect(text(sceneOf({ run: { tile: 32 * 64 + 12 + 30 } }), { type: "bank" })).toBe(
    "Go back to a camp first (8 tiles east).",
  );
  expect(text(sceneOf({ run: { used: 90 } }), signal)).toBe("Wait 3 s: you have too few grains.");
});

test("only what is in the vault is withdrawn", () => {
  const scene = sceneOf();
  const full = sceneOf({ player: { profile: { ...play(scene, signal).profile, vault: 5n * UNIT } } });
  expect(withdraw.apply(full, { amount: 0n })).toMatchObject({ reason: "AmountZero" });
  expect(withdraw.apply(full, { amount: 6n * UNIT })).toMatchObject({
    reason: "SandTooLow",
    seen: [5n * UNIT, 6n * UNIT],
  });
  const outcome = withdraw.apply(full, { amount: 2n * UNIT });
  expect(outcome.ok && outcome.world.players[ANA]?.profile).toMatchObject({ vault: 3n * UNIT, sand: 2n * UNIT });
});

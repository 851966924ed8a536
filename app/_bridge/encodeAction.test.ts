import { decodeFunctionData, slice, toFunctionSelector } from "viem";
import { expect, test } from "vitest";

import { hourglassAbi } from "@/app/_chain/generated/abis";
import { type Action, type ActionName, actionNames, rowOf } from "@/game/rules/actions";
import { directions, TILES } from "@/game/rules/island";
import { callingIds, lengthIds, placeIds, purses } from "@/game/rules/plan";
import { sessionFunctions } from "@/game/rules/sessionFunctions";
import { parseSavedQueue, writeSavedQueue } from "@/game/sync/savedQueue";
import { createRandom } from "@/scripts/vectors/random";
import { decodeAction, encodeAction } from "./encodeAction";

const hourglass = "0x0000000000000000000000000000000000000007";
const random = createRandom(5);
/** An argument at random, by its name. */
const sample: Record<string, () => unknown> = {
  tile: () => random.below(TILES + 2),
  item: () => random.below(40),
  recipe: () => random.below(20),
  errand: () => random.below(7),
  kind: () => random.below(9),
  maxSand: () => BigInt(random.below(90)) * 10n ** 18n,
  path: () => Array.from({ length: random.below(33) }, () => random.pick(directions)),
  plan: () => ({
    ...{ mode: random.pick([1, 2]), length: random.pick(lengthIds), calling: random.pick(callingIds) },
    ...{ tool: random.below(5), purse: random.pick(purses), start: random.pick(placeIds), of: random.below(2 ** 30) },
  }),
};
const sampleAction = (type: ActionName): Action => {
  const args = Object.keys(rowOf(type).args).map((name) => [name, sample[name]?.()]);
  return { type, ...Object.fromEntries(args) };
};
/** Every action, ten times each with different arguments. */
const sampled = actionNames.flatMap((name) => Array.from({ length: 10 }, () => sampleAction(name)));
const decode = (action: Action) => {
  const { data = "0x" } = encodeAction(hourglass, action);
  return decodeFunctionData({ abi: hourglassAbi, data });
};

test("every action calls the function of its name, which the grant allows, and every function of the grant is an action", () => {
  for (const action of sampled) expect(decode(action).functionName).toBe(action.type);
  const called = new Set(sampled.map((action) => slice(encodeAction(hourglass, action).data ?? "0x", 0, 4)));
  const granted = sessionFunctions.map(({ functionSignature }) => toFunctionSelector(functionSignature));
  expect([...called].toSorted()).toEqual(granted.toSorted());
});

test.each<[Action, readonly unknown[] | undefined]>([
  [{ type: "move", path: ["north", "west"] }, ["0x0003"]],
  [{ type: "move", path: [] }, ["0x"]],
  [{ type: "bank" }, undefined],
  [{ type: "unearth", tile: 77 }, [77n]],
  [{ type: "buy", item: 9, maxSand: 8n * 10n ** 18n }, [9n, 8n * 10n ** 18n]],
  [{ type: "signal", kind: 5 }, [5n]],
])("%o carries its arguments", (action, args) => {
  expect(decode(action).args).toEqual(args);
});

test("every call is read back as the action that it was; other calls are none", () => {
  const read = (action: Action) => decodeAction(hourglass, encodeAction(hourglass, action) as never);
  for (const action of sampled) expect(read(action)).toEqual(action);
  const { data = "0x" } = encodeAction(hourglass, { type: "unearth", tile: 7 });
  const strange = [`0x${"00".repeat(19)}08`, hourglass].map((to, index) => ({
    to,
    data: index ? data.slice(0, -2) : data,
  }));
  for (const call of strange) expect(decodeAction(hourglass, call as never)).toBeUndefined();
  expect(decodeAction(hourglass, { to: hourglass, data: "0x12345678" })).toBeUndefined();
  const north = encodeAction(hourglass, { type: "move", path: ["north"] }).data ?? "0x";
  const up = `${north.slice(0, -64)}09${"0".repeat(62)}` as const;
  expect(decodeAction(hourglass, { to: hourglass, data: up as never }), "no such way").toBeUndefined();
});

test("every action survives a reload", () => {
  const saved = { nextBatch: 3, queue: sampled };
  expect(parseSavedQueue(writeSavedQueue(saved))).toEqual(saved);
});

test.each([
  ["an amount that is not a number", { type: "buy", item: 9, maxSand: "many" }],
  ["an invalid tile", { type: "unearth", tile: -1 }],
  ["an invalid path", { type: "move", path: ["north", "up"] }],
  ["a missing argument", { type: "buy", item: 9 }],
  ["a plan that the contract refuses", { type: "embark", plan: { mode: 9 } }],
  ["an unknown action", { type: "fly" }],
  ["a name that every object has", { type: "toString" }],
])("a queue with %s is rejected", (_, action) => {
  expect(parseSavedQueue(JSON.stringify({ version: 2, nextBatch: 1, queue: [action] }))).toBeUndefined();
});

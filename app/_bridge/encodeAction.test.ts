import { decodeFunctionData, slice, toFunctionSelector } from "viem";
import { expect, test } from "vitest";

import { gameFunctions } from "@/app/_api/gameFunctions";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Action } from "@/game/rules/types";
import { parseSavedQueue, writeSavedQueue } from "@/game/sync/savedQueue";
import { encodeAction } from "./encodeAction";

const hourglass = "0x0000000000000000000000000000000000000007";
/** One of each; a kind that is missing does not compile. */
const actions: { [Kind in Action["type"]]: Extract<Action, { type: Kind }> } = {
  move: { type: "move", path: ["north", "west"] },
  gather: { type: "gather", tile: 5 },
  craft: { type: "craft", recipe: 3 },
  equip: { type: "equip", item: 11 },
  claim: { type: "claim", quest: 2 },
  buy: { type: "buy", item: 9, maxSand: 8n * 10n ** 18n },
  embark: { type: "embark" },
  finish: { type: "finish" },
  bank: { type: "bank", amount: 7n },
  unearth: { type: "unearth", tile: 77 },
};

test("every action is a call that the grant allows, and every function of the grant is an action", () => {
  const called = Object.values(actions).map((action) => slice(encodeAction(hourglass, action).data ?? "0x", 0, 4));
  const granted = gameFunctions.map(({ functionSignature }) => toFunctionSelector(functionSignature));
  expect(called.toSorted()).toEqual(granted.toSorted());
});

test.each([
  ["move", ["0x0003"]],
  ["bank", [7n]],
  ["unearth", [77n]],
  ["buy", [9n, 8n * 10n ** 18n]],
  ["embark", undefined],
] as const)("%s carries its arguments", (kind, args) => {
  const { data = "0x" } = encodeAction(hourglass, actions[kind]);
  expect(decodeFunctionData({ abi: hourglassAbi, data }).args).toEqual(args);
});

test("every action survives a reload", () => {
  const saved = { nextBatch: 3, queue: Object.values(actions) };
  expect(parseSavedQueue(writeSavedQueue(saved))).toEqual(saved);
});

test.each([
  ["an amount that is no number", { type: "bank", amount: "many" }],
  ["a tile that is none", { type: "unearth", tile: -1 }],
])("a queue with %s is not taken", (_, action) => {
  expect(parseSavedQueue(JSON.stringify({ version: 1, nextBatch: 1, queue: [action] }))).toBeUndefined();
});

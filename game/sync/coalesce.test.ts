import { expect, test } from "vitest";
import type { Action } from "../rules/actions";
import type { Direction } from "../rules/types";
import { coalesce } from "./coalesce";

const gather: Action = { type: "gather", tile: 1 };

test("consecutive moves become one path, everything else stays in order", () => {
  const { calls, rest } = coalesce(entries([walk(3), walk(2), gather, walk(1), gather, gather]));
  expect(calls.map((call) => call.action)).toEqual([walk(5), gather, walk(1), gather, gather]);
  expect(calls[0]?.parts.map((part) => part.action)).toEqual([walk(3), walk(2)]);
  expect(rest).toEqual([]);
});

test("a path has at most 32 steps, and a move is never split", () => {
  const { calls } = coalesce(entries([walk(20), walk(12), walk(1), walk(32)]));
  expect(calls.map((call) => call.action)).toEqual([walk(32), walk(1), walk(32)]);
});

test("a batch has at most 16 calls; joined moves count as one", () => {
  const played = [...Array.from({ length: 20 }, () => walk(1)), ...Array.from({ length: 20 }, () => gather)];
  const { calls, rest } = coalesce(entries(played));
  expect(calls).toHaveLength(16);
  expect(calls[0]?.action).toEqual(walk(20));
  expect(rest).toHaveLength(5);
});

test("a smaller limit is respected", () => {
  expect(coalesce(entries([gather, gather, gather]), 2).rest).toHaveLength(1);
});

function walk(steps: number): Action {
  return { type: "move", path: Array.from({ length: steps }, (): Direction => "north") };
}

function entries(actions: readonly Action[]): readonly { action: Action }[] {
  return actions.map((action) => ({ action }));
}

import { expect, test } from "vitest";
import { emptyDigs, emptyPack, newcomer } from "./player";
import { runOf } from "./testing";
import {
  decodeDigs,
  decodeDraw,
  decodeNodes,
  decodePack,
  decodeProfile,
  decodeRoom,
  decodeRun,
  encodeDigs,
  encodeDraw,
  encodeNodes,
  encodePack,
  encodeProfile,
  encodeRoom,
  encodeRun,
} from "./words";

test("a run is the same after it was written and read, with every field at its largest", () => {
  const run = runOf({
    ...{ tile: 4095, facing: "west", length: 3, mode: 2, calling: 3, purse: 2, oil: true, rations: 3, fell: true },
    ...{ worn: [31, 30, 29], number: 2 ** 20 - 1, used: 32_767, points: 65_535, nightSteps: 511 },
    ...{ nightBlock: 2 ** 20 - 1, nightLit: true, endsAt: 2 ** 32 - 1, seed: 2 ** 32 - 2, regions: 2n ** 64n - 1n },
  });
  expect(decodeRun(encodeRun(run))).toEqual(run);
  expect(encodeRun(run) >> 250n).toBe(0n);
});

test("each field of a run has its place", () => {
  const empty = encodeRun(
    runOf({ length: 1, tile: 0, facing: "north", calling: 1, purse: 0, number: 0, endsAt: 0, seed: 0 }),
  );
  const word = (changes: Parameters<typeof runOf>[0]) =>
    encodeRun(
      runOf({ length: 1, tile: 0, facing: "north", calling: 1, purse: 0, number: 0, endsAt: 0, seed: 0, ...changes }),
    ) ^ empty;
  expect(word({ tile: 1 })).toBe(1n);
  expect(word({ facing: "east" })).toBe(1n << 12n);
  expect(word({ number: 1 })).toBe(1n << 41n);
  expect(word({ used: 1 })).toBe(1n << 61n);
  expect(word({ nightSteps: 1 })).toBe(1n << 92n);
  expect(word({ endsAt: 1 })).toBe(1n << 121n);
  expect(word({ regions: 1n })).toBe(1n << 185n);
  expect(word({ nightLit: true })).toBe(1n << 249n);
});

test("no expedition is an empty word", () => {
  expect(encodeRun(undefined)).toBe(0n);
  expect(decodeRun(0n)).toBeUndefined();
});

test("a pack is the same after it was written and read", () => {
  const all = (count: number, value: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, value]));
  const pack = {
    ...{ goods: { ...all(10, 60), 17: 3, 18: 63 }, tools: [11, 19, 24], soldTide: 2 as const, sold: all(8, 127) },
    ...{ layers: 20, relicValue: 8191, spent: 120, room: 2 ** 32 - 1 },
  };
  expect(decodePack(encodePack(pack))).toEqual(pack);
  expect(encodePack({ ...emptyPack, tools: [11] })).toBe(1n << 72n);
  expect(encodePack({ ...emptyPack, room: 1 })).toBe(1n << 168n);
});

test("digs are the same after they were written and read", () => {
  const digs = {
    ...{ tide: 2 as const, dug: { 0: 3, 63: 1 }, done: 63, marks: 63, begun: 4, errands: 12, relics: 63 },
    ...{ eight: true, third: true, ruins: 15, posts: 15 },
  };
  expect(decodeDigs(encodeDigs(digs))).toEqual(digs);
  expect(encodeDigs({ ...emptyDigs, tide: 1 })).toBe(1n << 128n);
  expect(encodeDigs({ ...emptyDigs, posts: 8 })).toBe(1n << 164n);
});

test("profile, nodes, days and rooms are the same after they were written and read", () => {
  const {
    sand: _sand,
    relics: _relics,
    ...kept
  } = { ...newcomer.profile, number: 7, lastDay: 20_000, vault: 2n ** 96n - 1n };
  expect(decodeProfile(encodeProfile({ ...newcomer.profile, ...kept }))).toEqual(kept);
  const nodes = { tag: 2 ** 22 - 1, tiles: 2n ** 128n - 1n };
  expect(decodeNodes(encodeNodes(nodes))).toEqual(nodes);
  const named = { block: 2 ** 40, seed: undefined };
  expect(decodeDraw(encodeDraw(named))).toEqual(named);
  const room = { block: 9, seed: 0, startsAt: 2 ** 40 - 1, length: 3 as const };
  expect(decodeRoom(encodeRoom(room))).toEqual(room);
});

test("what does not fit its field is never written", () => {
  expect(() => encodeRun(runOf({ used: 32_768 }))).toThrow("does not fit 15 bits");
});

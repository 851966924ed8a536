import { expect, test } from "vitest";
import { newcomer } from "@/game/rules/player";
import { readStake } from "./stake";

test("there is something to lose as soon as anything is carried or in the vault", () => {
  const poor = { ...newcomer, sand: 0n, vault: 0n, items: {} };
  expect(readStake(undefined)).toBeUndefined();
  expect(readStake(poor)).toBeUndefined();
  expect(readStake({ ...poor, steps: 900 })).toBeUndefined();
  expect(readStake({ ...poor, vault: 1n })).toEqual({ sand: 1n, items: 0 });
  expect(readStake({ ...poor, sand: 2n, vault: 3n, items: { 1: 4, 2: 0, 5: 1 } })).toEqual({ sand: 5n, items: 5 });
});

import { expect, test } from "vitest";
import { newcomer } from "@/game/rules/player";
import { readStake } from "./stake";

test("there is something to lose as soon as anything is carried or in the vault", () => {
  const having = (changes: Partial<typeof newcomer.profile>) => ({
    ...newcomer,
    profile: { ...newcomer.profile, ...changes },
  });
  expect(readStake(undefined)).toBeUndefined();
  expect(readStake(newcomer)).toBeUndefined();
  expect(readStake(having({ number: 9, achievements: 3 }))).toBeUndefined();
  expect(readStake(having({ vault: 1n }))).toEqual({ sand: 1n, items: 0 });
  expect(readStake(having({ sand: 2n, vault: 3n, relics: [4, 0, 0, 0, 1, 0] }))).toEqual({ sand: 5n, items: 5 });
});

import { zeroAddress } from "viem";
import { describe, expect, it } from "vitest";
import type { OwnerAction } from "./ports";
import { type OwnerFacts, refuseConfined, refuseOwnerAction } from "./refuseAction";

const one = 10n ** 18n;
const at = (digit: string) => `0x${digit.repeat(40)}` as const;
const deployment = { hourglass: at("1"), bazaar: at("2"), sand: at("3"), items: at("4"), entryPoint: at("5") };
const [account, other] = [at("a"), at("b")];
const MASK = 28;
const offer = { number: 7n, seller: other, item: 26, left: 4, price: 2n * one };
const facts: OwnerFacts = {
  ...{ sand: 6n * one, vault: 5n * one, offer },
  ...{ isConfined: false, confinedUntil: 0 },
  items: { 26: 3n, [MASK]: 0n },
};
const refuse = (action: OwnerAction, changes: Partial<OwnerFacts> = {}) =>
  refuseOwnerAction(action, { ...facts, ...changes }, account, deployment);

describe("what is refused before the owner is asked", () => {
  it("does not include anything that the chain would accept", () => {
    const fine: OwnerAction[] = [
      { type: "withdraw", amount: 5n * one },
      { type: "list", item: 26, amount: 3, price: 1n },
      { type: "buyOffer", offer, amount: 3 },
      { type: "cancelOffer", offer },
      { type: "sendSand", to: other, amount: 6n * one },
      { type: "sendItem", to: other, item: 26, amount: 3 },
      { type: "openRoom", length: 2, inSeconds: 600 },
      { type: "openRoom", length: 3, inSeconds: 60 },
    ];
    for (const action of fine) expect(refuse(action), action.type).toBeUndefined();
    expect(refuse({ type: "release" }, { confinedUntil: 7 })).toBeUndefined();
  });

  it.each<[OwnerAction, RegExp]>([
    [{ type: "withdraw", amount: 5n * one + 1n }, /vault holds 5 Sand; this needs 5\.0*1 Sand/],
    [{ type: "withdraw", amount: 0n }, /amount of Sand above 0/],
    [{ type: "list", item: 26, amount: 4, price: one }, /have 3 idol on chain; this needs 4/],
    [{ type: "list", item: 26, amount: 0, price: one }, /at least 1/],
    [{ type: "list", item: 26, amount: 1.5, price: one }, /at least 1/],
    [{ type: "list", item: 26, amount: 1, price: 0n }, /price/],
    [{ type: "sendItem", to: other, item: MASK, amount: 1 }, /have 0 mask on chain; this needs 1/],
    [{ type: "buyOffer", offer, amount: 5 }, /only 4 left, and you asked for 5/],
    [{ type: "buyOffer", offer, amount: 4 }, /You have 6 Sand; this needs 8 Sand/],
    [{ type: "buyOffer", offer, amount: 0 }, /at least one/],
    [{ type: "sendSand", to: at("A"), amount: one }, /your own account/],
    [{ type: "sendSand", to: zeroAddress, amount: one }, /get it back/],
    [{ type: "sendItem", to: deployment.bazaar, item: 26, amount: 1 }, /get it back/],
    [{ type: "release" }, /already unlocked/],
    [{ type: "openRoom", length: 3, inSeconds: 61 }, /A Voyage starts within 1 min/],
  ])("%o", (action, words) => expect(refuse(action)).toMatch(words));

  it("includes an offer that is already gone, whatever the page still shows", () => {
    for (const gone of [undefined, { ...offer, left: 0 }]) {
      expect(refuse({ type: "buyOffer", offer, amount: 1 }, { offer: gone })).toContain("faster");
      expect(refuse({ type: "cancelOffer", offer }, { offer: gone })).toContain("gone");
    }
  });
});

describe("what a confined account refuses", () => {
  const leaving: OwnerAction[] = [
    { type: "list", item: 26, amount: 3, price: 1n },
    { type: "buyOffer", offer, amount: 3 },
    { type: "cancelOffer", offer },
    { type: "sendSand", to: other, amount: 6n * one },
    { type: "sendItem", to: other, item: 26, amount: 3 },
  ];
  const play: OwnerAction[] = [
    { type: "withdraw", amount: one },
    { type: "openRoom", length: 1, inSeconds: 60 },
    { type: "release" },
  ];
  const [until, day] = [1_800_000_000, 86_400];
  const guest = { isConfined: true, confinedUntil: 0 };
  const secured = { isConfined: true, confinedUntil: until };

  it("includes everything that leaves the game, with what can be done about it", () => {
    for (const action of leaving) {
      expect(refuseConfined(action, guest, until), action.type).toMatchObject({ remedy: "secure" });
      expect(refuseConfined(action, secured, until + 1), action.type).toMatchObject({ remedy: "release" });
      expect(refuseConfined(action, { isConfined: false, confinedUntil: 0 }, until), action.type).toBeUndefined();
    }
  });

  it("states the hours left, the last of which ends with the last second", () => {
    const [action] = leaving as [OwnerAction];
    const wait = (seconds: number) => refuseConfined(action, secured, until - seconds);
    expect(wait(day)).toEqual({ reason: expect.stringContaining("For 24 more hours") });
    expect(wait(3601)).toEqual({ reason: expect.stringContaining("For 2 more hours") });
    expect(wait(3600)).toEqual({ reason: expect.stringContaining("For 1 more hour nothing") });
    expect(wait(-1)).toMatchObject({ remedy: "release" });
  });

  it("does not include what stays in the game", () => {
    for (const action of play) {
      for (const facts of [guest, secured]) expect(refuseConfined(action, facts, until)).toBeUndefined();
    }
  });
});

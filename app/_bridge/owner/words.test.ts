import { describe, expect, it } from "vitest";
import { namePlayer } from "@/game/rules/playerName";
import type { OwnerAction } from "./ports";
import { describeOpenedRoom, describeOwnerAction, sandText } from "./words";

const one = 10n ** 18n;
const seller = "0x00000000000000000000000000000000000000a1";
const offer = { number: 7n, seller, item: 1, left: 4, price: 2n * one } as const;
const sentenceOf = (action: OwnerAction) => describeOwnerAction(action).sentence;

describe("what is said before the owner signs", () => {
  it("names goods, price and who holds the goods during a sale", () => {
    expect(sentenceOf({ type: "list", item: 1, amount: 3, price: 2n * one })).toBe(
      "Sell 3 wood for 2 Sand each in the Bazaar. The Bazaar keeps what you offer until somebody buys it or you take it back.",
    );
    expect(sentenceOf({ type: "list", item: 1, amount: 1, price: one / 2n })).toContain("Sell 1 wood for 0.5 Sand in");
  });

  it("states the whole cost of a purchase, and who is paid", () => {
    expect(sentenceOf({ type: "buyOffer", offer, amount: 3 })).toBe(
      `Buy 3 wood from ${namePlayer(seller)} for 6 Sand in all, 2 Sand each. You pay exactly that or nothing.`,
    );
    expect(sentenceOf({ type: "buyOffer", offer, amount: 1 })).not.toContain("each");
  });

  it("states the full address that things are sent to, and that they cannot be taken back", () => {
    for (const action of [
      { type: "sendSand", to: seller, amount: one } as const,
      { type: "sendItem", to: seller, item: 1, amount: 2 } as const,
    ]) {
      expect(sentenceOf(action)).toContain(`to ${seller}`);
      expect(sentenceOf(action)).toContain("cannot be taken back");
    }
  });

  it("says what withdrawing and cancelling change", () => {
    expect(sentenceOf({ type: "withdraw", amount: 5n * one })).toMatch(
      /Withdraw 5 Sand .* session key can then spend it/,
    );
    expect(sentenceOf({ type: "cancelOffer", offer })).toContain("4 wood");
  });

  it("says when a room starts and what it costs, and afterwards which one it is", () => {
    const words = describeOwnerAction({ type: "openRoom", length: 1, inSeconds: 120 });
    expect(words).toMatchObject({ title: "Open a room for a Dash", done: "Your room is open." });
    expect(words.sentence).toMatch(/starts in 2 min, for everybody who joins. It costs no Sand/);
    expect(describeOpenedRoom(words, 7).done).toMatch(/^Room 7 is open/);
  });

  it("never shortens an amount that is signed", () => {
    expect(sandText(1n)).toBe("0.000000000000000001 Sand");
    expect(sandText(one + 1n)).toBe("1.000000000000000001 Sand");
  });
});

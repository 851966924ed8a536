import { expect, test } from "vitest";
import { priceLoad } from "./load";
import { emptyPack } from "./player";
import { runOf } from "./testing";

/** A Delver's goods have no factor; a full purse has none either. */
const plain = runOf({ calling: 2, purse: 2 });
const carry = (goods: Record<number, number>, more = {}) => ({ ...emptyPack, goods, ...more });

test("a tide buys its demand at the full price, as much at half, and the rest at a quarter", () => {
  expect(priceLoad(plain, carry({ 6: 9 }), 0, 0)).toBe(72);
  expect(priceLoad(plain, carry({ 6: 10 }), 0, 0)).toBe(76);
  expect(priceLoad(plain, carry({ 6: 18 }), 0, 0)).toBe(108);
  expect(priceLoad(plain, carry({ 6: 19 }), 0, 0)).toBe(110);
});

test("what was sold in this tide counts towards the demand, but not what was sold in another", () => {
  expect(priceLoad(plain, carry({ 6: 2 }, { soldTide: 1, sold: { 6: 8 } }), 1, 0)).toBe(14);
  expect(priceLoad(plain, carry({ 6: 2 }, { soldTide: 0, sold: { 6: 8 } }), 1, 0)).toBe(19);
});

test("each kind beyond the first adds eight percent, at most forty, and all relics are one kind", () => {
  const kinds = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, 2]));
  expect(priceLoad(plain, carry({ 6: 5 }, { layers: 2, relicValue: 60 }), 0, 0)).toBe(108);
  // 4 + 4 + 6 + 8 + 6 + 16 of the first six, with 1.40; pearls add 28 and no more percent.
  expect(priceLoad(plain, carry(kinds(6)), 0, 0)).toBe(61);
  expect(priceLoad(plain, carry(kinds(7)), 0, 0)).toBe(100);
});

test("tide and calling raise goods; relics carry theirs from the dig; a post pays three quarters; an empty purse more", () => {
  const forager = runOf({ calling: 1, purse: 0 });
  expect(priceLoad(forager, carry({ 8: 5 }), 2, 0)).toBe(228);
  expect(priceLoad(forager, carry({ 8: 5 }), 2, 3)).toBe(171);
  expect(priceLoad(plain, carry({}, { layers: 1, relicValue: 100 }), 2, 0)).toBe(100);
});

test("parts are worth nothing", () => {
  expect(priceLoad(plain, carry({ 9: 5, 17: 5 }), 0, 0)).toBe(0);
});

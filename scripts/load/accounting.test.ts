import { numberToHex } from "viem";
import { expect, test } from "vitest";
import { compareKnown, compareLedger, compareStates, type Known, type Ledger } from "./accounting";

const account = numberToHex(0xab, { size: 20 });
const other = numberToHex(0xcd, { size: 20 });
const hash = (n: number) => numberToHex(n, { size: 32 });
const known: Known = { account, actions: 3, operations: [hash(1), hash(2)] };

test("two sides fit when each action and operation is there once, in any order and case", () => {
  const capital = "0x00000000000000000000000000000000000000AB";
  expect(compareKnown("a and b", [known], [{ ...known, account: capital, operations: [hash(2), hash(1)] }])).toEqual(
    [],
  );
});

test.each<[string, Known[], RegExp]>([
  ["a lost action", [{ ...known, actions: 2 }], /\+ +actions: 2[\s\S]*- +actions: 3/],
  ["a doubled action", [{ ...known, actions: 4 }], /\+ +actions: 4/],
  ["a lost operation", [{ ...known, operations: [hash(1)] }], /- +'0x0{63}2'/],
  ["one that nobody knew", [{ ...known, operations: [hash(1), hash(2), hash(3)] }], /\+ +'0x0{63}3'/],
  ["an operation told twice", [{ ...known, operations: [hash(1), hash(2), hash(2)] }], /\+ +'0x0{63}2'/],
  ["a lost account", [], /- +account: '0x0{38}ab'/],
  ["an account too many", [known, { ...known, account: other }], /\+ +account: '0x0{38}cd'/],
])("they do not fit: %s", (_, second, words) => {
  expect(compareKnown("a and b", [known], second)).toEqual([expect.stringMatching(words)]);
});

const state = { expedition: 1, tile: 2080, points: 5, goods: { 1: 2 } };

test("a player is where the chain has them, with what they carry, or it is told how it differs", () => {
  expect(compareStates(account, state, structuredClone(state))).toEqual([]);
  for (const other of [undefined, { ...state, tile: 2081 }, { ...state, points: 10 }, { ...state, goods: { 1: 4 } }]) {
    expect(compareStates(account, state, other)).toEqual([expect.stringContaining("played to")]);
  }
});

const onChain = { ...known, state, sponsoredWei: 5n };
const budget = { subject: account, promisedWei: 10n, limitWei: 40n };
const ledger: Ledger = {
  accounts: [budget],
  everybody: [{ subject: other, promisedWei: 10n, limitWei: 100n }],
  vouchers: [{ account, maxWei: 10n }],
};

test("the ledger fits when budgets are the sum of their vouchers, over several days too", () => {
  expect(compareLedger(ledger, [onChain])).toEqual([]);
  const days = [4n, 6n].map((promisedWei) => ({ subject: other, promisedWei, limitWei: 100n }));
  expect(compareLedger({ ...ledger, everybody: days }, [onChain])).toEqual([]);
});

test.each<[string, Partial<Ledger>, RegExp]>([
  ["above its limit", { accounts: [{ ...budget, limitWei: 9n }] }, /10 wei promised, 9 allowed/],
  ["with a voucher that no budget paid", { vouchers: [...ledger.vouchers, { account: other, maxWei: 1n }] }, /for 1$/],
  ["taken twice", { accounts: [{ ...budget, promisedWei: 20n }] }, /20 wei promised, vouchers for 10/],
  ["of a day, taken twice", { everybody: [{ ...budget, promisedWei: 20n }] }, /of everybody: 20/],
])("the ledger does not fit: a budget %s", (_, change, words) => {
  expect(compareLedger({ ...ledger, ...change }, [onChain])).toContainEqual(expect.stringMatching(words));
});

test("the ledger does not fit when the chain paid more than was promised", () => {
  expect(compareLedger(ledger, [{ ...onChain, sponsoredWei: 11n }])).toEqual([expect.stringMatching(/11 wei paid/)]);
});

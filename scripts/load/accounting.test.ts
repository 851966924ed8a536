import { numberToHex } from "viem";
import { expect, test } from "vitest";
import { compareKnown, compareLedger, type Known, type Ledger } from "./accounting";

const account = numberToHex(0xab, { size: 20 });
const other = numberToHex(0xcd, { size: 20 });
const hash = (n: number) => numberToHex(n, { size: 32 });
const known: Known = { account, steps: 3, operations: [hash(1), hash(2)] };

test("two sides fit when each step and operation is there once, in any order and case", () => {
  const capital = "0x00000000000000000000000000000000000000AB";
  expect(compareKnown("a and b", [known], [{ ...known, account: capital, operations: [hash(2), hash(1)] }])).toEqual(
    [],
  );
});

test.each<[string, Known[], RegExp]>([
  ["a lost step", [{ ...known, steps: 2 }], /\+ +steps: 2[\s\S]*- +steps: 3/],
  ["a doubled step", [{ ...known, steps: 4 }], /\+ +steps: 4/],
  ["a lost operation", [{ ...known, operations: [hash(1)] }], /- +'0x0{63}2'/],
  ["one that nobody knew", [{ ...known, operations: [hash(1), hash(2), hash(3)] }], /\+ +'0x0{63}3'/],
  ["an operation told twice", [{ ...known, operations: [hash(1), hash(2), hash(2)] }], /\+ +'0x0{63}2'/],
  ["a lost account", [], /- +account: '0x0{38}ab'/],
  ["an account too many", [known, { ...known, account: other }], /\+ +account: '0x0{38}cd'/],
])("they do not fit: %s", (_, second, words) => {
  expect(compareKnown("a and b", [known], second)).toEqual([expect.stringMatching(words)]);
});

const onChain = { ...known, stepsByState: 3, sponsoredWei: 5n };
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

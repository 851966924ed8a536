import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";

import { compareLedger, comparePlayed, compareProjections, type Ledger } from "./accounting";

const account = numberToHex(0xab, { size: 20 });
const other = numberToHex(0xcd, { size: 20 });
const hash = (n: number) => numberToHex(n, { size: 32 });

const played = { account, confirmed: 3, open: 0, undone: 0, operations: [hash(1), hash(2)] };
const onChain = { account, stepsByEvents: 3, stepsByState: 3, operations: [hash(2), hash(1)], sponsoredWei: 5n };
const inDatabase = { account, steps: 3, operations: [hash(1), hash(2)] };

describe("what was played and what is on chain", () => {
  test("fit when each step is there once", () => {
    expect(comparePlayed([played], [onChain])).toEqual([]);
    // Addresses come in mixed case from one side.
    expect(comparePlayed([{ ...played, account: "0x00000000000000000000000000000000000000AB" }], [onChain])).toEqual(
      [],
    );
  });

  test.each([
    ["a step that never settled", { open: 1 }, {}, /1 steps were played and never settled/],
    ["a step that was undone", { undone: 1 }, {}, /1 steps were undone/],
    ["a lost step", { confirmed: 4 }, {}, /4 steps confirmed, 3 on chain/],
    ["a doubled step", {}, { stepsByEvents: 4, stepsByState: 4 }, /3 steps confirmed, 4 on chain/],
    ["events and state that differ", {}, { stepsByState: 2 }, /3 steps by events, 2 by state/],
    ["a lost operation", {}, { operations: [hash(1)] }, /1 only in the first/],
    ["an operation that nobody confirmed", {}, { operations: [hash(1), hash(2), hash(3)] }, /1 only in the second/],
    ["an operation told twice", { operations: [hash(1), hash(2), hash(2)] }, {}, /twice/],
  ])("do not fit: %s", (_, playedChange, chainChange, words) => {
    expect(comparePlayed([{ ...played, ...playedChange }], [{ ...onChain, ...chainChange }])).toContainEqual(
      expect.stringMatching(words),
    );
  });

  test("do not fit when the chain has never heard of the player", () => {
    expect(comparePlayed([played], [])).toContainEqual(expect.stringMatching(/3 steps confirmed, 0 on chain/));
  });
});

describe("the projections", () => {
  test("fit the chain", () => {
    expect(compareProjections([onChain], [inDatabase])).toEqual([]);
  });

  test.each([
    ["a lost row", [], /on chain and not in the database/],
    ["a row too many", [inDatabase, { ...inDatabase, account: other }], /in the database and not on chain/],
    ["a step counted twice", [{ ...inDatabase, steps: 4 }], /3 steps on chain, 4 in the database/],
    ["a lost operation", [{ ...inDatabase, operations: [hash(1)] }], /1 only in the first/],
  ])("do not fit: %s", (_, database, words) => {
    expect(compareProjections([onChain], database)).toContainEqual(expect.stringMatching(words));
  });
});

describe("the ledger", () => {
  const ledger: Ledger = {
    accounts: [{ subject: account, promisedWei: 10n, limitWei: 40n }],
    everybody: [{ subject: other, promisedWei: 10n, limitWei: 100n }],
    vouchers: [{ account, maxWei: 10n }],
  };

  test("fits when budgets are the sum of their vouchers, over several days too", () => {
    expect(compareLedger(ledger, [onChain])).toEqual([]);
    const days = [
      { subject: other, promisedWei: 4n, limitWei: 100n },
      { subject: other, promisedWei: 6n, limitWei: 100n },
    ];
    expect(compareLedger({ ...ledger, everybody: days }, [onChain])).toEqual([]);
  });

  test.each<[string, Partial<Ledger>, RegExp]>([
    [
      "a budget above its limit",
      { accounts: [{ subject: account, promisedWei: 10n, limitWei: 9n }] },
      /10 wei promised, 9 allowed/,
    ],
    [
      "a voucher that no budget paid",
      {
        vouchers: [
          { account, maxWei: 10n },
          { account: other, maxWei: 1n },
        ],
      },
      /vouchers for 1/,
    ],
    [
      "a budget that was taken twice",
      { accounts: [{ subject: account, promisedWei: 20n, limitWei: 40n }] },
      /vouchers for 10/,
    ],
    [
      "a day that was taken twice",
      { everybody: [{ subject: other, promisedWei: 20n, limitWei: 100n }] },
      /of everybody: 20/,
    ],
  ])("does not fit: %s", (_, change, words) => {
    expect(compareLedger({ ...ledger, ...change }, [onChain])).toContainEqual(expect.stringMatching(words));
  });

  test("does not fit when the chain paid more than was promised", () => {
    expect(compareLedger(ledger, [{ ...onChain, sponsoredWei: 11n }])).toEqual([expect.stringMatching(/11 wei paid/)]);
  });
});

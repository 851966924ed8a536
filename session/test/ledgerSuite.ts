import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import type { LedgerEntry, LedgerTake, LedgerVerdict, SponsorLedger } from "../src/sponsor/ledger/ledger.ts";

const CHAIN_ID = 31337;
const paymaster = numberToHex(0xabc004, { size: 20 });
const most = 2n ** 97n;
const DAY_SECONDS = 86_400;

const addressOf = (account: number) => numberToHex(account, { size: 20 });
const hashOf = (hash: number) => numberToHex(hash, { size: 32 });
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

/** A promise to a session; each number is another one. */
const session = (account: number, number: number, maxCost = 10n): LedgerEntry => ({
  ...{ chainId: CHAIN_ID, paymaster, kind: "session", account: addressOf(account), key: hashOf(number), generation: 1 },
  ...{ digest: hashOf(number), paymasterData: numberToHex(number), maxCost, validUntil: inAnHour() },
});

/** A promise to an operation, another one for each `number`; of those with the same nonce only one can be used. */
const operation = (account: number, number: number, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...session(account, number),
  ...{ kind: "operation", nonce: BigInt(number), ...changes },
});

/** The budgets of an entry, with the limits that a test is about; all others are wide. */
function takesOf(
  { kind, account }: LedgerEntry,
  limits: { ownerCalls?: bigint; account?: bigint; network?: bigint; everybody?: bigint } = {},
  network = "unknown",
  everybody: string = paymaster,
): LedgerTake[] {
  return [
    ...(kind === "operation"
      ? [{ scope: "ownerCalls" as const, subject: account, limit: limits.ownerCalls ?? most }]
      : []),
    { scope: "account", subject: account, limit: limits.account ?? most },
    { scope: "network", subject: network, limit: limits.network ?? most },
    { scope: "everybody", subject: everybody, limit: limits.everybody ?? most },
  ];
}

const given = (verdicts: readonly LedgerVerdict[]) =>
  verdicts.filter(({ kind }) => kind === "written" || kind === "standing");

/**
 * What every ledger must do, however it stores its data.
 * @param name Its name.
 * @param read Two servers that share it; the same one twice if there can be no second.
 */
export function ledgerSuite(name: string, read: () => readonly [SponsorLedger, SponsorLedger]): void {
  const on = (server: number) => read()[server % 2 ? 1 : 0];
  const promise = (server: number, entry: LedgerEntry, limits?: Parameters<typeof takesOf>[1]) =>
    on(server).promise(entry, takesOf(entry, limits));
  const has = (account: number, of?: number) =>
    on(1).has({ chainId: CHAIN_ID, account: addressOf(account), session: of === undefined ? undefined : hashOf(of) });

  describe(`the sponsor's ledger, ${name}`, () => {
    test("keeps all digits of the widest numbers", async () => {
      const widest = session(1, 1, 2n ** 96n + 1n);
      const own = { ...widest, paymaster: addressOf(0xa1) };
      await on(0).promise(own, takesOf(own, {}, "wide", own.paymaster));
      expect(await on(1).promisedToday(own)).toBe(widest.maxCost);
      const refused = await on(1).promise({ ...own, key: hashOf(11) }, takesOf(own, {}, "wide", own.paymaster));
      expect(refused).toMatchObject({
        kind: "exhausted",
        more: widest.maxCost,
        take: { scope: "account", limit: most },
      });
    });

    test("gives the same voucher for the same grant and takes from the budgets once, also for simultaneous requests", async () => {
      const asked = Array.from({ length: 10 }, (_, index) => promise(index, session(2, 2), { account: 10n }));
      const answers = await Promise.all(asked);
      expect(answers.filter(({ kind }) => kind === "written")).toHaveLength(1);
      expect(answers.filter(({ kind }) => kind === "standing")).toHaveLength(9);
      for (const answer of answers) expect(answer).toMatchObject({ paymasterData: numberToHex(2) });
    });

    test("refuses another grant for the same session", async () => {
      await promise(0, session(3, 3));
      expect(await promise(1, { ...session(3, 3), digest: hashOf(99) })).toEqual({ kind: "conflict" });
    });

    test("gives another voucher for the same session if another signer signs, and counts both", async () => {
      const first = session(12, 12);
      const second = { ...first, paymasterData: numberToHex(13), generation: 2 };
      const limits = { account: 20n };
      expect(await promise(0, first, limits)).toMatchObject({ kind: "written" });
      const asked = await Promise.all([0, 1, 0, 1].map((server) => promise(server, second, limits)));
      for (const answer of asked) expect(answer).toMatchObject({ paymasterData: second.paymasterData });
      expect(await promise(1, first, limits)).toMatchObject({ kind: "standing", paymasterData: first.paymasterData });
      expect(await promise(0, session(12, 14), limits)).toMatchObject({ kind: "exhausted" });
    });

    test("never promises more to an account than its day allows, with two servers deciding at once", async () => {
      const asked = Array.from({ length: 20 }, (_, index) => promise(index, session(4, 400 + index), { account: 70n }));
      const answers = await Promise.all(asked);
      expect(given(answers)).toHaveLength(7);
      const midnight = (Math.floor(Date.now() / 1000 / DAY_SECONDS) + 1) * DAY_SECONDS;
      const usedUp = { kind: "exhausted", more: 10n, retryAt: midnight, take: { scope: "account", limit: 70n } };
      expect(answers.find(({ kind }) => kind === "exhausted")).toMatchObject(usedUp);
    });

    test("never promises more to everybody than the day allows, and a refused voucher leaves nothing behind", async () => {
      const own = (index: number) => ({ ...session(500 + index, 5), paymaster: addressOf(0xe5) });
      const ask = (index: number, account = 10n) =>
        on(index).promise(own(index), takesOf(own(index), { everybody: 55n, account }, "unknown", addressOf(0xe5)));
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
      expect(given(answers)).toHaveLength(5);
      expect(await on(0).promisedToday(own(0))).toBe(50n);
      for (const [index, { kind }] of answers.entries()) {
        expect(await has(500 + index, 5)).toBe(kind === "written");
        // What it had taken from the account's budget was given back.
        if (kind !== "exhausted") continue;
        const elsewhere = { ...session(500 + index, 6), paymaster: addressOf(0xe6) };
        const again = await on(index).promise(
          elsewhere,
          takesOf(elsewhere, { account: 10n }, "unknown", addressOf(0xe6)),
        );
        expect(again).toMatchObject({ kind: "written" });
      }
    });

    test("never promises more to a network than its day allows, with two servers deciding at once", async () => {
      const near = (index: number, network: string) => {
        const entry = session(800 + index, 8);
        return on(index).promise(entry, takesOf(entry, { network: 35n }, network));
      };
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => near(index, "203.0.113.0/24")));
      expect(given(answers)).toHaveLength(3);
      expect(answers.find(({ kind }) => kind === "exhausted")).toMatchObject({ take: { scope: "network" } });
      // Another network has its own daily budget.
      expect(await near(30, "203.0.114.0/24")).toMatchObject({ kind: "written" });
    });

    test("separates the budget of single operations from that of the account's sessions", async () => {
      const limits = { account: 50n, ownerCalls: 25n };
      const ask = (number: number) => promise(number, operation(9, number), limits);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(900 + index)));
      expect(given(answers)).toHaveLength(2);
      expect(answers.find(({ kind }) => kind === "exhausted")).toMatchObject({ take: { scope: "ownerCalls" } });
      // The existing voucher stays, and costs nothing more.
      const written = answers.findIndex(({ kind }) => kind === "written") + 900;
      expect(await ask(written)).toEqual({ kind: "standing", paymasterData: numberToHex(written) });
      for (const number of [91, 92, 93]) await promise(0, session(9, number), limits);
      expect(await promise(0, session(9, 94), limits)).toMatchObject({ take: { scope: "account" } });
    });

    test("counts vouchers of one nonce once, at the highest cost, with two servers deciding at once", async () => {
      const limits = { ownerCalls: 30n };
      const ask = (number: number, maxCost: bigint, nonce = 1n) =>
        promise(number, operation(10, number, { nonce, maxCost }), limits);
      await Promise.all(Array.from({ length: 40 }, (_, index) => ask(1_000 + index, 10n + BigInt(index % 11))));
      // Twenty are counted: eleven more are too many, ten more for another nonce are not.
      expect(await ask(1_100, 31n)).toMatchObject({ kind: "exhausted", more: 11n });
      expect(await ask(1_103, 11n, 2n)).toMatchObject({ kind: "exhausted", more: 11n });
      expect(await ask(1_101, 10n, 2n)).toMatchObject({ kind: "written" });
      expect(await ask(1_102, 1n, 3n)).toMatchObject({ kind: "exhausted" });
    });

    test("gives endings of a promised session a voucher although every budget is used up, up to a limit", async () => {
      const none = { account: 0n, ownerCalls: 0n, network: 0n, everybody: 0n };
      const end = (number: number) => {
        const entry = operation(11, number);
        return on(number).promise(entry, takesOf(entry, none), { perSession: 160n });
      };
      expect(await end(1_200)).toMatchObject({ kind: "exhausted" });
      await promise(0, session(11, 11));
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => end(1_201 + index)));
      expect(given(answers)).toHaveLength(16);
      // Anything that is not an ending is refused as usual.
      expect(await promise(0, operation(11, 1_300), none)).toMatchObject({ kind: "exhausted" });
    });

    test("refuses a voucher that alone is above a budget", async () => {
      expect(await promise(0, session(6, 6, 11n), { account: 10n })).toMatchObject({ kind: "exhausted", more: 11n });
      expect(await has(6)).toBe(false);
    });

    test("knows which sessions and accounts were promised anything, and does not take an operation for a session", async () => {
      await promise(0, session(13, 1_401));
      await promise(0, operation(14, 1_402));
      expect([await has(13), await has(13, 1_401), await has(13, 1_402)]).toEqual([true, true, false]);
      expect([await has(14), await has(14, 1_402)]).toEqual([false, false]);
      expect(await on(0).has({ chainId: 1, account: addressOf(13) })).toBe(false);
    });

    test("keeps promises of another chain and another paymaster separate", async () => {
      const entry = session(15, 1_501);
      expect(await promise(0, entry)).toMatchObject({ kind: "written" });
      for (const other of [{ chainId: 8453 }, { chainId: 11_297_108_109 }, { paymaster: addressOf(0xf) }]) {
        expect(await promise(1, { ...entry, ...other, digest: hashOf(9) })).toMatchObject({ kind: "written" });
      }
    });
  });
}

import { numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { ledgerSuite } from "../../../test/ledgerSuite.ts";
import type { LedgerEntry } from "./ledger.ts";
import { memoryLedger } from "./memoryLedger.ts";

const own = memoryLedger();
// A ledger in memory has no second server.
ledgerSuite("in memory", () => [own, own]);

describe("a day in memory", () => {
  const DAY_MS = 86_400_000;
  const account = numberToHex(1, { size: 20 });
  const entry = (kind: LedgerEntry["kind"], number: number, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
    ...{ chainId: 1, paymaster: numberToHex(2, { size: 20 }), kind, account, key: numberToHex(number), generation: 1 },
    ...{ digest: numberToHex(number), paymasterData: "0x12", maxCost: 10n, validUntil: 3 * 86_400, ...changes },
  });

  test("ends at midnight UTC: budgets restart, and a nonce counts again", async () => {
    let nowMs = DAY_MS - 1;
    const ledger = memoryLedger(() => nowMs);
    const takes = [{ scope: "account", subject: account, limit: 10n }] as const;
    expect(await ledger.promise(entry("operation", 1, { nonce: 7n }), takes)).toMatchObject({ kind: "written" });
    expect(await ledger.promise(entry("session", 2), takes)).toMatchObject({ kind: "exhausted", retryAt: 86_400 });
    nowMs = DAY_MS;
    expect(await ledger.promise(entry("operation", 3, { nonce: 7n }), takes)).toMatchObject({ kind: "written" });
    expect(await ledger.promise(entry("session", 2), takes)).toMatchObject({ kind: "exhausted" });
  });

  test("keeps what has not expired, and forgets what has", async () => {
    let nowMs = 0;
    const ledger = memoryLedger(() => nowMs);
    await ledger.promise(entry("session", 1, { validUntil: 10 }), []);
    await ledger.promise(entry("session", 2), []);
    nowMs = DAY_MS;
    expect(await ledger.promise(entry("session", 2), [])).toMatchObject({ kind: "standing" });
    expect(await ledger.promise(entry("session", 1), [])).toMatchObject({ kind: "written" });
    // One session of yesterday is still running: its endings are still paid for.
    const ending = { perSession: 10n };
    const none = [{ scope: "everybody", subject: "all", limit: 0n }] as const;
    nowMs = 2 * DAY_MS;
    expect(await ledger.promise(entry("operation", 4), none, ending)).toMatchObject({ kind: "written" });
    nowMs = 4 * DAY_MS;
    expect(await ledger.promise(entry("operation", 5), none, ending)).toMatchObject({ kind: "exhausted" });
  });
});

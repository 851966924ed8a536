import { parseEther } from "viem";
import { expect, test } from "vitest";

import { requireSponsorLimits } from "../../app/_env/sponsorLimits.ts";
import { formatDuration, formatEth, formatStatus } from "./format.ts";
import type { Status } from "./readStatus.ts";

const none = { mostWei: 0n, subject: undefined, subjects: 0 };
const status: Status = {
  chainId: 31337,
  paymaster: "0xpaymaster",
  ...{ owner: "0xowner", watcher: "0xwatcher", signer: "0xsigner" },
  depositWei: parseEther("7.25"),
  stakeWei: parseEther("1"),
  unstakeDelaySeconds: 86_400,
  withdrawAt: 0,
  limits: requireSponsorLimits({}, 31337),
  today: {
    day: "2026-11-27",
    promised: {
      everybody: { mostWei: parseEther("20"), subject: "0xpaymaster", subjects: 1 },
      network: { mostWei: parseEther("8"), subject: "203.0.113.0/24", subjects: 3 },
      account: { mostWei: parseEther("12"), subject: "0xaccount", subjects: 5 },
      ownerCalls: none,
    },
    spentWei: parseEther("0.125"),
    operations: 9,
    undone: 2,
    topAccounts: [{ account: "0xaccount", promisedWei: parseEther("12"), spentWei: parseEther("0.1"), operations: 7 }],
  },
};

test("the status says what there is, what is promised of what, what was spent, and by whom", () => {
  expect(formatStatus(status)).toBe(`Sponsor 0xpaymaster on chain 31337
  owner           0xowner
  watcher         0xwatcher
  signer          0xsigner
  deposit         7.25 ETH
  stake           1 ETH, 1 d to unlock

Promised today (2026-11-27, UTC), the most of each kind
  everybody       20 ETH of 2000 ETH (1 %)
  one range       8 ETH of 2000 ETH (0 %)  203.0.113.0/24, of 3 ranges
  one account     12 ETH of 48 ETH (25 %)  0xaccount, of 5 accounts
  its operations  0 ETH of 4 ETH (0 %)

Spent today, as far as the chain is indexed
  gas             0.125 ETH
  operations      9, 2 of them undone

Accounts that take most
  0xaccount  spent 0.1 ETH in 7 operations, promised 12 ETH`);
});

test("a low deposit, a stake that is gone or going, and a day without players are said", () => {
  const low = formatStatus({ ...status, depositWei: 1n, stakeWei: 0n, today: { ...status.today, topAccounts: [] } });
  expect(low).toContain("deposit         0.000000000000000001 ETH  LOW: below 5 ETH (SPONSOR_LOW_DEPOSIT_WEI)");
  expect(low).toContain("stake           none: bundlers refuse");
  expect(low).toContain("none today");
  expect(formatStatus({ ...status, withdrawAt: 1_800_000_000 })).toContain(
    "unlocked: may be withdrawn after 2027-01-15T08:00:00.000Z (1 d to unlock)",
  );
  const limits = { ...status.limits, SPONSOR_DAY_WEI: 0n };
  expect(formatStatus({ ...status, limits })).toContain("20 ETH of 0 ETH (100 %)");
});

test("amounts keep all digits, durations lose none", () => {
  expect(formatEth(1_000_000_000_000_000_001n)).toBe("1.000000000000000001 ETH");
  expect([0, 59, 3_661, 90_061].map(formatDuration)).toEqual(["0 s", "59 s", "1 h 1 min 1 s", "1 d 1 h 1 min 1 s"]);
});

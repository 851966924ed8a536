import { describe, expect, it } from "vitest";
import {
  formatAgo,
  formatAmount,
  formatClock,
  formatDuration,
  formatEth,
  formatLatency,
  plural,
  shortHex,
} from "./format";

const one = 10n ** 18n;

describe("formatAmount", () => {
  it("cuts and never rounds up", () => {
    expect(formatAmount(one * 2n - 1n)).toBe("1.99");
  });

  it("drops zeros that say nothing and groups thousands", () => {
    expect(formatAmount(one * 12_500n)).toBe("12,500");
    expect(formatAmount(one / 2n)).toBe("0.5");
  });
});

describe("formatEth", () => {
  it("keeps three digits that mean something, however small the cost", () => {
    expect(formatEth(131_204_000_000_000n)).toBe("0.000131 ETH");
    expect(formatEth(7n)).toBe("0.000000000000000007 ETH");
    expect(formatEth(0n)).toBe("0 ETH");
    expect(formatEth(one + one / 8n)).toBe("1.125 ETH");
  });
});

describe("times", () => {
  it("counts down to zero and not below", () => {
    expect(formatClock(3599.2)).toBe("60:00");
    expect(formatClock(61)).toBe("1:01");
    expect(formatClock(-5)).toBe("0:00");
  });

  it("says durations in whole words", () => {
    expect(formatDuration(3600)).toBe("1 hour");
    expect(formatDuration(1800)).toBe("30 minutes");
    expect(formatDuration(1)).toBe("1 second");
  });

  it("says how long ago something was, and never that it is to come", () => {
    const ago = (seconds: number) => formatAgo(BigInt(100_000_000 - seconds), 100_000_000_000);
    expect([ago(-30), ago(9), ago(59), ago(60), ago(7_200), ago(200_000)]).toEqual([
      "just now",
      "just now",
      "59 seconds ago",
      "1 minute ago",
      "2 hours ago",
      "2 days ago",
    ]);
  });

  it("says latencies in the unit that fits", () => {
    expect(formatLatency(312.4)).toBe("312 ms");
    expect(formatLatency(1421)).toBe("1.4 s");
  });
});

describe("words", () => {
  it("shortens hashes and addresses, and leaves the rest alone", () => {
    expect(shortHex(`0x${"ab".repeat(20)}`)).toBe("0xabab…abab");
    expect(shortHex("0x12ab")).toBe("0x12ab");
  });

  it("counts with the right form", () => {
    expect(plural(1, "move")).toBe("1 move");
    expect(plural(2, "move")).toBe("2 moves");
  });
});

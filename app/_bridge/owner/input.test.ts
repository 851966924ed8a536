import { describe, expect, it, test } from "vitest";
import { formatAmount } from "@/app/_ui/format";
import { readPieces, readRecipient, readSand, whyNot, writeSand } from "./input";

const SAND = 10n ** 18n;
const understood = <T>(reading: { value: T } | { why: string }): T | undefined =>
  "value" in reading ? reading.value : undefined;

describe("Sand", () => {
  test.each<[string, bigint]>([
    [" 3 ", 3n * SAND],
    ["2.5", (25n * SAND) / 10n],
    ["2,5", (25n * SAND) / 10n],
    ["0.125", SAND / 8n],
    ["0,125", SAND / 8n],
    ["0.000000000000000001", 1n],
    ["1000", 1000n * SAND],
    ["1000,500", (10005n * SAND) / 10n],
    ["1,000,000", 1_000_000n * SAND],
    ["1.000.000", 1_000_000n * SAND],
    ["1,000.50", (10005n * SAND) / 10n],
    ["1.000,5", (10005n * SAND) / 10n],
    ["1,000.500", (10005n * SAND) / 10n],
    ["5 000", 5000n * SAND],
    ["5\u202f000,25", (500025n * SAND) / 100n],
    ["5’000", 5000n * SAND],
    ["٥٠٠", 500n * SAND],
    ["٢٫٥", (25n * SAND) / 10n],
    ["۱۲", 12n * SAND],
    ["५००", 500n * SAND],
    ["๑๒", 12n * SAND],
    ["１２．５", (125n * SAND) / 10n],
  ])("%j is understood", (text, amount) => {
    expect(understood(readSand(text))).toBe(amount);
  });

  test.each<[string, string]>([
    ["1,000", "“1,000” can be read as 1000 or as 1. Write one of these two."],
    ["5,000", "“5,000” can be read as 5000 or as 5. Write one of these two."],
    ["1.000", "“1.000” can be read as 1000 or as 1. Write one of these two."],
    ["2,500", "“2,500” can be read as 2500 or as 2.5. Write one of these two."],
    ["12.125", "“12.125” can be read as 12125 or as 12.1250. Write one of these two."],
    ["١٬٠٠٠", "as 1000 or as 1."],
    ["１，０００", "as 1000 or as 1."],
  ])("%j has two readings, so both are named", (text, why) => {
    expect(whyNot(readSand(text))).toContain(why);
  });

  it("does not guess in the page's own format for thousands either", () => {
    for (const amount of [1000n, 5000n, 12_345n]) {
      const reading = readSand(formatAmount(amount * SAND));
      expect([undefined, amount * SAND], formatAmount(amount * SAND)).toContain(understood(reading));
    }
  });

  test.each([
    ...["", "0", "0.0", "-1", "+1", "1e3", "1.", ".5", "1.2.3", "0.0000000000000000001", "0x1", "9".repeat(13)],
    ...["1,00,000", "1,2,3", "1.5,000", "1,000 ,5", "01,000", "1_000", "5  000", "½", "²", "Ⅳ", "五", "1٢", "𞥐"],
  ])("%j is refused with an example of what is understood", (text) => {
    expect(whyNot(readSand(text))).toMatch(/is not understood\. Write .*such as 1250 or 0\.5\.$/);
  });

  test.each([1n, SAND, SAND / 8n, 12n * SAND + SAND / 8n, 1_234_567n * SAND, 5000n * SAND + SAND / 2n])(
    "%s is read back as the page writes it into a field",
    (amount) => expect(understood(readSand(writeSand(amount)))).toBe(amount),
  );
});

test("more than there is is refused with what there is", () => {
  expect(readSand("2.5", (5n * SAND) / 2n)).toEqual({ value: (5n * SAND) / 2n });
  expect(whyNot(readSand("2.6", (5n * SAND) / 2n))).toBe("You have only 2.5 Sand.");
  expect(whyNot(readSand("1", 0n))).toBe("You have only 0 Sand.");
  expect(readPieces("3", 3)).toEqual({ value: 3 });
  expect(whyNot(readPieces("4", 3))).toBe("You have only 3.");
});

describe("pieces", () => {
  test.each<[string, number]>([
    ["1", 1],
    [" 12 ", 12],
    ["١٢", 12],
    ["१२", 12],
    ["１２", 12],
  ])("%j is understood", (text, count) => expect(understood(readPieces(text))).toBe(count));

  test.each(["", "0", "-1", "1.5", "1e2", "0x1", "1,000", "1.000", "1 000", "1٢", "9999999999"])(
    "%j is refused",
    (text) => {
      expect(whyNot(readPieces(text))).toContain("Write a whole number in digits alone");
    },
  );
});

describe("a recipient", () => {
  const good = "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108";

  it("is an address with a correct checksum, or without one", () => {
    expect(understood(readRecipient(` ${good} `))).toBe(good);
    expect(understood(readRecipient(good.toLowerCase()))).toBe(good.toLowerCase());
  });

  test.each([
    ["", "To whom"],
    ["0x", "To whom"],
    ["vitalik.eth", "To whom"],
    [`${good}0`, "To whom"],
    [good.replace("0x", "０x"), "To whom"],
    [good.replace("Ff108", "FF108"), "A character of this address is wrong"],
    [`0x${"0".repeat(40)}`, "zero address"],
  ])("%j is refused: %s", (text, why) => expect(whyNot(readRecipient(text))).toContain(why));
});

import { describe, expect, it } from "vitest";
import { parsePieces, parseRecipient, parseSand, writeSand } from "./input";

describe("what is typed", () => {
  it("is Sand, with a point or a comma", () => {
    expect([" 3 ", "2.5", "2,5", "0.000000000000000001"].map(parseSand)).toEqual([
      3n * 10n ** 18n,
      25n * 10n ** 17n,
      25n * 10n ** 17n,
      1n,
    ]);
    for (const text of [
      "",
      "0",
      "0.0",
      "-1",
      "1e3",
      "1.",
      ".5",
      "1.2.3",
      "0.0000000000000000001",
      "0x1",
      "9".repeat(13),
    ])
      expect(parseSand(text), text).toBeUndefined();
    expect(parseSand(writeSand(1n))).toBe(1n);
  });

  it("is a whole number of pieces", () => {
    expect(["1", " 12 "].map(parsePieces)).toEqual([1, 12]);
    for (const text of ["", "0", "-1", "1.5", "1e2", "0x1"]) expect(parsePieces(text), text).toBeUndefined();
  });

  it("is an address with a checksum that fits", () => {
    expect(parseRecipient(" 0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108 ")).toBe(
      "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108",
    );
    for (const text of ["", "0x", "vitalik.eth", "0x4337084D9E255Ff0702461CF8895CE9E3b5FF108"])
      expect(parseRecipient(text), text).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";

import { WEEK_SECONDS, weekBegin, weekOf } from "./isoWeek";

const at = (text: string) => BigInt(Date.parse(text) / 1000);

describe("the week of a moment", () => {
  test.each([
    ["2026-11-29T23:59:59Z", "2026-W48"],
    ["2026-11-30T00:00:00Z", "2026-W49"],
    // Years whose first days belong to the previous year, and whose last days to the next one.
    ["1970-01-01T00:00:00Z", "1970-W01"],
    ["2021-01-03T23:59:59Z", "2020-W53"],
    ["2021-01-04T00:00:00Z", "2021-W01"],
    ["2024-12-29T23:59:59Z", "2024-W52"],
    ["2024-12-30T00:00:00Z", "2025-W01"],
    ["2027-01-01T12:00:00Z", "2026-W53"],
    ["2028-02-29T12:00:00Z", "2028-W09"],
  ])("%s is in %s", (moment, week) => {
    expect(weekOf(at(moment))).toBe(week);
  });

  test("begins on Monday at 00:00 UTC and lasts seven days, for sixty years", () => {
    for (let begin = at("1970-01-05T00:00:00Z"); begin < at("2030-01-01T00:00:00Z"); begin += WEEK_SECONDS) {
      const week = weekOf(begin);
      expect(new Date(Number(begin) * 1000).getUTCDay(), week).toBe(1);
      expect(weekOf(begin + WEEK_SECONDS - 1n), week).toBe(week);
      expect(weekOf(begin - 1n) < week, week).toBe(true);
      expect(weekBegin(week)).toBe(begin);
    }
  });

  test.each(["2026-W00", "2025-W53", "2026-W54", "2026-48", "W48", "1969-W10", "2026-W481", ""])(
    "%s is not a week",
    (text) => {
      expect(weekBegin(text)).toBeUndefined();
    },
  );
});

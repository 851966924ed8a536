import { expect, test } from "vitest";
import { formatBegin } from "./formatBegin";

test("a begin on another day says which", () => {
  const now = new Date(2026, 10, 30, 18, 4).getTime();
  expect(formatBegin(now / 1_000 + 1_800, now)).toBe("18:34");
  expect(formatBegin(now / 1_000 + 86_400, now)).toBe("18:04 on 1 December");
});

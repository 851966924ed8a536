import { BACKDATE_SECONDS } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { type Draft, isYoung } from "./draft";

const NOW = 1_000_000;
const ACCOUNT = "0x1";

const madeAt = (seconds: number) =>
  ({ grant: { account: ACCOUNT, validAfter: seconds - BACKDATE_SECONDS } }) as unknown as Draft;

test.each([
  ["just made", ACCOUNT, NOW, true],
  ["as old as it may be", ACCOUNT, NOW - 30, true],
  ["older", ACCOUNT, NOW - 31, false],
  // The device's clock was ahead when it was made: the chain would refuse it as not due.
  ["of an hour that the chain has not reached", ACCOUNT, NOW + 3_600, false],
  ["of somebody else", "0x2", NOW, false],
])("a draft that is %s", (_, account, atSeconds, isFine) => {
  expect(isYoung(madeAt(atSeconds), account, NOW, 30)).toBe(isFine);
});

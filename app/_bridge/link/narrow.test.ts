import { createGrant, findOutside } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { createGamePermissions } from "../gamePermissions";
import { durationsOf, type Narrowing, narrow, wholeOf } from "./narrow";

const hourglass = "0x0000000000000000000000000000000000000007";
const validator = "0x0000000000000000000000000000000000000008";
const { permissions } = createGamePermissions(hourglass);
const asked = { permissions, limits: { calls: 60, spend: 100n, duration: 1_200 } };

test("without a choice everything that is asked for is given", () => {
  expect(narrow(asked, wholeOf(asked))).toEqual({
    ...{ permissions, maxActions: 60, maxSpend: 100n, durationSeconds: 1_200 },
  });
  expect(durationsOf(asked)).toEqual([300, 600, 1_200]);
});

test("whatever is chosen, a grant is never wider than its request, and the chain accepts it", () => {
  const durations = [-1, 0, 61, 600, 1_200, 9_999];
  const callses = [-3, 0, 1, 2.5, 60, 61, Number.NaN, Number.POSITIVE_INFINITY];
  const spends = [0n, 1n, 100n, 101n];
  const texts = permissions.map(({ functionSignature }) => functionSignature);
  let made = 0;
  for (const duration of durations) {
    for (const calls of callses) {
      for (const [index, spend] of spends.entries()) {
        const choice: Narrowing = { duration, calls, spend, off: new Set(texts.slice(0, index * 4)) };
        const terms = narrow(asked, choice);
        if (!terms) continue;
        made++;
        const grant = createGrant({
          ...{ account: `0x${"0a".repeat(20)}`, sessionKey: `0x${"22".repeat(84)}`, validator, lane: 1 },
          ...{ epoch: `0x${"00".repeat(32)}`, nowSeconds: 1_000, maxGasWei: 1n, ...terms },
        });
        expect(findOutside(grant.permissions, permissions)).toBeUndefined();
        expect(grant.maxActions).toBeLessThanOrEqual(60);
        expect(grant.maxSpend).toBeLessThanOrEqual(100n);
        expect(grant.validUntil - grant.validAfter).toBeLessThanOrEqual(1_200);
      }
    }
  }
  expect(made).toBeGreaterThan(50);
});

test("nothing to give is nothing to sign", () => {
  const off = new Set(permissions.map(({ functionSignature }) => functionSignature));
  expect(narrow(asked, { ...wholeOf(asked), off })).toBeUndefined();
  expect(narrow(asked, { ...wholeOf(asked), calls: 0 })).toBeUndefined();
  expect(narrow(asked, { ...wholeOf(asked), calls: Number.NaN })).toBeUndefined();
});

test("a request for too long or too short a time is brought into the possible", () => {
  const limits = { ...asked.limits, duration: 90_000 };
  expect(durationsOf({ ...asked, limits })).toEqual([300, 600, 1_200, 1_800, 3_600]);
  expect(wholeOf({ ...asked, limits: { ...limits, duration: 5 } }).duration).toBe(61);
});

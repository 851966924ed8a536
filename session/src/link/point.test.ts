import { bytesToHex } from "viem";
import { expect, test } from "vitest";
import { createSealKeyPair, readPoint } from "./hpke.ts";
import { lengthenPoint, shortenPoint } from "./point.ts";

test("a point of WebCrypto is read from 33 bytes as it was, with either root", async () => {
  const signs = new Set<number | undefined>();
  for (let round = 0; round < 20; round++) {
    const point = (await readPoint(await createSealKeyPair())).subarray(1);
    const short = shortenPoint(point);
    expect(short).toHaveLength(33);
    expect(bytesToHex(lengthenPoint(short ?? point) ?? new Uint8Array())).toBe(bytesToHex(point));
    signs.add(short?.[0]);
  }
  expect(signs).toEqual(new Set([2, 3]));
});

test("what is no point of the curve has no short form, and is not read", async () => {
  const point = (await readPoint(await createSealKeyPair())).slice(1);
  const short = shortenPoint(point) ?? new Uint8Array();
  const moved = Uint8Array.from(point, (byte, at) => (at === 63 ? byte ^ 1 : byte));
  for (const bad of [moved, point.subarray(1), new Uint8Array(64).fill(255), new Uint8Array(0)]) {
    expect(shortenPoint(bad)).toBeUndefined();
  }
  // Half of all numbers are no x of the curve.
  const xs = Array.from({ length: 64 }, (_, last) => Uint8Array.of(2, ...new Uint8Array(31), last));
  const read = xs.filter((each) => lengthenPoint(each));
  expect(read.length).toBeGreaterThan(10);
  expect(read.length).toBeLessThan(54);
  for (const bad of [Uint8Array.of(4, ...short.subarray(1)), short.subarray(1), new Uint8Array(33).fill(255)]) {
    expect(lengthenPoint(bad)).toBeUndefined();
  }
});

import { describe, expect, it } from "vitest";
import { describeFrames, percentile, readFrames } from "./frames";

describe("percentile", () => {
  it("takes the value at the share, whatever the order", () => {
    const samples = [5, 1, 4, 2, 3, 10, 9, 8, 7, 6];
    expect(percentile(samples, 0.5)).toBe(6);
    expect(percentile(samples, 0.95)).toBe(10);
    expect(percentile(samples, 0)).toBe(1);
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe("readFrames", () => {
  it("counts frames per second from the time they took", () => {
    const frames = readFrames(Array.from({ length: 60 }, () => 20));
    expect(frames).toEqual({ count: 60, p50: 20, p95: 20, p99: 20, perSecond: 50 });
    expect(describeFrames("quiet", frames)).toMatch(/^quiet +20\.0 +20\.0 +20\.0 +50\.0 +60$/);
  });
});

import { expect, it } from "vitest";
import { darknessOf, lightAt } from "./lightAt";

const brightness = (colour: number) => (colour >> 16) + ((colour >> 8) & 255) + (colour & 255);

it("is brightest in the morning and darkest at nightfall", () => {
  expect(brightness(lightAt(0.4))).toBeGreaterThan(brightness(lightAt(0)));
  expect(brightness(lightAt(1))).toBeLessThan(brightness(lightAt(0.9)));
});

it("stays light enough to see the ground at any time, and clamps times outside the day", () => {
  for (let i = 0; i <= 100; i++) expect(brightness(lightAt(i / 100))).toBeGreaterThan(360);
  expect(lightAt(-1)).toBe(lightAt(0));
  expect(lightAt(7)).toBe(lightAt(1));
});

it("needs lamps at nightfall only", () => {
  expect(darknessOf(lightAt(0.5))).toBe(0);
  expect(darknessOf(lightAt(1))).toBeGreaterThan(0.8);
});

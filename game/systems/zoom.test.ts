import { expect, it } from "vitest";
import { chooseZoom, stepZoom } from "./zoom";

const world = { width: 1024, height: 1024 };

it("is a whole number between two and six that fits the screen", () => {
  expect(chooseZoom({ width: 390, height: 844 }, world)).toBe(2);
  expect(chooseZoom({ width: 1280, height: 800 }, world)).toBe(3);
  expect(chooseZoom({ width: 3840, height: 2160 }, world)).toBe(6);
});

it("never shows more than the map", () => {
  expect(chooseZoom({ width: 3000, height: 300 }, world)).toBe(3);
  expect(stepZoom(3, -1, { width: 3000, height: 300 }, world)).toBe(3);
});

it("changes in steps within its limits", () => {
  expect(stepZoom(2, -1, { width: 800, height: 600 }, world)).toBe(2);
  expect(stepZoom(6, 1, { width: 800, height: 600 }, world)).toBe(6);
  expect(stepZoom(3, 1, { width: 800, height: 600 }, world)).toBe(4);
});

import { expect, it } from "vitest";
import { freeArea } from "./freeArea";

const whole = { left: 0, top: 0, width: 1_000, height: 600 };

it("is beside words on a wide page, and above them on a narrow one", () => {
  expect(freeArea(whole, { left: 0, top: 100, width: 400, height: 400 })).toEqual({ ...whole, left: 400, width: 600 });
  expect(freeArea(whole, { left: 0, top: 350, width: 1_000, height: 250 })).toEqual({ ...whole, height: 350 });
});

it("stays what it is where something lies beside it", () => {
  const right = { ...whole, left: 400, width: 600 };
  expect(freeArea(right, { left: 20, top: 550, width: 300, height: 40 })).toBe(right);
});

it("is below what lies at the top, and nowhere under what covers everything", () => {
  expect(freeArea(whole, { left: 0, top: 0, width: 1_000, height: 80 })).toEqual({ ...whole, top: 80, height: 520 });
  const { width, height } = freeArea(whole, whole);
  expect(width * height).toBe(0);
});

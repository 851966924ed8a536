import { expect, it } from "vitest";
import type { Person } from "@/game/painter/listSprites";
import { pick } from "./pick";

const person = (key: string, x: number, y: number): Person => ({
  ...{ key, at: { x, y }, facing: "south", stride: 0, cloak: "leaf", isAfloat: false, alpha: 1 },
});

it("finds whose figure is at a point, with room for a thumb around it", () => {
  const people = [person("ana", 100, 100), person("bea", 140, 100)];
  expect(pick(people, { x: 100, y: 88 })).toBe("ana");
  expect(pick(people, { x: 115, y: 100 })).toBe("ana");
  expect(pick(people, { x: 125, y: 100 })).toBe("bea");
  expect(pick(people, { x: 100, y: 109 })).toBeUndefined();
  expect(pick(people, { x: 100, y: 60 })).toBeUndefined();
  expect(pick([], { x: 100, y: 88 })).toBeUndefined();
});

it("takes the nearer one of two who stand close", () => {
  const people = [person("ana", 100, 100), person("bea", 108, 100)];
  expect(pick(people, { x: 103, y: 90 })).toBe("ana");
  expect(pick(people, { x: 106, y: 90 })).toBe("bea");
});

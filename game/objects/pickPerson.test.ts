import { expect, it } from "vitest";
import { pickPerson } from "./pickPerson";

const people = [
  { key: "ana", at: { x: 100, y: 100 } },
  { key: "ben", at: { x: 110, y: 100 } },
];

it.each([
  ["on the figure, from foot to head", { x: 95, y: 78 }, "ana"],
  ["of two that overlap the one whose middle is nearer", { x: 106, y: 90 }, "ben"],
  ["below the feet", { x: 100, y: 103 }, undefined],
  ["beside it", { x: 90, y: 90 }, undefined],
])("%s", (_, point, key) => {
  expect(pickPerson(people, point, 0)).toBe(key);
});

it("a thumb need not be exact, and nobody is nobody", () => {
  expect(pickPerson(people, { x: 90, y: 90 }, 4)).toBe("ana");
  expect(pickPerson([], { x: 90, y: 90 }, 4)).toBeUndefined();
});

import { expect, test } from "vitest";

import { hrefOf, hrefOfRun, nameDay, nameLength, readShown, type Shown } from "./boards";

const you = `0x${"ab".repeat(20)}`;

test.each<[Shown, string]>([
  [{ view: "today", length: 1, you: undefined }, "/leaderboard"],
  [{ view: "today", length: 3, you }, `/leaderboard?you=${you}&length=3`],
  [{ view: "week", length: 2, you: undefined }, "/leaderboard?view=week&length=2"],
  [{ view: "room", length: 1, room: 7, you: undefined }, "/leaderboard?view=room&room=7"],
  [{ view: "week", length: 1, room: 7, you }, `/leaderboard?you=${you}&view=week&room=7`],
  [{ view: "league", length: 1, you }, `/leaderboard?you=${you}&view=league`],
  [{ view: "today", length: 1, day: 20_787, you: undefined }, "/leaderboard?day=20787"],
  [{ view: "today", length: 2, day: 20_787, you }, `/leaderboard?you=${you}&length=2&day=20787`],
])("%j has an address that leads back to it: %s", (shown, href) => {
  expect(hrefOf(shown)).toBe(href);
  const query = Object.fromEntries(new URL(href, "http://app.test").searchParams);
  expect(readShown(query, shown.you)).toEqual(shown);
});

test.each([
  { view: "all" },
  { view: ["week", "league"] },
  { length: "4" },
  { length: "" },
  {},
  { view: "room" },
  { view: "room", room: "0" },
  { view: "room", room: ["1", "2"] },
  { day: "100000" },
  { day: "-1" },
  { day: "2026-11-30" },
  { day: ["1", "2"] },
])("an address that says %j shows the first board", (query) => {
  expect(readShown(query, undefined)).toEqual({ view: "today", length: 1, you: undefined });
});

test("lengths have names", () => {
  expect([1, 2, 3, 4].map(nameLength)).toEqual(["Dash", "Walk", "Voyage", "Expedition"]);
});

test("a replay keeps who the visitor is", () => {
  expect(hrefOfRun(you, 3, undefined)).toBe(`/run/${you}/3`);
  expect(hrefOfRun(you, 3, you)).toBe(`/run/${you}/3?you=${you}`);
});

test("a day belongs to its own board only, and has a date", () => {
  expect(hrefOf({ view: "week", length: 2, day: 20_787, you: undefined })).toBe("/leaderboard?view=week&length=2");
  expect(readShown({ view: "league", day: "20787" }, undefined)).toEqual({ view: "league", length: 1, you: undefined });
  expect(nameDay(20_787)).toBe("30 November 2026");
});

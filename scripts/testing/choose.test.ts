import { expect, test } from "vitest";
import { chooseTests } from "./choose";

const files = [
  "contracts/test/game/gather.t.sol",
  "contracts/test/game/move.t.sol",
  "contracts/test/game/GameTest.sol",
  "contracts/test/erc7562/paths.t.sol",
  "game/rules/gather.test.ts",
  "game/rules/gather.ts",
  "session/src/lane/lane.test.ts",
  "session/src/lane/lane.integration.test.ts",
  "scripts/stack/longWorld.deep.test.ts",
  "scripts/testing/postgres.data.test.ts",
  "app/test/built/doors.built.test.ts",
  "e2e/guestPlays.spec.ts",
];
const choose = (...names: string[]) => {
  const chosen = chooseTests(names, files);
  return typeof chosen === "string" ? chosen : Object.fromEntries(chosen);
};

const [gather, move, , paths, rules, , lane, laneIntegration, , data, built, story] = files;
test.each<[string[], object]>([
  [[], {}],
  [["check", "unit"], { check: [], unit: [] }],
  [["gather"], { forge: [gather], unit: [rules] }],
  [["Gather"], { forge: [gather], unit: [rules] }],
  [["./game/rules/gather.test.ts"], { unit: [rules] }],
  [["test/game"], { forge: [gather, move] }],
  [["lane"], { unit: [lane], integration: [laneIntegration] }],
  [
    ["paths", "doors", "postgres.data", "guestPlays"],
    { trace: [paths], built: [built], postgres: [data], firstStories: [story], otherStories: [story] },
  ],
  // A part that is named runs whole, whatever of its files is named too.
  [["unit", "lane.test"], { unit: [] }],
  [["move", "move"], { forge: [move] }],
])("%j runs these parts, each with its own files", (names, chosen) => expect(choose(...names)).toEqual(chosen));

test("a name that nobody knows is told with what is known; what takes minutes is run by no part", () => {
  expect(choose("gathre")).toMatch(/^Seen 'gathre', which is no part .*\n {2}parts: check, .*otherStories\n/);
  expect(choose("longWorld")).toContain("npm run test:deep");
});

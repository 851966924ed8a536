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

test("without a name everything runs, and a part by its name runs whole", () => {
  expect(choose()).toEqual({});
  expect(choose("check", "unit")).toEqual({ check: [], unit: [] });
});

test("a file is found by its name, by its path, and by a piece of its path; each part runs its own", () => {
  const gather = { forge: ["contracts/test/game/gather.t.sol"], unit: ["game/rules/gather.test.ts"] };
  expect(choose("gather")).toEqual(gather);
  expect(choose("Gather")).toEqual(gather);
  expect(choose("./game/rules/gather.test.ts")).toEqual({ unit: ["game/rules/gather.test.ts"] });
  expect(choose("test/game")).toEqual({
    forge: ["contracts/test/game/gather.t.sol", "contracts/test/game/move.t.sol"],
  });
  expect(choose("lane")).toEqual({
    unit: ["session/src/lane/lane.test.ts"],
    integration: ["session/src/lane/lane.integration.test.ts"],
  });
  expect(choose("paths", "doors", "postgres.data", "guestPlays")).toEqual({
    trace: ["contracts/test/erc7562/paths.t.sol"],
    built: ["app/test/built/doors.built.test.ts"],
    postgres: ["scripts/testing/postgres.data.test.ts"],
    e2e: ["e2e/guestPlays.spec.ts"],
  });
});

test("a part that is named runs whole, whatever of its files is named too", () => {
  expect(choose("unit", "lane.test")).toEqual({ unit: [] });
  expect(choose("move", "move")).toEqual({ forge: ["contracts/test/game/move.t.sol"] });
});

test("a name that nobody knows is told with what is known; what takes minutes is run by no part", () => {
  expect(choose("gathre")).toMatch(/^Seen 'gathre', which is no part .*\n {2}parts: check, .*e2e\n/);
  expect(choose("longWorld")).toContain("npm run test:deep");
});

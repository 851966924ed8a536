import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { fromRoot } from "../stack/paths";
import { nodeProblem, OLDEST_NODE } from "./node.mjs";

test("a Node too old is told so, with what is wanted and how to get it", () => {
  expect(nodeProblem("18.20.4")).toMatch(/Node 18\.20\.4; Hourglass needs 20\.19 or newer.*nvm install/s);
  expect(nodeProblem("20.18.1")).toBeDefined();
});

test("the oldest Node and newer ones pass", () => {
  expect(nodeProblem("20.19.0")).toBeUndefined();
  expect(nodeProblem("22.0.0")).toBeUndefined();
});

test("package.json asks for the same Node", () => {
  expect(JSON.parse(readFileSync(fromRoot("package.json"), "utf8")).engines.node).toBe(`>=${OLDEST_NODE.join(".")}`);
});

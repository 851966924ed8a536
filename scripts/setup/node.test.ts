import { expect, test } from "vitest";
import { nodeProblem } from "./node.mjs";

test("a Node too old is told so, with what is wanted and how to get it", () => {
  expect(nodeProblem("18.20.4")).toMatch(/Node 18\.20\.4; Hourglass needs 20\.19 or newer.*nvm install/s);
  expect(nodeProblem("20.18.1")).toBeDefined();
});

test("the oldest Node and newer ones pass", () => {
  expect(nodeProblem("20.19.0")).toBeUndefined();
  expect(nodeProblem("22.0.0")).toBeUndefined();
});

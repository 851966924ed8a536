import { HttpRequestError } from "viem";
import { expect, test } from "vitest";

import { describeError } from "./log";

test("an error in the log has no URL, because those of hosted nodes hold keys", () => {
  const cause = new Error("connect postgresql://user:secret@db.example:5432/x failed");
  const error = new HttpRequestError({ url: "https://node.example/v2/secret-key", body: {}, cause });
  const text = JSON.stringify(describeError(error));
  expect(text).not.toMatch(/secret/);
  expect(text).toContain("[url]");
});

test("causes are followed, but not for ever", () => {
  const circle = new Error("round");
  circle.cause = circle;
  expect(JSON.stringify(describeError(circle)).match(/round/g)).toHaveLength(4);
});

test("whatever was thrown is described", () => {
  expect(describeError("text")).toEqual({ name: "string", message: "text" });
});

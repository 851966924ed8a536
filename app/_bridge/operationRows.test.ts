import { RefusedError, SessionError } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { toTexts, viewOperation } from "./operationRows";

const row = {
  id: "a",
  item: { batchId: 1, actions: [], words: ["Walk 1 step"] },
  status: "rejected",
  startedAtMs: 1,
} as const;

test("a refused operation names the rule, with what was seen and what is allowed", () => {
  const contractError = { name: "ActionsExceeded", args: [5_001n, 5_000n] };
  const error = new RefusedError("bundler", "This session has no actions left.", { contractError });
  expect(viewOperation({ ...row, error })).toMatchObject({
    actions: ["Walk 1 step"],
    reason: "This session has no actions left.",
    refusal: {
      rule: "ActionsExceeded",
      values: [
        { name: "seen", value: "5001" },
        { name: "allowed", value: "5000" },
      ],
    },
  });
  expect(viewOperation({ ...row, error: new SessionError("No.") })).not.toHaveProperty("refusal");
});

test("values are texts: amounts in decimals, what is made of parts in hexadecimal", () => {
  const values = [10n ** 30n, 1n << 200n, "0x12", [1n, { a: 2n }], true];
  expect(toTexts(values.map((value) => ({ name: "x", value }))).map(({ value }) => value)).toEqual([
    `1${"0".repeat(30)}`,
    `0x1${"0".repeat(50)}`,
    "0x12",
    '["1",{"a":"2"}]',
    "true",
  ]);
});

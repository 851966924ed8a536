import { expect, test } from "vitest";

import { judgeAnswer } from "./pump";

const refusal = (status: number, code: number, message: string) => ({ status, error: { code, message } });
const result = { status: 200, result: "0x" };

test.each([
  ["the status that was expected", 413, refusal(413, -32600, "Body: seen 9"), true],
  ["the code that was expected", -32601, refusal(200, -32601, "Method: seen"), true],
  ["another refusal", 403, refusal(400, -32600, "Batch"), false],
  ["a result for what must be refused", -32601, result, false],
  ["an operation that the bundler took", "refused" as const, result, false],
  ["an operation that the bundler refused", "refused" as const, refusal(200, -32507, "AA24 signature"), true],
  ["an accident of ours in place of a refusal", "refused" as const, refusal(500, -32603, "Something"), false],
  ["too fast, whatever was expected", 413, refusal(429, -32005, "Too many"), true],
  ["a flood that is let through", "flood" as const, result, true],
  ["a voucher given again", "same voucher" as const, result, true],
  ["no voucher again", "same voucher" as const, refusal(200, -32501, "no"), false],
  ["no answer", 413, undefined, false],
])("judges %s", (_, expected, answer, isRight) => {
  expect(judgeAnswer(expected, answer, false).isRight).toBe(isRight);
});

test("while parts are killed, silence and the name of a part are right, a result is not", () => {
  expect(judgeAnswer(413, undefined, true).isRight).toBe(true);
  expect(judgeAnswer("same voucher", refusal(200, -32001, "The database"), true).isRight).toBe(true);
  expect(judgeAnswer(-32601, result, true).isRight).toBe(false);
});

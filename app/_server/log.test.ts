import pino from "pino";
import { HttpRequestError } from "viem";
import { expect, test } from "vitest";

import { describeError, logOptions } from "./log";

test("an error in the log has no URL, because URLs of hosted nodes contain keys", () => {
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

test("describes whatever was thrown", () => {
  expect(describeError("text")).toEqual({ name: "string", message: "text" });
});

test("a line is one JSON object with level, time and app, and secrets passed by mistake are removed", () => {
  const lines: string[] = [];
  const log = pino(logOptions, { write: (line: string) => void lines.push(line) });
  const secret = `0x${"5e".repeat(32)}`;
  log.warn({ door: "sponsor", ownerSignature: secret, call: { signature: secret } }, "refused");
  log.info({ request: { headers: { authorization: secret } }, env: { RELAYER_KEY: secret } }, "asked");
  log.error({ list: [{ privateKey: secret }], deep: { one: { paymasterData: secret } } }, "broken");
  log.error(
    { err: new Error("at https://node.example/v2/5e5e5e5e", { cause: new Error("wss://x/5e5e5e5e") }) },
    "down",
  );
  for (const line of lines) {
    expect(line).not.toContain("5e5e5e5e");
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(String), app: "hourglass" });
  }
  expect(lines).toHaveLength(4);
});

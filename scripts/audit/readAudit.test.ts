import { expect, test } from "vitest";
import { readAudit } from "./readAudit";

test("high and critical holes block, others are told", () => {
  const entries = ["critical", "high", "moderate", "low"].map((severity) => [
    severity,
    { name: `a-${severity}`, severity },
  ]);
  const some = readAudit(JSON.stringify({ vulnerabilities: Object.fromEntries(entries) }));
  expect(some.isBlocking).toBe(true);
  expect(some.words).toMatch(/critical: a-critical[\s\S]*2 high or critical, 2 others/);
  const low = { b: { name: "b", severity: "low" } };
  expect(readAudit(JSON.stringify({ vulnerabilities: low }))).toMatchObject({ isBlocking: false });
  expect(readAudit('{"vulnerabilities":{}}').words).toContain("0 high or critical, 0 others");
});

test.each([
  ["a mirror that has no audits", '{"message":"","error":{"summary":"404 Not Found"}}', "404"],
  ["no network", '{"message":"request failed, reason: connect","error":{}}', "connect"],
  ["no JSON", "npm error", "npm wrote no JSON"],
  ["another answer", "{}", "no list"],
])("%s is told as no answer, not as no holes", (_, output, reason) => {
  expect(readAudit(output)).toEqual({ isBlocking: false, words: expect.stringMatching(`not done.*${reason}`) });
});

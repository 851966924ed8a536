import { expect, test } from "vitest";

import { describeAudit, readAudit } from "./readAudit";

const entry = (name: string, severity: string) => ({ name, severity, via: [{ title: `a hole in ${name}` }, "other"] });

test("high and critical holes block, others are told", () => {
  const audit = readAudit(
    JSON.stringify({
      vulnerabilities: {
        a: entry("a", "critical"),
        b: entry("b", "high"),
        c: entry("c", "moderate"),
        d: entry("d", "low"),
      },
    }),
  );
  expect(audit).toMatchObject({ isAnswered: true, blocking: [{ name: "a" }, { name: "b" }], noted: [{}, {}] });
  expect(describeAudit(audit)).toContain("critical: a (a hole in a; through other)");
  expect(describeAudit(audit)).toContain("2 high or critical, 2 others");
});

test("no holes are no holes", () => {
  expect(readAudit('{"vulnerabilities":{}}')).toEqual({ isAnswered: true, blocking: [], noted: [] });
});

test.each([
  [
    "a mirror that has no audits",
    '{"message":"","error":{"summary":"404 Not Found - POST /-/npm/v1/security"}}',
    "404",
  ],
  ["no network", '{"message":"request to https://registry failed, reason: connect","error":{}}', "connect"],
  ["no JSON", "npm error", "npm wrote no JSON"],
  ["nothing", "", "npm wrote no JSON"],
  ["another answer", "{}", "no list"],
])("%s is told as no answer, not as no holes", (_, output, reason) => {
  const audit = readAudit(output);
  expect(audit).toMatchObject({ isAnswered: false, reason: expect.stringContaining(reason) });
  expect(describeAudit(audit)).toContain("not done");
});

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { fromRoot } from "@/scripts/stack/paths";
import { answerByKit } from "../../test/vectors/answers.ts";
import { isSame, readQuestions } from "../../vectors/run.mjs";

const questions = readQuestions();
const asks = [...new Set(questions.map(({ ask }) => ask))];

describe("the kit answers the test vectors of docs/grant.md as the contracts do", () => {
  test.each(asks)("%s", (ask) => {
    for (const { of, given, wanted } of questions.filter((each) => each.ask === ask)) {
      expect(asJson(answerByKit(ask, given)), of).toEqual(asJson(wanted));
    }
  });

  test("there are enough questions of each kind, and refusals among them", () => {
    expect(questions.length).toBeGreaterThan(600);
    for (const ask of ["packed", "structHash", "digest", "rules", "read"]) {
      expect(questions.filter((each) => each.ask === ask).length, ask).toBeGreaterThan(40);
    }
    const refused = (ask: string) => questions.filter((each) => each.ask === ask && !each.wanted).length;
    expect(["rules", "read", "isGrantable", "hints", "selector", "place"].filter((ask) => refused(ask) < 10)).toEqual(
      [],
    );
  });
});

test("rules and chain errors agree about the calls of each row", () => {
  const ofCalls = [
    "CallNotPermitted",
    "CallValueAboveLimit",
    "CallArgumentRefused",
    "CallArgumentMissing",
    "CallTooShort",
  ];
  const { grants } = JSON.parse(readFileSync(fromRoot("session/vectors/grants.json"), "utf8"));
  for (const { name, operations } of grants) {
    for (const { what, error, allowedBy } of operations) {
      if (error === "") expect(allowedBy, `${name}: ${what}`).not.toBeNull();
      if (allowedBy === null) expect(ofCalls, `${name}: ${what}`).toContain(error);
    }
  }
});

test("an answer with another byte, length, kind or field is not the same", () => {
  expect(isSame("0xAB", "0xab")).toBe(true);
  expect(isSame({ a: 1, b: "x" }, { b: "x", a: 1 })).toBe(true);
  for (const [answer, wanted] of [
    ...[
      ["0xab", "0xac"],
      ["0xab", "0xab00"],
      [null, "0x"],
      ["null", null],
      ["1", 1],
      [[1], [1, 2]],
      [[1, 2], [1]],
    ],
    ...[
      [{ a: 1 }, { a: 2 }],
      [{}, { a: 1 }],
      [undefined, null],
      [null, { a: 1 }],
      ["0x", {}],
    ],
  ]) {
    expect(isSame(answer, wanted), JSON.stringify([answer, wanted])).toBe(false);
  }
});

describe("the runner for other implementations", () => {
  const run = promisify(execFile);
  const program = [process.execPath, "--import", "tsx", fromRoot("session/test/vectors/program.ts")];
  const runner = (...command: readonly string[]) =>
    run(process.execPath, [fromRoot("session/vectors/run.mjs"), ...command], { cwd: fromRoot() });

  test("says that the kit is right", async () => {
    const { stdout } = await runner(...program);
    expect(stdout).toBe(`${questions.length} right, 0 wrong, 0 not answered\n`);
  });

  test("names what another implementation gets wrong, and fails", async () => {
    const failure = await runner(...program, "--wrong", "rules").catch((error) => error);
    const count = questions.filter(({ ask }) => ask === "rules").length;
    expect(failure).toMatchObject({ code: 1 });
    expect(failure.stdout).toContain('rules of "nobody pays but the account"');
    expect(failure.stdout).toContain(`${questions.length - count} right, ${count} wrong, 0 not answered`);
  });

  test("fails if nothing is answered, and if the command does not start", async () => {
    const silent = await runner(process.execPath, "-e", "").catch((error) => error);
    expect(silent).toMatchObject({ code: 1, stdout: `0 right, 0 wrong, ${questions.length} not answered\n` });
    expect(await runner().catch((error) => error)).toMatchObject({ code: 2 });
  });
});

const asJson = (value: unknown) =>
  JSON.parse(JSON.stringify(value ?? null), (_, each) => (typeof each === "string" ? each.toLowerCase() : each));

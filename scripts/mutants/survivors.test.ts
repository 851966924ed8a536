import { describe, expect, test } from "vitest";
import type { Outcome } from "./judge";
import { chooseFew, type Judged, type Survivor, summarise } from "./survivors";

const KILLED: Outcome = { verdict: "killed", by: { file: "A.t.sol", test: "test_a" } };

const judged = (id: string, outcome: Outcome): Judged => ({
  mutant: { id, file: "A.sol", contract: "A", operator: "drop term", start: 0, end: 1, becomes: "" },
  outcome,
});
const killed = Array.from({ length: 40 }, (_, index) => judged(`killed ${index}`, KILLED));
const one = judged("one", { verdict: "survived" });
const known = new Set(["one", "two", ...killed.map(({ mutant }) => mutant.id)]);
const faultsOf = (all: Judged[], survivors: Survivor[]) => summarise(all, survivors, known).faults;

describe("a run passes", () => {
  test("when all die", () => expect(faultsOf(killed, [])).toEqual([]));

  test("when the one that lives is explained", () => {
    const summary = summarise([...killed, one], [{ mutant: "one", reason: "equivalent" }], known);
    expect(summary.faults).toEqual([]);
    expect(summary.line).toMatch(/^41 mutants, 40 killed \(97\.6 %\), 1 survived/);
  });

  test("when an explained one was not tried", () => {
    expect(faultsOf(killed, [{ mutant: "two", reason: "equivalent" }])).toEqual([]);
  });

  test("whatever changed no code or did not compile", () => {
    const aside = [judged("a", { verdict: "same" }), judged("b", { verdict: "invalid" })];
    const { line, faults } = summarise([...killed, ...aside], [], known);
    expect(line).toMatch(/^40 mutants, 40 killed/);
    expect(faults).toEqual([]);
  });
});

describe("a run fails", () => {
  const explained = (mutant: string, reason = "equivalent") => [{ mutant, reason }];
  test.each([
    ["one lives and is not explained", [...killed, one], [], "survived and is not explained"],
    ["one is explained that died", killed, explained("killed 3"), "did not survive: killed 3"],
    ["one is explained that there is not", killed, explained("gone"), "no such mutant (any more): gone"],
    ["the reason is missing", [...killed, one], explained("one", " "), "without a reason: one"],
    ["too many live, explained or not", [...killed.slice(0, 10), one], explained("one"), "seen 90.9 % killed, wanted"],
    ["nothing was tried", [], [], "seen 0.0 % killed"],
  ])("when %s", (_, all, survivors, words) => {
    expect(faultsOf(all, survivors)).toEqual([expect.stringContaining(words)]);
  });
});

test("a few are chosen so that every contract and operator is there, nothing twice without need, no explained survivor", () => {
  const all = ["A drop", "A remove", "B remove", "B drop"].map((id) => {
    const [contract = "", operator = ""] = id.split(" ");
    return { id, file: "", contract, operator, start: 0, end: 0, becomes: "" };
  });
  expect(chooseFew(all, [])).toEqual([all[0], all[2]]);
  expect(chooseFew(all, [{ mutant: "A drop", reason: "equivalent" }])).toEqual([all[1], all[3]]);
});

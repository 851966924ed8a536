import { describe, expect, test } from "vitest";
import type { Outcome } from "./judge";
import { type Judged, type Survivor, summarise } from "./survivors";

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
    expect(summarise([...killed, ...aside], [], known)).toMatchObject({ mutants: 40, killed: 40, faults: [] });
  });
});

describe("a run fails", () => {
  test("when one lives and is not explained", () => expect(faultsOf([...killed, one], [])).toHaveLength(1));

  test("when one is explained that died", () => {
    expect(faultsOf(killed, [{ mutant: "killed 3", reason: "equivalent" }])).toHaveLength(1);
  });

  test("when one is explained that there is not", () => {
    expect(faultsOf(killed, [{ mutant: "gone", reason: "equivalent" }])).toHaveLength(1);
  });

  test("when the reason is missing", () => {
    expect(faultsOf([...killed, one], [{ mutant: "one", reason: " " }])).toHaveLength(1);
  });

  test("when too many live, explained or not", () => {
    expect(faultsOf([...killed.slice(0, 10), one], [{ mutant: "one", reason: "equivalent" }])).toEqual([
      "seen 90.9 % killed, wanted 95 %",
    ]);
  });

  test("when nothing was tried", () => expect(faultsOf([], [])).toHaveLength(1));
});

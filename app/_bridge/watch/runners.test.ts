import { describe, expect, it } from "vitest";
import { forgetOld, hearRunners, listPlayers, type Out, takeWords } from "./runners";
import { ANA, GAME, testLog, testWords } from "./testing";

const nobody: Out = { runners: {}, finished: {} };
const STEP_EAST = 5n;
const moved = testLog("Moved", [1n, STEP_EAST, 900n]);
const finished = testLog("Finished", [1n, 0n, 120n, 0n, 0n]);
const out = takeWords(nobody, ANA, testWords({ tile: 899 }), 10n);

describe("who is out", () => {
  it("follows steps at once, and nothing of a stranger whose words are not known", () => {
    const after = hearRunners(out, [moved], GAME, 11n);
    expect(after.runners[ANA]).toMatchObject({ block: 11n, run: { tile: 900, facing: "east" } });
    expect(hearRunners(nobody, [moved], GAME, 11n)).toEqual(nobody);
    expect(hearRunners(out, [{ ...moved, address: `0x${"66".repeat(20)}` }], GAME, 11n)).toEqual(out);
  });

  it("takes points and pack of an earlier block, but not the place, which was heard later", () => {
    const walked = hearRunners(out, [moved], GAME, 12n);
    const read = takeWords(walked, ANA, testWords({ tile: 899, points: 40 }), 11n);
    expect(read.runners[ANA]).toMatchObject({ block: 12n, run: { tile: 900, points: 40 } });
    const next = takeWords(walked, ANA, testWords({ tile: 32, number: 2 }), 11n);
    expect(next.runners[ANA]?.run, "another expedition begins elsewhere").toMatchObject({ tile: 32 });
  });

  it("lets go who finished, and no earlier answer brings them back", () => {
    const home = hearRunners(out, [finished], GAME, 12n);
    expect(home.runners).toEqual({});
    expect(takeWords(home, ANA, testWords(), 11n).runners).toEqual({});
    expect(takeWords(home, ANA, testWords({ number: 2 }), 12n).runners[ANA]?.run.number).toBe(2);
    expect(takeWords(out, ANA, undefined, 12n).runners).toEqual({});
  });

  it("forgets whose time is over, and who finished long ago: a page that stays open does not grow", () => {
    const { run } = testWords();
    expect(forgetOld(out, run.endsAt - 1, 20n)).toBe(out);
    expect(forgetOld(out, run.endsAt, 20n).runners).toEqual({});
    const home = hearRunners(out, [finished], GAME, 12n);
    expect(forgetOld(home, run.endsAt, 20n)).toBe(home);
    expect(forgetOld(home, run.endsAt, 5_000n).finished).toEqual({});
  });

  it("lists whoever did anything, once", () => {
    const gathered = testLog("Gathered", [1n, 900n, 1n, 2n]);
    expect(listPlayers([moved, gathered, finished], GAME)).toEqual([ANA]);
    expect(listPlayers([{ ...gathered, address: ANA }], GAME)).toEqual([]);
  });
});

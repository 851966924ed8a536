import { describe, expect, it } from "vitest";
import { CAMP, readIsland } from "@/game/rules/island";
import { createShow } from "./createShow";
import type { Deed } from "./readServer";

const island = readIsland(7n);
/** On island 7. */
const moved = (player: string, tile: number, seconds: number): Deed => ({ player, tile, seconds, seed: 7 });
const recent = (deeds: readonly Deed[], nowSeconds: number, isStale = false) => ({ deeds, nowSeconds, isStale });
const keys = (show: ReturnType<typeof createShow>) => show.people().map(({ key }) => key);
const open = (isStill = false) => createShow(island, { isStill });

describe("createShow", () => {
  it("asks first, and then shows who did something in the last minutes", () => {
    const show = open();
    expect(show.state()).toEqual({ kind: "asking" });
    show.begin(recent([moved("0xa", CAMP, 100), moved("0xb", CAMP, 900), moved("0xc", CAMP + 1, 990)], 1_000));
    expect(show.state()).toEqual({ kind: "live", count: 2 });
    expect(keys(show)).toEqual(["0xb", "0xc"]);
    expect(show.people()[0]?.alpha).toBe(1);
    expect(show.focus()).toBe("0xb");
  });

  it("counts somebody who stands and gathers, at the place where they went", () => {
    const show = open();
    show.begin(recent([moved("0xa", CAMP + 2, 500), { player: "0xa", tile: undefined, seconds: 990 }], 1_000));
    expect(show.state()).toEqual({ kind: "live", count: 1 });
    expect(keys(show)).toEqual(["0xa"]);
  });

  it("does not draw who set out for another island, or who was not heard setting out", () => {
    const show = open();
    const unknown: Deed = { player: "0xb", tile: CAMP, seconds: 990 };
    show.begin(recent([{ ...moved("0xa", CAMP, 980), seed: 8 }, unknown], 1_000));
    expect(show.state()).toEqual({ kind: "away", count: 2, isReplay: false });
    expect(keys(show)).toEqual([]);
    show.hear({ seconds: 1_001, deeds: [moved("0xa", CAMP, 1_001)] });
    expect(show.state()).toEqual({ kind: "live", count: 1 });
    expect(keys(show)).toEqual(["0xa"]);
    show.hear({ seconds: 1_002, deeds: [{ ...moved("0xa", CAMP, 1_002), seed: 9 }] });
    expect(keys(show)).toEqual([]);
  });

  it("hears who comes, and lets leave who does nothing for minutes of the chain's clock", () => {
    const show = open();
    show.begin(recent([], 1_000));
    expect(show.state()).toEqual({ kind: "quiet" });
    show.hear({ seconds: 1_010, deeds: [moved("0xa", CAMP, 1_010)] });
    expect(show.state()).toEqual({ kind: "live", count: 1 });
    show.hear({ seconds: 1_190, deeds: [] });
    expect(show.state()).toEqual({ kind: "live", count: 1 });
    show.hear({ seconds: 1_191, deeds: [] });
    expect(show.state()).toEqual({ kind: "quiet" });
    expect(keys(show)).toEqual([]);
  });

  it("shows the last walks again when nobody plays, paler, until somebody does", () => {
    const show = open();
    show.begin(recent([moved("0xa", CAMP, 100), moved("0xa", CAMP + 1, 102)], 9_000));
    expect(show.state()).toEqual({ kind: "replay" });
    expect(show.people()[0]?.alpha).toBeLessThan(1);
    show.hear({ seconds: 9_001, deeds: [moved("0xb", CAMP, 9_001)] });
    expect(show.state()).toEqual({ kind: "live", count: 1 });
    expect(keys(show)).toEqual(["0xb"]);
  });

  it("shows nothing again on a still picture", () => {
    const show = open(true);
    show.begin(recent([moved("0xa", CAMP, 100)], 9_000));
    expect(show.state()).toEqual({ kind: "quiet" });
    expect(keys(show)).toEqual([]);
  });

  it("does not say who plays while it cannot know: old deeds, no answer, an interrupted stream", () => {
    const unknown = { kind: "unknown", isSample: false };
    const stale = open();
    stale.begin(recent([moved("0xa", CAMP, 999)], 1_000, true));
    expect(stale.state()).toEqual(unknown);
    const failed = open();
    failed.fail();
    expect(failed.state()).toEqual(unknown);
    const lost = open();
    lost.begin(recent([moved("0xa", CAMP, 999)], 1_000));
    lost.lose();
    expect(lost.state()).toEqual(unknown);
    lost.hear({ seconds: 1_001, deeds: [] });
    expect(lost.state()).toEqual({ kind: "live", count: 1 });
  });

  it("turns the camera to another only when the one it follows stands still", () => {
    const show = open();
    show.begin(recent([moved("0xa", CAMP, 999)], 1_000));
    show.hear({ seconds: 1_001, deeds: [moved("0xb", CAMP, 1_001)] });
    expect(show.focus()).toBe("0xa");
    show.update(8_000);
    show.hear({ seconds: 1_009, deeds: [moved("0xb", CAMP + 1, 1_009)] });
    expect(show.focus()).toBe("0xb");
  });
});

import { afterEach, describe, expect, test, vi } from "vitest";
import { run as runSchema } from "@/app/_api/run";
import { packPlan } from "@/game/rules/plan";
import { isSettled } from "./isSettled";
import { readRun } from "./read";
import { createTimeline, type RunEvent } from "./timeline/createTimeline";

const account = `0x${"ab".repeat(20)}`;
const plan = Number(packPlan({ mode: 0, length: 1, calling: 1, tool: 4, purse: 0, start: 0, of: 0 }));
const BEGAN = 1_800_000_000;
const embarked: RunEvent = [0, "Embarked", [plan, 7, BEGAN + 300]];
const finished: RunEvent = [240, "Finished", [2, 90, 0, 0]];

/** What the server says so many seconds after the start. */
function pageAt(seconds: number, events: readonly RunEvent[], more: object = {}) {
  return {
    ...{ stale: false, blockNumber: "9", blockSeconds: `${BEGAN + seconds}`, account, number: 3, plan, seed: 7 },
    ...{ startedAt: `${BEGAN}`, endsAt: `${BEGAN + 300}`, state: "running", points: 0, result: 0, steps: 0, falls: 0 },
    ...{ sand: "0", relics: 0, events, ...more },
  };
}

/** A server that answers with these pages, one after the other. */
function serve(pageOf: (nth: number) => object): () => number {
  let asked = 0;
  vi.stubGlobal("fetch", async () => Response.json(pageOf(asked++)));
  return () => asked;
}

const read = () => readRun(account, 3, new AbortController().signal);

afterEach(() => vi.unstubAllGlobals());

describe("the pages of an expedition", () => {
  test("are all read, and what is newest says how it ended", async () => {
    const pages = [pageAt(239, [embarked], { next: "8-1" }), pageAt(241, [finished], { state: "home", home: 2 })];
    serve((nth) => pages[nth] ?? {});
    expect(await read()).toMatchObject({ run: { state: "home", home: 2 }, timeline: { homeAt: 240 }, isCut: false });
  });

  test("of somebody who did ten thousands of things that cost nothing are read up to a limit, and the answer says so", async () => {
    const equipped = Array.from({ length: 999 }, (): RunEvent => [1, "Equipped", [0, 11]]);
    const asked = serve((nth) => pageAt(9, nth === 0 ? [embarked, ...equipped] : equipped, { next: `${nth}-1` }));
    expect(await read()).toMatchObject({ isCut: true });
    expect(asked()).toBeLessThanOrEqual(20);
  });
});

describe("an expedition is asked for again", () => {
  const settles = (seconds: number, more: object, events: readonly RunEvent[] = [embarked, finished]) => {
    const timeline = createTimeline(events);
    if (!timeline) throw new Error("There is no beginning.");
    return isSettled({ run: runSchema.parse(pageAt(seconds, events, more)), timeline, isCut: false });
  };

  test("while it runs, and while the list is behind", () => {
    expect(settles(900, { state: "running" }, [embarked])).toBe(false);
    expect(settles(900, { state: "home", home: 2, stale: true })).toBe(false);
    expect(settles(900, { state: "home", home: 2 })).toBe(true);
  });

  test("for a minute after its end, which a reorganisation may take back", () => {
    expect(settles(241, { state: "home", home: 2 })).toBe(false);
    expect(settles(300, { state: "home", home: 2 })).toBe(true);
    expect(settles(301, { state: "over" }, [embarked])).toBe(false);
    expect(settles(360, { state: "over" }, [embarked])).toBe(true);
  });
});

import { expect, test } from "vitest";
import { available, fullAt, readyAt, spend } from "./grains";
import { runOf, START } from "./testing";

const pay = (run: Parameters<typeof runOf>[0], t: number, cost: number) => {
  const paid = spend(runOf(run), t, cost);
  return paid.ok ? { used: paid.run.used, rations: paid.run.rations } : `${paid.reason} ${paid.seen}`;
};

test("ninety are there at the start, and two fall each second", () => {
  expect(pay({}, 0, 90)).toEqual({ used: 90, rations: 0 });
  expect(pay({ used: 90 }, 0, 1)).toBe(`OutOfGrains ${START + 1}`);
  expect(pay({ used: 90 }, 3, 6)).toEqual({ used: 96, rations: 0 });
  expect(pay({ used: 90 }, 3, 7)).toBe(`OutOfGrains ${START + 4}`);
});

test("what is above ninety is lost", () => {
  expect(available(runOf({ used: 10 }), 100)).toBe(90);
  expect(pay({ used: 10 }, 100, 1)).toEqual({ used: 201, rations: 0 });
  expect(fullAt(runOf({ used: 11 }))).toBe(START + 6);
});

test("the time that a refusal names is the first at which it can be paid", () => {
  for (const [used, cost] of [
    [90, 1],
    [90, 2],
    [95, 20],
    [140, 90],
  ] as const) {
    const t = readyAt(runOf({ used }), cost) - START;
    expect(typeof pay({ used }, t, cost), `${used} and ${cost}`).toBe("object");
    expect(pay({ used }, t - 1, cost), `${used} and ${cost}`).toBe(`OutOfGrains ${START + t}`);
  }
});

test("a ration fills what is held, but no more, and is eaten only when grains are short", () => {
  expect(pay({ used: 80, rations: 1 }, 0, 10)).toEqual({ used: 90, rations: 1 });
  expect(pay({ used: 80, rations: 1 }, 0, 11)).toEqual({ used: 11, rations: 0 });
  expect(pay({ used: 210, rations: 3 }, 50, 90)).toEqual({ used: 190, rations: 1 });
});

test("after falls as many rations are eaten as are needed, or none when they do not help", () => {
  expect(pay({ used: 200, rations: 2 }, 0, 60)).toEqual({ used: 80, rations: 0 });
  expect(pay({ used: 200, rations: 1 }, 0, 60)).toBe(`OutOfGrains ${START + 40}`);
});

test("nobody ever holds what costs more than ninety", () => {
  expect(pay({ rations: 3 }, 0, 91)).toBe("TooDear 91,90");
});

import type { LaneSnapshot } from "@hourglass/session/core";
import { type Hex, numberToHex } from "viem";
import { beforeEach, expect, test, vi } from "vitest";
import type { BatchItem } from "../operationRows";
import { createPageStore } from "../pageStore";
import type { PlayEffect } from "../playPort";
import { testBlock } from "../watch/testing";
import { createTrace } from "./createTrace";
import { recallTrace } from "./markTrace";

type Row = LaneSnapshot<BatchItem>["operations"][number];

let nth = 0;
beforeEach(() => {
  nth += 1;
  performance.clearMeasures();
});

/** A page in which somebody plays, and whose lane says what the test says. */
function createPage() {
  const listeners = new Set<(effect: PlayEffect) => void>();
  const store = createPageStore();
  const trace = createTrace(
    {
      onEffect: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    store,
  );
  const emit = (type: "played" | "confirmed" | "rolledBack") => {
    for (const listener of listeners) listener({ type } as PlayEffect);
  };
  const show = (...rows: Row[]) => store.setState({ lane: { operations: rows } as unknown as LaneSnapshot<BatchItem> });
  return { emit, show, hear: trace.hear, dispose: trace.dispose, listeners };
}

const hashOf = (id: string): Hex => numberToHex(nth * 1000 + Number(id), { size: 32 });
const row = (id: string, status: Row["status"], actions = 1): Row => ({
  ...{ id, status, startedAtMs: Date.now(), item: { batchId: 1, actions: Array(actions).fill({}), words: [] } },
  ...(status !== "queued" && { userOpHash: hashOf(id), signedAtMs: Date.now() }),
  ...(status === "pending" && { acceptedAtMs: Date.now() }),
});
const blockWith = (...ids: string[]) => ({
  ...testBlock(5n, 100),
  heardAtMs: Date.now(),
  operations: ids.map((id) => ({ userOpHash: hashOf(id) })) as never,
});

function fly(page: ReturnType<typeof createPage>, id: string, actions = 1) {
  for (const status of ["queued", "sending", "pending"] as const) page.show(row(id, status, actions));
}

test("an operation has every moment from the prediction to the confirmation, and leaves them as User Timing", () => {
  const page = createPage();
  page.emit("played");
  fly(page, "1");
  expect(recallTrace(hashOf("1"))).toBeUndefined();
  page.hear(blockWith("1"));
  page.show(row("1", "confirmed"));
  page.emit("confirmed");
  const names = Object.keys(recallTrace(hashOf("1")) ?? {});
  expect(names.toSorted()).toEqual(
    ["accepted", "confirmed", "mined", "predicted", "seen", "sent", "signed", "taken"].toSorted(),
  );
  const [whole] = performance.getEntriesByName("hourglass");
  expect(whole).toMatchObject({ entryType: "measure", detail: { hash: hashOf("1") } });
  expect(performance.getEntriesByName("hourglass.accepted")).toHaveLength(1);
});

test("an operation of several actions has the moments of the first, and the next operation those of its own", () => {
  const page = createPage();
  vi.useFakeTimers({ toFake: ["Date"] });
  const at: number[] = [];
  for (let action = 0; action < 3; action++) {
    vi.advanceTimersByTime(100);
    at.push(Date.now());
    page.emit("played");
  }
  fly(page, "1", 2);
  page.hear(blockWith("1"));
  page.emit("confirmed");
  fly(page, "2", 1);
  page.hear(blockWith("2"));
  page.emit("confirmed");
  expect(recallTrace(hashOf("1"))?.predicted).toBe(at[0]);
  expect(recallTrace(hashOf("2"))?.predicted).toBe(at[2]);
  vi.useRealTimers();
});

test("what was refused or taken back leaves nothing, and what is on chain already is not taken for the next", () => {
  const page = createPage();
  page.emit("played");
  fly(page, "1");
  page.show(row("1", "rejected"));
  page.emit("rolledBack");
  page.hear(blockWith("1"));
  page.emit("confirmed");
  expect(recallTrace(hashOf("1"))).toBeUndefined();
  // A row of an earlier visit: nobody knows when it was played.
  page.show(row("3", "pending"));
  page.hear(blockWith("3"));
  page.emit("confirmed");
  expect(recallTrace(hashOf("3"))).toBeUndefined();
  page.dispose();
  expect(page.listeners.size).toBe(0);
});

test("a long visit does not grow: of each measure only the newest are kept", () => {
  const page = createPage();
  for (let id = 1; id <= 450; id++) {
    page.emit("played");
    fly(page, `${id}`);
    page.hear(blockWith(`${id}`));
    page.emit("confirmed");
  }
  expect(performance.getEntriesByName("hourglass").length).toBeLessThanOrEqual(200);
  expect(recallTrace(hashOf("1"))).toBeUndefined();
  expect(recallTrace(hashOf("450"))).toBeDefined();
});

import { expect, test, vi } from "vitest";
import { RefusedError } from "../errors/errors.ts";
import { toPermission } from "../grant/grantTypes.ts";
import type { LaneOperation } from "../lane/laneTypes.ts";
import { createQueue, type Entry, type Together } from "./queue.ts";

const target = "0x1111111111111111111111111111111111111111";
const entry = (id: string, calls = 1): Entry => ({
  id,
  calls: Array.from({ length: calls }, () => ({ to: target, data: "0x12345678" as const })),
});
const settled = (
  item: Together,
  status: LaneOperation<Together>["status"],
  error?: RefusedError,
): LaneOperation<Together> => ({
  ...{ id: "row", item, status, startedAtMs: 0 },
  ...(error && { error }),
});

function start(coalesce = true) {
  const done = vi.fn();
  const queue = createQueue(coalesce, {
    done,
    resumed: () => undefined,
    permissions: () => [toPermission(target, "play()")],
  });
  const ids = () => queue.take()?.item.entries.map(({ id }) => id);
  return { queue, done, ids };
}

test("waiting calls go out together, in order, up to a number of calls", () => {
  const { queue, ids } = start();
  for (const id of ["a", "b", "c"]) queue.add(entry(id, 18));
  expect(ids()).toEqual(["a", "b"]);
  expect(ids()).toEqual(["c"]);
  expect(ids()).toBeUndefined();
});

test("without coalescing each goes by itself", () => {
  const { queue, ids } = start(false);
  for (const id of ["a", "b"]) queue.add(entry(id));
  expect([ids(), ids()]).toEqual([["a"], ["b"]]);
});

test("if nobody knows which entry failed, each goes by itself, before later ones", () => {
  const { queue, done, ids } = start();
  for (const id of ["a", "b"]) queue.add(entry(id));
  const batch = queue.take();
  queue.add(entry("c"));
  if (!batch) throw new Error("nothing taken");
  queue.settled(settled(batch.item, "rejected", new RefusedError("rpc", "No.")));
  expect(done).not.toHaveBeenCalled();
  expect([ids(), ids(), ids()]).toEqual([["a"], ["b"], ["c"]]);
});

test("if the module names the call that broke a rule, only its entry is refused, and the others go out together again", () => {
  const { queue, done, ids } = start();
  for (const id of ["a", "b", "c"]) queue.add(entry(id, 2));
  const batch = queue.take();
  if (!batch) throw new Error("nothing taken");
  const contractError = { name: "CallNotPermitted", args: [3n] };
  queue.settled(settled(batch.item, "rejected", new RefusedError("bundler", "No.", { contractError })));
  expect(done.mock.calls.map(([entries]) => entries.map(({ id }: Entry) => id))).toEqual([["b"]]);
  expect(ids()).toEqual(["a", "c"]);
});

test("what an ended session gives back waits in front, and what an earlier visit sent is not sent again", () => {
  const { queue, ids } = start();
  queue.add(entry("a"));
  const batch = queue.take();
  queue.add(entry("b"));
  if (!batch) throw new Error("nothing taken");
  queue.giveBack(batch);
  expect(queue.waiting().map(({ id }) => id)).toEqual(["a", "b"]);
  queue.resumed?.(batch);
  expect(ids()).toEqual(["b"]);
});

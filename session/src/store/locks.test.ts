import { getEventListeners } from "node:events";
import { expect, test, vi } from "vitest";

import { createKeptLock, createLocalLock, createWebLock } from "./locks.ts";

const never = new AbortController().signal;

test("one runs at a time under a name, in the order of asking", async () => {
  const lock = createLocalLock();
  const order: string[] = [];
  let release = () => {};
  const first = lock("a", never, async () => {
    order.push("first");
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  const second = lock("a", never, async () => void order.push("second"));
  await lock("b", never, async () => void order.push("other name"));
  expect(order).toEqual(["first", "other name"]);
  release();
  await Promise.all([first, second]);
  expect(order).toEqual(["first", "other name", "second"]);
});

test("a cancelled wait does not run, and does not block the next one", async () => {
  const lock = createLocalLock();
  const giveUp = new AbortController();
  let release = () => {};
  const holder = lock("a", never, () => new Promise<void>((resolve) => (release = resolve)));
  await vi.waitUntil(() => release.length === 1);
  const run = vi.fn();
  const waiting = lock("a", giveUp.signal, run);
  giveUp.abort();
  await waiting;
  const next = vi.fn();
  const last = lock("a", never, async () => next());
  release();
  await Promise.all([holder, last]);
  expect(run).not.toHaveBeenCalled();
  expect(next).toHaveBeenCalledOnce();
});

test("a holder that fails lets the next one in", async () => {
  const lock = createLocalLock();
  await expect(lock("a", never, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  const next = vi.fn();
  await lock("a", never, async () => next());
  expect(next).toHaveBeenCalledOnce();
});

test("across tabs it is a Web Lock", async () => {
  const request = vi.fn(async (_name: string, _options: object, run: () => Promise<void>) => run());
  const run = vi.fn();
  await createWebLock({ request } as unknown as LockManager)("a", never, async () => run());
  expect(request.mock.calls[0]?.slice(0, 2)).toEqual(["a", { signal: never }]);
  expect(run).toHaveBeenCalledOnce();
});

test("if the browser refuses its locks, the page has its own", async () => {
  const refusing = { request: () => Promise.reject(new DOMException("blocked", "SecurityError")) };
  const lock = createWebLock(refusing as unknown as LockManager);
  const order: string[] = [];
  const { signal } = new AbortController();
  await Promise.all(
    ["first", "second"].map((name) =>
      lock("lane", signal, async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
      }),
    ),
  );
  expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

test("an error while it runs does not run it a second time", async () => {
  const locks = { request: (_: string, __: unknown, run: () => Promise<void>) => run() };
  const lock = createWebLock(locks as unknown as LockManager);
  let runs = 0;
  const failing = async () => {
    runs++;
    throw new TypeError("a defect");
  };
  await expect(lock("lane", new AbortController().signal, failing)).rejects.toThrow(TypeError);
  expect(runs).toBe(1);
});

test("a kept lock stays with the page between its lanes, and goes to the next tab when it is released", async () => {
  const across = createLocalLock();
  const [first, second] = [createKeptLock(across), createKeptLock(across)];
  const order: string[] = [];
  await first.lock("lane", never, async () => void order.push("first"));
  const waiting = second.lock("lane", never, async () => void order.push("second"));
  await first.lock("lane", never, async () => void order.push("first, renewed"));
  first.release();
  await waiting;
  expect(order).toEqual(["first", "first, renewed", "second"]);
});

test("a signal that outlives many locks keeps no listener of them", async () => {
  const { signal } = new AbortController();
  const local = createLocalLock();
  const kept = createKeptLock(local);
  for (const name of ["ana", "ben", "ana"]) {
    await createLocalLock()(name, signal, async () => undefined);
    await kept.lock(name, signal, async () => undefined);
  }
  kept.release();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("another name releases the previous one, and a cancelled wait does not run", async () => {
  const across = createLocalLock();
  const [first, second] = [createKeptLock(across), createKeptLock(across)];
  const run = vi.fn(async () => undefined);
  await first.lock("ana", never, run);
  await first.lock("ben", never, run);
  await second.lock("ana", never, run);
  expect(run).toHaveBeenCalledTimes(3);
  const giveUp = new AbortController();
  const waiting = second.lock("ben", giveUp.signal, run);
  giveUp.abort();
  await waiting;
  expect(run).toHaveBeenCalledTimes(3);
});

import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { SessionError } from "../errors/errors.ts";
import { createOutcomes } from "./outcomes.ts";

test("a signal that outlives many waits keeps no listener of them", async () => {
  const { signal } = new AbortController();
  const outcomes = createOutcomes();
  const error = new SessionError("No.");
  for (const id of ["a", "b"]) {
    outcomes.begin(id);
    const waiting = outcomes.wait(id, signal);
    outcomes.settle(id, { kind: "error", error });
    await expect(waiting).rejects.toBe(error);
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("an abort ends the wait, and only that", async () => {
  const leaving = new AbortController();
  const outcomes = createOutcomes();
  outcomes.begin("a");
  const [given, other] = [outcomes.wait("a", leaving.signal), outcomes.wait("a")];
  leaving.abort();
  await expect(given).rejects.toThrow("Cancelled");
  const error = new SessionError("No.");
  outcomes.settle("a", { kind: "error", error });
  await expect(other).rejects.toBe(error);
});

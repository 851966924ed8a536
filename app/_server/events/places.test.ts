import { expect, test } from "vitest";

import { createPlaces } from "./places";

test("each client has its places, and the next stream gets an explanation", () => {
  const places = createPlaces(2, 10);
  const [first, second] = [places.take("a"), places.take("a")];
  expect(first).toBeTypeOf("function");
  expect(second).toBeTypeOf("function");
  expect(places.take("a")).toMatchObject({ reason: "address", allowed: 2, retrySeconds: 30 });
  expect(places.take("b")).toBeTypeOf("function");
});

test("a place is given back once", () => {
  const places = createPlaces(1, 10);
  const leave = places.take("a");
  if (typeof leave !== "function") throw new Error("There is a place.");
  leave();
  leave();
  expect(places.take("a")).toBeTypeOf("function");
  expect(places.take("a")).toMatchObject({ reason: "address" });
});

test("all clients together have no more places than the server can serve", () => {
  const places = createPlaces(2, 3);
  for (const client of ["a", "b", "c"]) expect(places.take(client)).toBeTypeOf("function");
  expect(places.take("d")).toMatchObject({ reason: "server", allowed: 3 });
});

import { OwnerDeclinedError, RefusedError, UnavailableError, WaitEndedError } from "@hourglass/session/core";
import { expect, test } from "vitest";
import { isWorthKeeping } from "./waiting";

test.each([
  { what: "a service that is down", error: new UnavailableError("sponsor"), isKept: true },
  {
    what: "a budget that is used up",
    error: new RefusedError("sponsor", "Used up.", { rpcCode: -32504 }),
    isKept: true,
  },
  { what: "a fault of the page", error: new TypeError("undefined"), isKept: true },
  {
    what: "a refusal of the grant",
    error: new RefusedError("sponsor", "Not allowed.", { rpcCode: -32501 }),
    isKept: false,
  },
  { what: "a no of the wallet", error: new OwnerDeclinedError("No."), isKept: false },
  { what: "an hour that is over", error: new WaitEndedError("Too late."), isKept: false },
])("after $what, what signers approved is kept: $isKept", ({ error, isKept }) => {
  expect(isWorthKeeping(error)).toBe(isKept);
});

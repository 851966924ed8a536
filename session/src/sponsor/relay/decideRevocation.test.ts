import { numberToHex } from "viem";
import { expect, test } from "vitest";

import { decideRevocation, type RevocationFacts } from "./decideRevocation.ts";

const session = numberToHex(1, { size: 32 });
const good: RevocationFacts = { isSigned: true, status: "enabled", isPromised: true, isOurs: true };

test("a session that is enabled, or could be, can be ended by its own signature", () => {
  expect(decideRevocation(`session ${session}`, good)).toBe("send");
  expect(decideRevocation(`session ${session}`, { ...good, isPromised: false })).toBe("send");
  expect(decideRevocation(`session ${session}`, { ...good, status: "none" })).toBe("send");
});

test("a session that is already ended costs nothing more", () => {
  expect(decideRevocation(`session ${session}`, { ...good, status: "revoked" })).toBe("done");
});

test("a key that was never granted is not paid for", () => {
  expect(decideRevocation(`session ${session}`, { ...good, status: "none", isPromised: false })).toMatchObject({
    allowed: "an enabled session, or one that has a voucher",
  });
});

test("a stranger's signature reveals nothing", () => {
  for (const status of ["none", "enabled", "revoked"] as const) {
    expect(decideRevocation(`session ${session}`, { ...good, status, isSigned: false })).toMatchObject({
      seen: "a signature by somebody else",
    });
  }
});

test("a contract that claims to have enabled a session is not paid for", () => {
  expect(decideRevocation(`session ${session}`, { ...good, isOurs: false })).toMatchObject({
    allowed: "an account of this world",
  });
});

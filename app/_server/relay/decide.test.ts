import { numberToHex } from "viem";
import { expect, test } from "vitest";

import { decideRevocation, type RevocationFacts } from "./decide";

const session = numberToHex(1, { size: 32 });
const good: RevocationFacts = { isSigned: true, status: "enabled", hasVoucher: true, isOurs: true };

test("a session that is enabled, or could be, is ended by its own signature", () => {
  expect(decideRevocation(session, good)).toBe("send");
  expect(decideRevocation(session, { ...good, hasVoucher: false })).toBe("send");
  expect(decideRevocation(session, { ...good, status: "none" })).toBe("send");
});

test("a session that is ended already costs nothing more", () => {
  expect(decideRevocation(session, { ...good, status: "revoked" })).toBe("done");
});

test("a key that was never granted is not paid for", () => {
  expect(decideRevocation(session, { ...good, status: "none", hasVoucher: false })).toMatchObject({
    allowed: "an enabled session, or one that has a voucher",
  });
});

test("nobody learns anything by somebody else's signature", () => {
  for (const status of ["none", "enabled", "revoked"] as const) {
    expect(decideRevocation(session, { ...good, status, isSigned: false })).toMatchObject({
      seen: "a signature by somebody else",
    });
  }
});

test("a contract that says that it enabled a session is not paid for", () => {
  expect(decideRevocation(session, { ...good, isOurs: false })).toMatchObject({ allowed: "an account of this world" });
});

import { expect, test } from "vitest";
import { decideEnabling, type EnablingFacts } from "./decideEnabling.ts";

const fine: EnablingFacts = {
  ...{ hasOwner: true, isContract: true, isPromised: true, status: "none", isEpochNow: true },
  ...{ nowSeconds: 1_000, window: { validAfter: 970, validUntil: 4_570 } },
};

test.each<[string, Partial<EnablingFacts>, ReturnType<typeof decideEnabling> | string]>([
  ["all is fine", {}, "ask"],
  ["it is enabled already", { status: "enabled" }, "done"],
  ["it was ended", { status: "revoked" }, "a session that was ended"],
  [
    "all sessions were ended since it was enabled",
    { status: "enabled", isEpochNow: false },
    "a session that was ended",
  ],
  ["all sessions were ended since it was granted", { isEpochNow: false }, "a session that was ended"],
  ["nobody here made the account", { hasOwner: false, isContract: false }, "an account that nobody here made"],
  ["the owner has a key", { isContract: false }, "an owner with a key"],
  ["nobody promised it", { isPromised: false }, "a session without a voucher"],
  ["its last second", { nowSeconds: 4_570 }, "ask"],
  ["its time is over", { nowSeconds: 4_571 }, "a grant whose time is over"],
  ["the chain would say not due", { nowSeconds: 970 }, "a grant that begins at 970"],
  ["its first second", { nowSeconds: 971 }, "ask"],
])("the relayer decides: %s", (_what, change, verdict) => {
  const decided = decideEnabling({ ...fine, ...change });
  if (typeof decided === "string") expect(decided).toBe(verdict);
  else expect(decided.seen).toBe(verdict);
});

test("a grant for later says from when", () => {
  expect(decideEnabling({ ...fine, nowSeconds: 900 })).toMatchObject({ retryAt: 971 });
});

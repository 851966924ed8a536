import { concat, numberToHex } from "viem";
import { describe, expect, test } from "vitest";

import { RefusedError } from "./errors";
import { grantReaderAbi, sessionPaymasterAbi, sessionValidatorAbi } from "./generated/abis";
import { reactTo } from "./laneReaction";

const HOUR = { secondsLeft: 3_000 };
/** Epochs one and two: what `GrantWrongEpoch` names, in the order of a grant that was signed too early. */
const epochs = [1, 2].map((number) => concat([numberToHex(number, { size: 4 }), `0x${"ab".repeat(28)}`]));
const named = (name: string, args: readonly unknown[] = epochs) =>
  new RefusedError("bundler", "No.", { code: "AA23", contractError: { name, args } });
const coded = (code: string) => new RefusedError("bundler", "No.", { code });

/** Errors of the module about what a call does: the only ones that undo what was played. */
const aboutCalls = [
  ...["CallArgumentMissing", "CallArgumentRefused", "CallCountZero", "CallDataNotExecute", "CallNotPermitted"],
  ...["CallPolicyRefused", "CallTooShort", "CallValueAboveLimit", "ERC7579DecodingError", "ExecutionMalformed"],
  ...["ExecutionModeNotAllowed", "LimitExceeded", "SpendExceeded"],
];

/** What the contracts answer to owners, watchers and relayers, and errors of libraries: no operation of a session meets them. */
const notOfOperations = [
  ...["AddressZero", "CallerNotWatcher", "DenialOfOwner", "DurationInvalid", "ModuleInstalledAlready"],
  ...["OwnableInvalidOwner", "OwnableUnauthorizedAccount", "OwnerRequired", "PaymasterUnauthorized"],
  ...["RevocationSignatureInvalid", "RevokeAllWrongEpoch", "InvalidShortString", "StringTooLong"],
];

const errorsOf = (abi: readonly { type: string; name?: string }[]) =>
  abi.flatMap((item) => (item.type === "error" && item.name ? [item.name] : []));

test.each(errorsOf(grantReaderAbi))(
  "%s, of whoever reads a grant, ends the session: another one must be signed",
  (name) => {
    expect(reactTo(named(name), HOUR)).toEqual({ type: "end", end: "refused" });
  },
);

describe("only what the rules refuse undoes what was played", () => {
  const errors = [...errorsOf(sessionValidatorAbi), ...errorsOf(sessionPaymasterAbi)];

  test("what is named here is there", () => {
    expect(errors).toEqual(expect.arrayContaining([...aboutCalls, ...notOfOperations]));
  });

  test.each(aboutCalls)("%s does", (name) => {
    expect(reactTo(named(name), HOUR)).toEqual({ type: "reject" });
  });

  test("every error of module and paymaster about grant, session, gas and voucher does not", () => {
    const undoing = [...new Set(errors)].filter((name) => reactTo(named(name), HOUR).type === "reject");
    expect(undoing.filter((name) => ![...aboutCalls, ...notOfOperations].includes(name))).toEqual([]);
  });

  test.each(["AA21", "AA23", "AA30", "AA31", "AA33", "AA50", "AA90", "AA99"])("%s without a reason waits", (code) => {
    expect(reactTo(coded(code), HOUR)).toEqual({ type: "wait" });
  });

  test("words that nobody knows wait", () => {
    expect(reactTo(new RefusedError("bundler", "No.", { details: "something new" }), HOUR)).toEqual({ type: "wait" });
  });
});

test("a bundler that takes no account of this kind ends the session with a way on", () => {
  const error = new RefusedError("bundler", "No.", { rpcCode: -32502, details: "account: seen 0x12; allowed: ours" });
  expect(reactTo(error, HOUR)).toEqual({ type: "end", end: "refused" });
});

describe("a window that does not fit", () => {
  test.each(["AA22 expired or not due", "User operation expires too soon", "not valid yet"])("%s", (details) => {
    const error = new RefusedError("bundler", "No.", { details });
    expect(reactTo(error, HOUR), "in mid hour").toEqual({ type: "wait" });
    expect(reactTo(error, { secondsLeft: 20 }), "at its end").toEqual({ type: "end", end: "expired" });
  });
});

describe("the sponsor", () => {
  const refused = (rpcCode?: number) =>
    new RefusedError("sponsor", "No.", { details: "no", ...(rpcCode !== undefined && { rpcCode }) });

  test("that is throttled is asked again, one that refuses ends the session", () => {
    expect(reactTo(refused(-32504), HOUR)).toEqual({ type: "wait" });
    expect(reactTo(refused(-32505), HOUR)).toEqual({ type: "wait" });
    expect(reactTo(refused(-32501), HOUR)).toEqual({ type: "end", end: "unsponsored" });
  });

  test("that stopped paying has a word of its own", () => {
    expect(reactTo(named("AccountIsDenied"), HOUR)).toEqual({ type: "end", end: "denied" });
  });

  test.each(["VoucherTooSmall", "VoucherTooShort", "VoucherCapInvalid", "VoucherWindowInvalid", "OperationTooDear"])(
    "%s: another voucher is asked for",
    (name) => {
      expect(reactTo(named(name), HOUR)).toEqual({ type: "rebuild", learnt: "voucher" });
    },
  );
});

describe("where a session stands", () => {
  test.each(["SessionNotLive", "SessionUsedAlready", "PeriodOver"])("%s: the chain is asked", (name) => {
    expect(reactTo(named(name), HOUR)).toEqual({ type: "rebuild", learnt: "session" });
  });

  test("AA34 may be a voucher that was shown before: sponsor and chain are asked", () => {
    expect(reactTo(coded("AA34"), HOUR)).toEqual({ type: "rebuild", learnt: "voucher" });
  });

  test("a grant from before all sessions were ended is over", () => {
    expect(reactTo(named("GrantWrongEpoch", epochs), HOUR)).toEqual({ type: "end", end: "revoked" });
  });

  test("a grant of an epoch that the node does not know yet waits", () => {
    expect(reactTo(named("GrantWrongEpoch", epochs.toReversed()), HOUR)).toEqual({ type: "wait" });
  });
});

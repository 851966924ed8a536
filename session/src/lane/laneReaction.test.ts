import { concat, numberToHex } from "viem";
import { describe, expect, test } from "vitest";
import { grantReaderAbi, sessionPaymasterAbi, sessionValidatorAbi } from "../abis/abis.ts";
import { RefusedError } from "../errors/errors.ts";
import { reactTo } from "./laneReaction.ts";

const HOUR = { secondsLeft: 3_000 };
/** Epochs one and two: the arguments of `GrantWrongEpoch`, in the order for a grant that was signed too early. */
const epochs = [1, 2].map((number) => concat([numberToHex(number, { size: 4 }), `0x${"ab".repeat(28)}`]));
const named = (name: string, args: readonly unknown[] = epochs) =>
  new RefusedError("bundler", "No.", { entryPointCode: "AA23", contractError: { name, args } });
const coded = (entryPointCode: string) => new RefusedError("bundler", "No.", { entryPointCode });

/** Errors of the module about what a call does: only these undo what was played. */
const aboutCalls = [
  ...["CallArgumentMissing", "CallArgumentRefused", "CallCountZero", "CallDataNotExecute", "CallNotPermitted"],
  ...["CallPolicyRefused", "CallTooShort", "CallValueAboveLimit", "ERC7579DecodingError", "ExecutionMalformed"],
  ...["ExecutionModeNotAllowed", "LimitExceeded", "SpendExceeded"],
];

/** Errors for owners, watchers and relayers, and errors of libraries: no operation of a session causes them. */
const notOfOperations = [
  ...["AddressZero", "CallerNotWatcher", "DenialOfOwner", "DurationInvalid", "ModuleInstalledAlready"],
  ...["OwnableInvalidOwner", "OwnableUnauthorizedAccount", "OwnerRequired", "PaymasterUnauthorized"],
  ...["RevocationSignatureInvalid", "RevokeAllWrongEpoch", "InvalidShortString", "StringTooLong"],
];

const errorsOf = (abi: readonly { type: string; name?: string }[]) =>
  abi.flatMap((item) => (item.type === "error" && item.name ? [item.name] : []));

test.each(errorsOf(grantReaderAbi))(
  "%s, from the grant reader, ends the session: another grant must be signed",
  (name) => {
    expect(reactTo(named(name), HOUR)).toEqual({ type: "end", end: "refused" });
  },
);

describe("only a refusal by the rules undoes what was played", () => {
  const errors = [...errorsOf(sessionValidatorAbi), ...errorsOf(sessionPaymasterAbi)];

  test("the errors named here exist", () => {
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

  test("unknown words wait", () => {
    expect(reactTo(new RefusedError("bundler", "No.", { details: "something new" }), HOUR)).toEqual({ type: "wait" });
  });
});

test("a bundler that does not accept this kind of account ends the session and says what to do", () => {
  const error = new RefusedError("bundler", "No.", { rpcCode: -32502, details: "account: seen 0x12; allowed: ours" });
  expect(reactTo(error, HOUR)).toEqual({ type: "end", end: "refused" });
});

describe("a window that does not fit", () => {
  test.each(["AA22 expired or not due", "User operation expires too soon", "not valid yet"])("%s", (details) => {
    const error = new RefusedError("bundler", "No.", { details });
    expect(reactTo(error, HOUR), "in the middle of the hour").toEqual({ type: "wait" });
    expect(reactTo(error, { secondsLeft: 20 }), "at its end").toEqual({ type: "end", end: "expired" });
  });
});

describe("the sponsor", () => {
  const refused = (rpcCode?: number) =>
    new RefusedError("sponsor", "No.", { details: "no", ...(rpcCode !== undefined && { rpcCode }) });

  test("that limits our rate is asked again, one that refuses ends the session", () => {
    expect(reactTo(refused(-32504), HOUR)).toEqual({ type: "wait" });
    expect(reactTo(refused(-32505), HOUR)).toEqual({ type: "wait" });
    expect(reactTo(refused(-32501), HOUR)).toEqual({ type: "end", end: "unsponsored" });
  });

  test("that stopped paying has its own message", () => {
    expect(reactTo(named("AccountIsDenied"), HOUR)).toEqual({ type: "end", end: "denied" });
  });

  test.each(["VoucherTooSmall", "VoucherTooShort", "VoucherCapInvalid", "VoucherWindowInvalid", "OperationTooDear"])(
    "%s: another voucher is requested",
    (name) => {
      expect(reactTo(named(name), HOUR)).toEqual({ type: "rebuild", learnt: "voucher" });
    },
  );
});

describe("errors about the session's state", () => {
  test.each(["SessionNotLive", "SessionUsedAlready", "PeriodOver"])("%s: the chain is asked", (name) => {
    expect(reactTo(named(name), HOUR)).toEqual({ type: "rebuild", learnt: "session" });
  });

  test("AA34 may be a voucher that was shown before: sponsor and chain are asked", () => {
    expect(reactTo(coded("AA34"), HOUR)).toEqual({ type: "rebuild", learnt: "voucher" });
  });

  test("a grant from before all sessions were ended is no longer valid", () => {
    expect(reactTo(named("GrantWrongEpoch", epochs), HOUR)).toEqual({ type: "end", end: "revoked" });
  });

  test("a grant of an epoch that the node does not know yet waits", () => {
    expect(reactTo(named("GrantWrongEpoch", epochs.toReversed()), HOUR)).toEqual({ type: "wait" });
  });
});

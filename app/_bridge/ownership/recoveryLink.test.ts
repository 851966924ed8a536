import { expect, test } from "vitest";
import { type RecoveryRequest, readRecoveryLink, toRecoveryPath } from "./recoveryLink";

const account = `0x${"ab".repeat(20)}` as const;
const asked: RecoveryRequest = {
  account,
  change: `0x${"0f".repeat(32)}`,
  owner: `0x${"cd".repeat(84)}`,
  proof: `0x${"fe".repeat(400)}`,
  signatures: { [`0x${"12".repeat(20)}` as const]: `0x${"34".repeat(65)}` } as RecoveryRequest["signatures"],
};
const fragmentOf = (path: string) => path.slice(path.indexOf("#"));

test("a request comes back from its link as it was, and stands behind the # alone", () => {
  const path = toRecoveryPath(asked);
  expect(path.startsWith(`/account?recover=${account}#`)).toBe(true);
  expect(path).toMatch(/#[\w-]+$/);
  expect(readRecoveryLink(fragmentOf(path), account)).toEqual(asked);
  expect(readRecoveryLink(fragmentOf(path), account.replace("ab", "AB") as typeof account)).toEqual(asked);
});

test.each([
  ["nothing", ""],
  ["no text of ours", "#%%%"],
  ["another account's", fragmentOf(toRecoveryPath({ ...asked, account: `0x${"ac".repeat(20)}` }))],
  ["a field more", `#${btoa(JSON.stringify({ ...asked, more: 1 }))}`],
  ["a broken signature", `#${btoa(JSON.stringify({ ...asked, signatures: { "0x12": "0x1" } }))}`],
  ["too much", `#${btoa(JSON.stringify({ ...asked, proof: `0x${"ab".repeat(20_000)}` }))}`],
])("a link with %s holds no request", (_name, fragment) => {
  expect(readRecoveryLink(fragment, account)).toBeUndefined();
});

import { expect, test } from "vitest";
import { decideKeeping, leftForRooms, purseOf } from "./keeping";

const HEAD = 1_000n;
const unnamed = { block: 0n, drawn: false };
const named = (block: bigint) => ({ block, drawn: false });

test.each([
  ["nobody has named a block", unnamed, "call"],
  ["the named block is the one after the next", named(HEAD + 2n), "wait"],
  ["the named block is the next one", named(HEAD + 1n), "wait"],
  ["the named block is mined", named(HEAD), "call"],
  ["its hash can be read just yet", named(HEAD + 1n - 250n), "call"],
  ["its hash is too old, so that another one must be named", named(HEAD + 1n - 251n), "call"],
  ["the day is drawn", { block: HEAD - 10n, drawn: true }, "rest"],
] as const)("when %s", (_, draw, wanted) => {
  expect(decideKeeping(draw, HEAD, 10n, 10n)).toBe(wanted);
});

test("a call that could cost more than is left is not sent; a day that is open needs none", () => {
  expect(decideKeeping(unnamed, HEAD, 11n, 10n)).toBe("stop");
  expect(decideKeeping(named(HEAD), HEAD, 1n, 0n)).toBe("stop");
  expect(decideKeeping(named(HEAD + 1n), HEAD, 11n, 10n)).toBe("wait");
  expect(decideKeeping({ block: HEAD, drawn: true }, HEAD, 11n, 10n)).toBe("rest");
});

test("each day has a budget of its own", () => {
  const spent = { day: 20_000n, spentWei: 7n };
  expect(purseOf(spent, 20_000n)).toBe(spent);
  expect(purseOf(spent, 20_001n)).toEqual({ day: 20_001n, spentWei: 0n });
});

test("rooms get what their purse has left, and nothing of what the account keeps for the day", () => {
  expect(leftForRooms(10n, { day: 2n, rooms: 3n }, 100n)).toBe(7n);
  expect(leftForRooms(10n, { day: 2n, rooms: 3n }, 12n)).toBe(4n);
  const left = leftForRooms(10n, { day: 0n, rooms: 0n }, 10n);
  expect(decideKeeping(unnamed, HEAD, 1n, left)).toBe("stop");
});

import { createGrant, type SessionRow, toNonceKey } from "@hourglass/session/core";
import { numberToHex } from "viem";
import { expect, test } from "vitest";
import { createGamePermissions } from "../gamePermissions";
import { toCard, toJson } from "./toCard";

const account = "0x000000000000000000000000000000000000000a";
const hourglass = "0x0000000000000000000000000000000000000007";
const sessionValidator = "0x0000000000000000000000000000000000000008";
const p256Verifier = `0x${"11".repeat(20)}` as const;
const deployment = { chainId: 1, name: "Hourglass", sessionValidator, p256Verifier, hourglass } as const;
const LANE = 2 ** 31 + 7;
const place = { blockNumber: 9n, logIndex: 1, transactionHash: numberToHex(9, { size: 32 }), time: 1_010 };
const row: SessionRow = {
  id: numberToHex(1, { size: 32 }),
  print: "a1b2 c3d4 e5f6",
  grant: createGrant({
    ...{ account, lane: LANE, epoch: numberToHex(0, { size: 32 }), validator: sessionValidator, nowSeconds: 1_000 },
    ...{ sessionKey: `0x${"22".repeat(84)}`, permissions: createGamePermissions(hourglass).permissions },
    ...{ maxActions: 10, maxSpend: 2n ** 90n, maxGasWei: 100n },
  }),
  ...{ status: "running", made: place, isDenied: false },
  ...{ used: { calls: 3, spend: 5n, gas: 40n }, left: { calls: 7, spend: 2n ** 90n - 5n, gas: 60n } },
};

test("a card has what was used of each limit, and the game's words for what it may do", () => {
  const card = toCard(deployment, row, undefined);
  expect(card).toMatchObject({ status: "running", label: "Session", ended: undefined, last: undefined });
  expect([card.actions, card.gasWei]).toEqual([
    { used: 3n, max: 10n },
    { used: 40n, max: 100n },
  ]);
  expect(card.card.permissions.every(({ words }) => words !== undefined)).toBe(true);
});

test("only sessions in this browser's own lane have its label", () => {
  expect(toCard(deployment, row, LANE).label).toBe("This browser");
  expect(toCard(deployment, row, LANE + 1).label).toBe("Another device");
  const elsewhere = { ...row, grant: { ...row.grant, nonceKey: toNonceKey(sessionValidator, 7) } };
  expect(toCard(deployment, elsewhere, LANE).label).toBe("Another device");
});

test.each([
  ["key", false, "Ended with its own key"],
  ["owner", false, "Ended by the owner"],
  ["owner", true, "Ended by the owner, with all others"],
  ["newOwner", true, "Ended by a change of owner, with all others"],
] as const)("an end by %s (all: %s) says so", (by, isAll, words) => {
  const ended: SessionRow = { ...row, status: "ended", ended: { ...place, by, isAll } };
  expect(toCard(deployment, ended, undefined).ended).toEqual({ bySeconds: 1_010, words });
});

test("the file has every number of what was read, exactly", () => {
  const { sessions } = JSON.parse(toJson(account, { number: 9n, time: 1_010 }, [row]));
  expect(sessions[0].grant.maxSpend).toBe(`${2n ** 90n}`);
  expect(sessions[0].left).toEqual({ calls: 7, spend: `${2n ** 90n - 5n}`, gas: "60" });
});

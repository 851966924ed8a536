import { describe, expect, test } from "vitest";

import { grantRows, VALIDATOR } from "@/scripts/grants/grantRows";
import { InvalidInputError } from "./errors";
import { grantTypedData } from "./grant";
import { findGrantFault } from "./grantFault";

const rows = grantRows();
const module = { chainId: 1, validator: VALIDATOR };

describe("what the chain would not enable is not handed out to be signed", () => {
  test.each(rows)("$what", ({ grant, kit }) => {
    if (kit) expect(grantTypedData(module, grant).message).toBe(grant);
    else expect(() => grantTypedData(module, grant)).toThrow(InvalidInputError);
  });
});

test("no row is taken here that the contract refuses", () => {
  const taken = rows.filter(({ grant }) => findGrantFault(grant, VALIDATOR) === undefined);
  expect(taken.filter(({ chain }) => !chain)).toEqual([]);
  expect(taken.length).toBeGreaterThan(20);
});

const [plain] = rows;

test.each([
  ["maxActions", { maxActions: 1.5 }],
  ["maxActions", { maxActions: -1 }],
  ["maxSpend", { maxSpend: 2n ** 96n }],
  ["maxSpend", { maxSpend: -1n }],
  ["maxGasWei", { maxGasWei: -1n }],
  ["nonceKey", { nonceKey: 2n ** 192n }],
  ["epoch", { epoch: 2 ** 32 }],
  ["window", { validAfter: Number.NaN }],
])("a %s that no field of the contract holds is named", (what, change) => {
  expect(plain && findGrantFault({ ...plain.grant, ...change }, VALIDATOR)).toMatchObject({ what });
});

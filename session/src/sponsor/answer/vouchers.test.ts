import { numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import {
  createExampleOperation,
  createExampleRequest,
  exampleDeployment,
  exampleGrant,
  exampleNow,
  token,
} from "../../../test/sponsorExample.ts";
import { sessionIdOf, toNonceKey } from "../../grant/grant.ts";
import { decodeOperationVoucher } from "../../operation/operationVoucher.ts";
import { sponsorModuleOf } from "../../operation/voucher.ts";
import { createOperationWindow, createVoucher, signOperationVoucher, toOperation } from "./vouchers.ts";

test("an operation voucher is valid for five to ten minutes, the same window for everybody within five", () => {
  const slot = Math.floor(exampleNow / 300) * 300;
  for (const now of [slot, slot + 1, slot + 299]) {
    const window = createOperationWindow(now);
    expect(window).toEqual({ validAfter: slot - 60, validUntil: slot + 600 });
    // Bundlers want the start at least five seconds ago, and the end at least thirty seconds from now.
    expect(now - window.validAfter).toBeGreaterThanOrEqual(60);
    expect(window.validUntil - now).toBeGreaterThan(300);
  }
  expect(createOperationWindow(slot + 300)).not.toEqual(createOperationWindow(slot));
});

test("the same operation gets the same voucher, whichever server signs it", async () => {
  const signer = privateKeyToAccount(`0x${"11".repeat(32)}`);
  const sign = (changes: object, generation = 1) =>
    signOperationVoucher(
      signer,
      { ...sponsorModuleOf(exampleDeployment), generation },
      toOperation(createExampleOperation(changes).operation),
      createOperationWindow(exampleNow),
    );
  const voucher = await sign({});
  expect(await sign({})).toBe(voucher);
  expect(await sign({ nonce: "0x4" })).not.toBe(voucher);
  expect(await sign({}, 2)).not.toBe(voucher);
  expect(decodeOperationVoucher(voucher)).toMatchObject(createOperationWindow(exampleNow));
});

test("a session voucher has its grant's window and budget, and the session's id; one operation may cost no more than the session", () => {
  const request = createExampleRequest({ maxGasWei: "1000" });
  const { account, validAfter, validUntil } = request.grant;
  const voucher = createVoucher(request.grant, exampleDeployment, 1n, 7);
  expect(voucher).toEqual({
    ...{ account, validAfter, validUntil, maxWei: 1000n, maxOperationWei: 1000n, generation: 7 },
    session: sessionIdOf(exampleDeployment, request.grant),
  });
  const wide = createExampleRequest({ maxGasWei: `${10n ** 18n}` });
  expect(createVoucher(wide.grant, exampleDeployment, 10n, 7)).toMatchObject({
    ...{ maxWei: 10n ** 18n, maxOperationWei: 90_000_000n, session: voucher.session },
  });
});

test.each([
  ["key", { sessionKey: token }],
  ["lane", { nonceKey: numberToHex(toNonceKey(exampleDeployment.sessionValidator, 8)) }],
  ["paymaster", { paymaster: token }],
  ["rules", { permissions: [{ ...exampleGrant.permissions[0], functionSignature: "withdraw(uint256)" }] }],
])("a session with another %s is another session for its voucher", (_, changes) => {
  const { session } = createVoucher(createExampleRequest().grant, exampleDeployment, 1n, 7);
  expect(createVoucher(createExampleRequest(changes).grant, exampleDeployment, 1n, 7).session).not.toBe(session);
});

import { numberToHex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";

import { testEnv } from "@/app/_env/testEnv";
import { sessionIdOf, toNonceKey } from "@/session/grant";
import { decodeOperationVoucher } from "@/session/operationVoucher";
import { sponsorModuleOf } from "@/session/voucher";
import { createExampleOperation, createExampleRequest, exampleDeployment, exampleGrant, exampleNow } from "./example";
import { createOperationWindow, createVoucher, signOperationVoucher, toOperation } from "./voucher";

test("an operation voucher counts for five to ten minutes, the same ones for everybody within five", () => {
  const slot = Math.floor(exampleNow / 300) * 300;
  for (const now of [slot, slot + 1, slot + 299]) {
    const window = createOperationWindow(now);
    expect(window).toEqual({ validAfter: slot - 60, validUntil: slot + 600 });
    // Bundlers want the start five seconds ago, and the end thirty seconds from now.
    expect(now - window.validAfter).toBeGreaterThanOrEqual(60);
    expect(window.validUntil - now).toBeGreaterThan(300);
  }
  expect(createOperationWindow(slot + 300)).not.toEqual(createOperationWindow(slot));
});

test("the same operation is the same voucher, whichever server signs it", async () => {
  const signer = privateKeyToAccount(testEnv.SPONSOR_SIGNER_KEY);
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

test("a session's voucher is its grant's window and budget, for its id, and one operation takes no more than the session", () => {
  const request = createExampleRequest({ maxGasWei: "1000" });
  const { account, validAfter, validUntil } = request.context.grant;
  const voucher = createVoucher(request, exampleDeployment, 1n, 7);
  expect(voucher).toEqual({
    ...{ account, validAfter, validUntil, maxWei: 1000n, maxOperationWei: 1000n, generation: 7 },
    session: sessionIdOf(exampleDeployment, request.context.grant),
  });
  const wide = createExampleRequest({ maxGasWei: `${10n ** 18n}` });
  expect(createVoucher(wide, exampleDeployment, 10n, 7)).toMatchObject({
    ...{ maxWei: 10n ** 18n, maxOperationWei: 90_000_000n, session: voucher.session },
  });
});

test.each([
  ["key", { sessionKey: exampleDeployment.sand }],
  ["lane", { nonceKey: numberToHex(toNonceKey(exampleDeployment.sessionValidator, 8)) }],
  ["paymaster", { paymaster: exampleDeployment.sand }],
  ["rules", { permissions: [{ ...exampleGrant.permissions[0], functionSignature: "embark()" }] }],
])("a session with another %s is another session to a voucher", (_, changes) => {
  const { session } = createVoucher(createExampleRequest(), exampleDeployment, 1n, 7);
  expect(createVoucher(createExampleRequest(changes), exampleDeployment, 1n, 7).session).not.toBe(session);
});

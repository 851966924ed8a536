import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";

import { testEnv } from "@/app/_env/testEnv";
import { decodeOperationVoucher } from "@/session/operationVoucher";
import { createExampleOperation, exampleDeployment, exampleNow } from "./example";
import { createOperationWindow, signOperationVoucher, toOperation } from "./voucher";

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
  const sign = (changes: object) =>
    signOperationVoucher(
      signer,
      exampleDeployment,
      toOperation(createExampleOperation(changes).operation),
      createOperationWindow(exampleNow),
    );
  const voucher = await sign({});
  expect(await sign({})).toBe(voucher);
  expect(await sign({ nonce: "0x4" })).not.toBe(voucher);
  expect(decodeOperationVoucher(voucher)).toMatchObject(createOperationWindow(exampleNow));
});

import { encodeFunctionData, numberToHex, zeroAddress } from "viem";
import { entryPoint08Abi, toPackedUserOperation } from "viem/account-abstraction";
import { beforeAll, describe, expect, test } from "vitest";
import { exampleSponsor, exampleModule as module, exampleTarget as target } from "../../test/example.ts";
import { createGrant, sessionIdOf, toNonceKey } from "../grant/grant.ts";
import { toPermission } from "../grant/grantTypes.ts";
import { createSessionKey } from "../keys/sessionKey.ts";
import { packRules, selectorIn } from "../permissions/rules.ts";
import { createFactoryArgs } from "./calls.ts";
import { decodeOperation, findBundled } from "./decodeOperation.ts";
import { type PreparedOperation, type PrepareParameters, prepareOperation } from "./operation.ts";
import { encodeOperationVoucher } from "./operationVoucher.ts";
import { encodeVoucher, omitVoucher } from "./voucher.ts";

const account = "0x00000000000000000000000000000000000000AA";
const permissions = ["move(bytes)", "gather(uint256)", "embark()"].map((text) => toPermission(target, text));
const calls = [2, 0, 0].map((index) => ({ to: target, data: selectorIn(permissions[index] as never) }));
const promise = { validAfter: 10, validUntil: 9_000, maxWei: 7n, maxOperationWei: 5n };
const voucher = {
  paymaster: exampleSponsor.paymaster,
  paymasterData: encodeVoucher(promise, `0x${"ab".repeat(65)}`),
  ...{ paymasterVerificationGasLimit: 4n, paymasterPostOpGasLimit: 5n },
};

let prepare: (changes: Partial<PrepareParameters>) => Promise<PreparedOperation>;
let id: `0x${string}`;

beforeAll(async () => {
  const signer = await createSessionKey(module.p256Verifier);
  const grant = createGrant({
    ...{ account, sessionKey: signer.signer, validator: module.validator, lane: 3, nowSeconds: 1_000, permissions },
    ...{ epoch: numberToHex(0, { size: 32 }), maxActions: 9, maxGasWei: 1_000n, paymaster: voucher.paymaster },
  });
  id = sessionIdOf(module, grant);
  const signed = { grant, ownerSignature: "0xee" } as const;
  prepare = (changes) =>
    prepareOperation({
      ...{ chainId: module.chainId, signed, signer, calls, nonce: (grant.nonceKey << 64n) + 8n, nowSeconds: 1_000 },
      fees: { maxFeePerGas: 10n, maxPriorityFeePerGas: 1n },
      gasLimits: { callGasLimit: 1n, verificationGasLimit: 2n, preVerificationGas: 3n },
      ...{ voucher: omitVoucher(voucher), enables: false, ...changes },
    });
});

describe("an operation that the kit made is taken apart", () => {
  test("one of a session that is enabled", async () => {
    const { operation } = await prepare({});
    const decoded = decodeOperation(operation, module);
    expect(decoded).toMatchObject({ sequence: 8n, nonceKey: toNonceKey(module.validator, 3), maxCostWei: 150n });
    expect(decoded.calls?.map(({ to, data }) => [to, data])).toEqual(calls.map(({ to, data }) => [to, data]));
    expect(decoded.voucher).toBeUndefined();
    expect(decoded.session).toMatchObject({ id, hints: [2, 0, 0], signature: { enables: false } });
  });

  test("the first one: its grant compiles to the same session, and it shows the voucher", async () => {
    const factory = createFactoryArgs(zeroAddress, "0x1234");
    const { operation } = await prepare({ enables: true, voucher, factory });
    const decoded = decodeOperation(operation, module);
    expect(decoded.session).toMatchObject({ id, rules: packRules({ maxActions: 9, maxSpend: 0n, permissions }) });
    expect(decoded.session?.signature).toMatchObject({
      enables: true,
      terms: { maxActions: 9 },
      ownerSignature: "0xee",
    });
    expect(decoded.voucher).toMatchObject({ kind: "session", ...promise });
  });

  test("one that the owner signed has no session, and a voucher for itself", async () => {
    const { operation } = await prepare({ nonce: 5n });
    const window = { validAfter: 1, validUntil: 2 };
    const paymasterData = encodeOperationVoucher(window, `0x${"ab".repeat(65)}`);
    const decoded = decodeOperation({ ...operation, paymasterData }, module);
    expect(decoded.session).toBeUndefined();
    expect(decoded.voucher).toMatchObject({ kind: "operation", ...window });
  });

  test("what has another form is left out, and the rest is still there", async () => {
    const { operation } = await prepare({});
    const decoded = decodeOperation({ ...operation, callData: "0x12345678", signature: "0x07" }, module);
    expect(decoded).toMatchObject({ calls: undefined, session: undefined, maxCostWei: 150n });
  });
});

describe("in the transaction that included it", () => {
  const bundle = async () => {
    const made = await Promise.all([prepare({}), prepare({ nonce: 5n, enables: true, voucher })]);
    const packed = made.map(({ operation }) => toPackedUserOperation(operation));
    const input = encodeFunctionData({ abi: entryPoint08Abi, functionName: "handleOps", args: [packed, account] });
    return { input, operations: made.map(({ operation }) => operation) };
  };

  test("an operation is found by account and nonce, as it was signed", async () => {
    const { input, operations } = await bundle();
    for (const operation of operations) {
      const found = findBundled(input, account, operation.nonce);
      expect(found && toPackedUserOperation(found)).toEqual(toPackedUserOperation(operation));
    }
    expect(findBundled(input, account, 6n)).toBeUndefined();
    expect(findBundled(input, target, 5n)).toBeUndefined();
  });

  test("a transaction of another kind has none", () => {
    expect(findBundled("0x", account, 5n)).toBeUndefined();
    const deposit = encodeFunctionData({ abi: entryPoint08Abi, functionName: "depositTo", args: [account] });
    expect(findBundled(deposit, account, 5n)).toBeUndefined();
  });
});

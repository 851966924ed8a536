import { createClient, custom, type Hex, numberToHex, recoverAddress, size } from "viem";
import { getUserOperationHash } from "viem/account-abstraction";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { OwnerDeclinedError } from "../errors/errors.ts";
import { CancelledError } from "../lane/deadline.ts";
import { encodeOperationVoucher } from "../operation/operationVoucher.ts";
import type { Owner } from "./owner.ts";
import { buildOwnerOperation, prepareOwnerOperation, sendOwnerOperation } from "./ownerOperation.ts";
import { createWalletOwner } from "./walletOwner.ts";

const wallet = privateKeyToAccount(generatePrivateKey());
const owner = createWalletOwner({ address: wallet.address, signTypedData: (data) => wallet.signTypedData(data) });
const account = numberToHex(0xaa, { size: 20 });
const paymaster = numberToHex(0xdd, { size: 20 });
const factory = { factory: numberToHex(0xfa, { size: 20 }), factoryData: "0xabcd" as Hex };
const shown = {
  paymaster,
  paymasterData: encodeOperationVoucher({ validAfter: 1, validUntil: 2 }, `0x${"ab".repeat(65)}`),
  ...{ paymasterVerificationGasLimit: "0x64", paymasterPostOpGasLimit: "0x0" },
};
const parameters = {
  ...{ chainId: 31337, account, owner, nonce: 5n },
  calls: [{ to: paymaster, data: "0x12345678" as Hex }],
  fees: { maxFeePerGas: 2n, maxPriorityFeePerGas: 1n },
  gasLimits: { callGasLimit: 100_000n, verificationGasLimit: 200_000n },
};

type Asked = { method: string; params: unknown[] };
const answering = (answers: Record<string, unknown>, asked: Asked[] = []) =>
  createClient({
    transport: custom(
      {
        request: async (call: Asked) => {
          asked.push(call);
          if (!(call.method in answers)) throw new Error(`no answer for ${call.method}`);
          return answers[call.method];
        },
      },
      { retryCount: 0 },
    ),
  });

test("the owner signs the operation with the voucher in it", async () => {
  const asked: Asked[] = [];
  const sponsor = answering({ pm_getPaymasterData: shown }, asked);
  const { operation, userOpHash } = await prepareOwnerOperation(parameters, sponsor);
  expect(operation).toMatchObject({ sender: account, nonce: 5n, paymaster, paymasterData: shown.paymasterData });
  const entry = { entryPointAddress: "0x4337084D9E255Ff0702461CF8895CE9E3b5Ff108", entryPointVersion: "0.8" } as const;
  expect(getUserOperationHash({ chainId: 31337, ...entry, userOperation: operation })).toBe(userOpHash);
  expect(await recoverAddress({ hash: userOpHash, signature: operation.signature })).toBe(wallet.address);
  expect(asked).toHaveLength(1);
  expect(asked[0]?.params[0]).toMatchObject({ preVerificationGas: numberToHex(operation.preVerificationGas) });
});

test("without a sponsor the account pays", async () => {
  const { operation } = await prepareOwnerOperation(parameters);
  expect(operation.paymaster).toBeUndefined();
});

test("nothing is signed if the sponsor refuses, and nothing is sent if the owner declines", async () => {
  let signatures = 0;
  const counting: Owner = { ...owner, signTypedData: async () => `0x${"11".repeat(64 + ++signatures)}` };
  await expect(prepareOwnerOperation({ ...parameters, owner: counting }, answering({}))).rejects.toThrow();
  expect(signatures).toBe(0);

  const sent: Asked[] = [];
  const fee = { maxFeePerGas: "0x2", maxPriorityFeePerGas: "0x1" };
  const bundler = answering({ pimlico_getUserOperationGasPrice: { slow: fee, standard: fee, fast: fee } }, sent);
  const rpc = answering({ eth_call: numberToHex(5, { size: 32 }), eth_getCode: "0x" });
  const declining: Owner = { ...owner, signTypedData: () => Promise.reject(new OwnerDeclinedError("No.")) };
  await expect(sendOwnerOperation({ rpc, bundler }, { ...parameters, owner: declining })).rejects.toThrow("No.");
  expect(sent.map(({ method }) => method)).toEqual(["pimlico_getUserOperationGasPrice"]);
});

test("a signature that comes when nobody waits for it any more is not sent", async () => {
  const sent: Asked[] = [];
  const fee = { maxFeePerGas: "0x2", maxPriorityFeePerGas: "0x1" };
  const prices = { slow: fee, standard: fee, fast: fee };
  const bundler = answering({ pimlico_getUserOperationGasPrice: prices, eth_sendUserOperation: "0x" }, sent);
  const rpc = answering({ eth_call: numberToHex(5, { size: 32 }), eth_getCode: "0x" });
  let isWanted = true;
  const late: Owner = {
    ...owner,
    signTypedData: async (data) => {
      isWanted = false;
      return owner.signTypedData(data);
    },
  };
  const sending = sendOwnerOperation({ rpc, bundler }, { ...parameters, owner: late, isWanted: () => isWanted });
  await expect(sending).rejects.toThrow(CancelledError);
  expect(sent.map(({ method }) => method)).toEqual(["pimlico_getUserOperationGasPrice"]);
});

test.each([
  ["deploys the account if it does not exist", "0x", factory.factory],
  ["leaves the factory out if the account exists", "0x60", undefined],
] as const)("%s", async (_name, code, seen) => {
  const fee = { maxFeePerGas: "0x2", maxPriorityFeePerGas: "0x1" };
  const prices = { pimlico_getUserOperationGasPrice: { slow: fee, standard: fee, fast: fee } };
  const bundler = answering({ ...prices, eth_sendUserOperation: "0x" });
  const rpc = answering({ eth_call: numberToHex(7, { size: 32 }), eth_getCode: code });
  const sponsor = answering({ pm_getPaymasterData: shown });
  const { operation } = await sendOwnerOperation({ rpc, bundler, sponsor }, { ...parameters, factory });
  expect(operation).toMatchObject({ nonce: 7n, maxFeePerGas: 2n });
  expect(operation.factory).toBe(seen);
});

test("room is kept for the voucher and for the signature of this kind of owner", () => {
  const gasOf = (who: Owner, isSponsored = true) =>
    buildOwnerOperation({ ...parameters, owner: who }, isSponsored).preVerificationGas;
  const device: Owner = { ...owner, kind: "device", signer: `0x${"11".repeat(84)}` };
  const passkey: Owner = { ...device, kind: "wallet" };
  expect(gasOf(owner)).toBeGreaterThan(gasOf(owner, false));
  expect(gasOf(passkey)).toBeGreaterThan(gasOf(device));
  expect(size(buildOwnerOperation(parameters, true).signature)).toBe(65);
  const given = { ...parameters.gasLimits, preVerificationGas: 9n };
  expect(buildOwnerOperation({ ...parameters, gasLimits: given }, true).preVerificationGas).toBe(9n);
});

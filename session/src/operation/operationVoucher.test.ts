import { createClient, custom, type Hex, http, numberToHex, size } from "viem";
import { expect, test } from "vitest";
import { exampleSponsor as module } from "../../test/example.ts";
import { RefusedError, UnavailableError } from "../errors/errors.ts";
import type { Operation } from "./operationType.ts";
import {
  decodeOperationVoucher,
  encodeOperationVoucher,
  hashOperationVoucher,
  requestOperationVoucher,
} from "./operationVoucher.ts";

const signature: Hex = `0x${"ab".repeat(65)}`;
const window = { validAfter: 1_800_000_000, validUntil: 1_800_000_300 };
const operation: Operation = {
  sender: numberToHex(0xaa, { size: 20 }),
  nonce: 3n,
  callData: "0x1234",
  ...{ callGasLimit: 1n, verificationGasLimit: 2n, preVerificationGas: 3n },
  ...{ maxFeePerGas: 4n, maxPriorityFeePerGas: 5n },
  ...{ paymasterVerificationGasLimit: 6n, paymasterPostOpGasLimit: 7n },
  signature: "0x",
};

test("an operation voucher survives encoding, in exactly 78 bytes", () => {
  const data = encodeOperationVoucher(window, signature);
  expect(size(data)).toBe(78);
  expect(decodeOperationVoucher(data)).toEqual({ ...window, signature });
  for (const wrong of ["0x", `${data}00`, data.slice(0, -2), data.replace("0x01", "0x00")] as Hex[]) {
    expect(decodeOperationVoucher(wrong)).toBeUndefined();
  }
});

test("its digest covers every field except the signature and the voucher itself", () => {
  const digest = hashOperationVoucher(module, operation, window);
  const same = { ...operation, signature: "0x99", paymaster: module.paymaster, paymasterData: "0x98" } as const;
  expect(hashOperationVoucher(module, same, window)).toBe(digest);
  const factory = { factory: module.paymaster, factoryData: "0x01" } as const;
  const changes: Partial<Operation>[] = [
    ...(["nonce", "callGasLimit", "verificationGasLimit", "preVerificationGas", "maxFeePerGas"] as const).map(
      (field) => ({ [field]: 99n }),
    ),
    ...(["maxPriorityFeePerGas", "paymasterVerificationGasLimit", "paymasterPostOpGasLimit"] as const).map((field) => ({
      [field]: 99n,
    })),
    ...[{ sender: module.paymaster }, { callData: "0x1235" as const }, factory],
  ];
  const digests = changes.map((change) => hashOperationVoucher(module, { ...operation, ...change }, window));
  const others = [
    hashOperationVoucher({ ...module, chainId: 1 }, operation, window),
    hashOperationVoucher({ ...module, paymaster: operation.sender }, operation, window),
    hashOperationVoucher({ ...module, name: "Guestbook" }, operation, window),
    hashOperationVoucher({ ...module, generation: 2 }, operation, window),
    hashOperationVoucher(module, operation, { ...window, validAfter: 1 }),
    hashOperationVoucher(module, operation, { ...window, validUntil: 1_900_000_000 }),
  ];
  expect(new Set([digest, ...digests, ...others]).size).toBe(1 + changes.length + others.length);
});

/** A sponsor that answers with what the test wants, and records the requests. */
function createSponsor(answer: unknown) {
  const asked: { method: string; params: unknown[] }[] = [];
  const request = async (call: { method: string; params: unknown[] }) => {
    asked.push(call);
    return answer;
  };
  return { asked, client: createClient({ transport: custom({ request }) }) };
}

test("the sponsor is asked by ERC-7677 for exactly this operation", async () => {
  const paymasterData = encodeOperationVoucher(window, signature);
  const { asked, client } = createSponsor({
    paymaster: module.paymaster,
    paymasterData,
    paymasterVerificationGasLimit: "0x64",
    paymasterPostOpGasLimit: "0x0",
  });
  expect(await requestOperationVoucher(client, { chainId: 31337, operation })).toEqual({
    paymaster: module.paymaster,
    paymasterData,
    paymasterVerificationGasLimit: 100n,
    paymasterPostOpGasLimit: 0n,
  });
  expect(asked).toMatchObject([
    {
      method: "pm_getPaymasterData",
      params: [
        { sender: operation.sender, nonce: "0x3", callData: "0x1234", callGasLimit: "0x1", maxFeePerGas: "0x4" },
        expect.any(String),
        "0x7a69",
        { kind: "operation" },
      ],
    },
  ]);
});

test("an answer that is not an operation voucher is not used", async () => {
  const session = { paymaster: module.paymaster, paymasterData: `0x00${"ab".repeat(93)}` };
  const unpriced = { paymaster: module.paymaster, paymasterData: encodeOperationVoucher(window, signature) };
  for (const answer of [{}, session, unpriced]) {
    const asking = requestOperationVoucher(createSponsor(answer).client, { chainId: 31337, operation });
    await expect(asking).rejects.toBeInstanceOf(RefusedError);
  }
});

test("a sponsor that does not answer is distinguished from one that refuses", async () => {
  const gone = createClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
  const asking = requestOperationVoucher(gone, { chainId: 31337, operation });
  await expect(asking).rejects.toBeInstanceOf(UnavailableError);
});

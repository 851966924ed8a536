import { type Hex, size } from "viem";
import { expect, test, vi } from "vitest";

import { computePreVerificationGas, createGasLimits, type GasLimits } from "./gas.ts";
import type { Operation } from "./operationType.ts";

const to = "0x00000000000000000000000000000000000000ee";
const limits: GasLimits = { callGasLimit: 100_000n, verificationGasLimit: 200_000n, preVerificationGas: 0n };
const build = (given: GasLimits, signature: Hex = `0x${"11".repeat(64)}`): Operation => ({
  ...{ sender: to, nonce: 1n, callData: "0x1234", maxFeePerGas: 1n, maxPriorityFeePerGas: 1n, signature },
  ...given,
});
const shape = (data: Hex, enables = false) => ({ deploys: false, enables, calls: [{ to, data }] }) as const;

test("gas before execution grows with the bytes, and by the floor price of EIP-7623 if that is higher", () => {
  const small = computePreVerificationGas(build(limits), { marginPercent: 0n });
  const large = computePreVerificationGas(build(limits, `0x${"11".repeat(2064)}`), { marginPercent: 0n });
  // 2,000 more bytes of four tokens at ten gas each; the smaller one may still be at the standard price.
  expect(large - small).toBeGreaterThan(2_000n * 4n * 4n);
  expect(large - small).toBeLessThanOrEqual(2_000n * 4n * 10n);
  expect(small).toBeGreaterThan(21_000n + 9_830n + 7_260n);
});

test("without the floor every non-zero byte costs 16", () => {
  const options = { marginPercent: 0n, floorPerToken: 0n };
  const small = build(limits);
  const large = build(limits, `0x${"11".repeat(size(small.signature) + 32)}`);
  expect(computePreVerificationGas(large, options) - computePreVerificationGas(small, options)).toBe(512n);
});

test("fees and limits that are not known yet do not change it", () => {
  const changed = { ...build(limits), maxFeePerGas: 2n ** 100n, verificationGasLimit: 1n };
  expect(computePreVerificationGas(changed)).toBe(computePreVerificationGas(build(limits)));
});

test("a measured shape needs no request", async () => {
  const estimate = vi.fn();
  const read = createGasLimits(() => ({ callGasLimit: 5n, verificationGasLimit: 6n }), estimate);
  expect(await read(shape("0x12345678"), build)).toMatchObject({ callGasLimit: 5n, verificationGasLimit: 6n });
  expect(estimate).not.toHaveBeenCalled();
});

test("an unmeasured shape is estimated once, another shape again, and a failure is not remembered", async () => {
  const estimate = vi.fn().mockRejectedValueOnce(new Error("down")).mockResolvedValue(limits);
  const read = createGasLimits(() => undefined, estimate);
  await expect(read(shape("0x12345678"), build)).rejects.toThrow("down");
  expect(await read(shape("0x12345678"), build)).toBe(limits);
  await read(shape("0x12345678"), build);
  expect(estimate).toHaveBeenCalledTimes(2);
  await read(shape("0x87654321"), build);
  await read(shape("0x12345678", true), build);
  expect(estimate).toHaveBeenCalledTimes(4);
});

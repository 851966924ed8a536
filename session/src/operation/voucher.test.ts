import { createClient, custom, type Hex, http, numberToHex, size, zeroAddress } from "viem";
import { describe, expect, test } from "vitest";
import { exampleSponsor, exampleTarget } from "../../test/example.ts";
import { randomGrant, randomVoucher } from "../../test/randomGrants.ts";
import { RefusedError, UnavailableError } from "../errors/errors.ts";
import { type Grant, toPermission } from "../grant/grantTypes.ts";
import {
  decodeVoucher,
  encodeVoucher,
  hashVoucher,
  omitVoucher,
  requestVoucher,
  sponsorContext,
  sponsorModuleOf,
  type Voucher,
} from "./voucher.ts";

const signature: Hex = `0x${"ab".repeat(65)}`;
const gasLimits = { paymasterVerificationGasLimit: 7n, paymasterPostOpGasLimit: 8n };
const grantOf = (seed: number) => ({ ...randomGrant(seed), paymaster: zeroAddress });

describe("after the voucher was shown", () => {
  const shown = { ...gasLimits, paymaster: zeroAddress, paymasterData: encodeVoucher(randomVoucher(1), signature) };

  test("operations name the paymaster and carry no voucher", () => {
    expect(omitVoucher(shown)).toEqual({ ...shown, paymasterData: "0x" });
  });

  test("the paymaster has less to do, and gets no more gas than before", () => {
    const dear = omitVoucher({ ...shown, paymasterVerificationGasLimit: 100_000n });
    expect(dear.paymasterVerificationGasLimit).toBeLessThan(100_000n);
    expect(omitVoucher(dear)).toEqual(dear);
  });
});

/** A sponsor that answers with what the test wants, and records the requests. */
function createSponsor(answer: (grant: Grant) => unknown) {
  const asked: { method: string; params: unknown[] }[] = [];
  const request = async (call: { method: string; params: unknown[] }) => {
    asked.push(call);
    return answer((call.params[3] as { grant: Grant }).grant);
  };
  return { asked, client: createClient({ transport: custom({ request }) }) };
}

const voucherFor = ({ validAfter, validUntil, maxGasWei }: Grant): Voucher => ({
  ...randomVoucher(1),
  ...{ validAfter, validUntil, maxWei: BigInt(maxGasWei) },
});

const answerWith = (voucher: Voucher) => ({
  paymaster: zeroAddress,
  paymasterData: encodeVoucher(voucher, signature),
});

const ask = (client: ReturnType<typeof createClient>, grant = grantOf(1)) =>
  requestVoucher(client, { chainId: 31337, grant, ownerSignature: "0x1234", gasLimits });

test("a voucher survives encoding, in exactly 94 bytes", () => {
  for (let seed = 0; seed < 20; seed++) {
    const voucher = randomVoucher(seed);
    const { account: _, session: __, generation: ___, ...carried } = voucher;
    const data = encodeVoucher(voucher, signature);
    expect(size(data)).toBe(94);
    expect(decodeVoucher(data)).toEqual({ ...carried, signature });
  }
});

test("data of another kind or length is not a voucher", () => {
  const data = encodeVoucher(randomVoucher(1), signature);
  for (const wrong of ["0x", `${data}00`, data.slice(0, -2), data.replace("0x00", "0x01")] as Hex[]) {
    expect(decodeVoucher(wrong)).toBeUndefined();
  }
});

test("every field, and every part of the domain, changes the digest", () => {
  const [voucher, other] = [randomVoucher(1), randomVoucher(2)];
  const digests = (Object.keys(voucher) as (keyof Voucher)[]).map((field) =>
    hashVoucher(exampleSponsor, { ...voucher, [field]: other[field] }),
  );
  for (const change of [{ chainId: 1 }, { name: "Guestbook" }, { paymaster: zeroAddress }]) {
    digests.push(hashVoucher({ ...exampleSponsor, ...change }, voucher));
  }
  expect(new Set([hashVoucher(exampleSponsor, voucher), ...digests]).size).toBe(1 + 7 + 3);
});

test("the paymaster is the one in the deployment", () => {
  const { generation: _, paymaster, ...rest } = exampleSponsor;
  expect(sponsorModuleOf({ ...rest, sessionPaymaster: paymaster })).toEqual({ ...rest, paymaster });
});

test("the sponsor is asked by ERC-7677, with the lane in the nonce and the grant in the context", async () => {
  const grant = grantOf(3);
  const { client, asked } = createSponsor(() => ({
    ...answerWith(voucherFor(grant)),
    paymasterVerificationGasLimit: "0x10",
  }));
  expect(await ask(client, grant)).toMatchObject({
    paymaster: zeroAddress,
    paymasterVerificationGasLimit: 16n,
    paymasterPostOpGasLimit: 8n,
  });
  const [{ method, params } = { method: "", params: [] }] = asked;
  expect(method).toBe("pm_getPaymasterData");
  expect(BigInt((params[0] as { nonce: Hex }).nonce)).toBe(grant.nonceKey << 64n);
  expect(params[2]).toBe("0x7a69");
  // The request is sent as JSON.
  expect(JSON.parse(JSON.stringify(params[3]))).toMatchObject({
    ownerSignature: "0x1234",
    grant: { epoch: grant.epoch },
  });
});

test("a grant in the context loses nothing in JSON", () => {
  const full = toPermission(exampleTarget, "pay(uint256)", {
    ...{ maxValue: 2n ** 100n, spendArgument: "1", period: "day", limits: [{ counted: "1", max: 2n ** 90n }] },
    conditions: [{ argument: "1", rule: "one of", values: [2n ** 256n - 1n] }],
    policies: [{ policy: exampleTarget, config: "0xabcd" }],
  });
  const { grant } = JSON.parse(JSON.stringify(sponsorContext({ ...grantOf(1), permissions: [full] }, "0x12")));
  expect(grant).toMatchObject({ epoch: grantOf(1).epoch, maxGasWei: numberToHex(grantOf(1).maxGasWei) });
  expect(grant.permissions).toEqual([
    {
      ...full,
      maxValue: numberToHex(2n ** 100n),
      limits: [{ counted: "1", max: numberToHex(2n ** 90n) }],
      conditions: [{ argument: "1", rule: "one of", values: [numberToHex(2n ** 256n - 1n)] }],
    },
  ]);
});

test.each<[string, (voucher: Voucher) => unknown]>([
  ["less than the session may cost", (voucher) => answerWith({ ...voucher, maxWei: voucher.maxWei - 1n })],
  ["a window that ends early", (voucher) => answerWith({ ...voucher, validUntil: voucher.validUntil - 1 })],
  ["a window that begins late", (voucher) => answerWith({ ...voucher, validAfter: voucher.validAfter + 1 })],
  ["another paymaster", (voucher) => ({ ...answerWith(voucher), paymaster: `0x${"11".repeat(20)}` })],
  ["a voucher of the first generation", () => ({ paymaster: zeroAddress, paymasterData: `0x00${"ab".repeat(145)}` })],
  ["no voucher at all", () => ({ paymaster: zeroAddress, paymasterData: "0x" })],
  ["nothing", () => ({})],
])("a sponsor that answers with %s is not believed", async (_, answer) => {
  const { client } = createSponsor((grant) => answer(voucherFor(grant)));
  await expect(ask(client)).rejects.toBeInstanceOf(RefusedError);
});

test("a sponsor that cannot be reached is named as unavailable", async () => {
  const client = createClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
  await expect(ask(client)).rejects.toMatchObject({ part: "sponsor", constructor: UnavailableError });
});

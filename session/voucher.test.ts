import { concat, createClient, custom, type Hex, http, size, zeroAddress } from "viem";
import { expect, test } from "vitest";

import { RefusedError, UnavailableError } from "./errors";
import { type Grant, sessionId } from "./grant";
import { randomGrant, randomVoucher } from "./testing/random";
import { decodeVoucher, encodeVoucher, nameVoucher, requestVoucher, type Voucher } from "./voucher";

const signature: Hex = `0x${"ab".repeat(65)}`;
const gasLimits = { paymasterVerificationGasLimit: 7n, paymasterPostOpGasLimit: 8n };

test("what names a voucher is the kind and the session", () => {
  const voucher = randomVoucher();
  const shown = { ...gasLimits, paymaster: zeroAddress, paymasterData: encodeVoucher(voucher, signature) };
  expect(nameVoucher(shown)).toEqual({ ...shown, paymasterData: concat(["0x02", voucher.session]) });
});

/** A sponsor that answers with what the test wants, and remembers what it was asked. */
function createSponsor(answer: (grant: Grant) => unknown) {
  const asked: { method: string; params: unknown[] }[] = [];
  const request = async (call: { method: string; params: unknown[] }) => {
    asked.push(call);
    return answer((call.params[3] as { grant: Grant }).grant);
  };
  return { asked, client: createClient({ transport: custom({ request }) }) };
}

const voucherFor = (grant: Grant): Voucher => ({
  ...randomVoucher(),
  session: sessionId(grant.sessionKey),
  validAfter: grant.validAfter,
  validUntil: grant.validUntil,
});

const answerWith = (voucher: Voucher) => ({
  paymaster: zeroAddress,
  paymasterData: encodeVoucher(voucher, signature),
});

const ask = (client: ReturnType<typeof createClient>, grant = { ...randomGrant(), paymaster: zeroAddress }) =>
  requestVoucher(client, { chainId: 31337, grant, ownerSignature: "0x1234", gasLimits });

test("a voucher survives encoding, in exactly 146 bytes", () => {
  for (let round = 0; round < 20; round++) {
    const voucher = randomVoucher();
    const data = encodeVoucher(voucher, signature);
    expect(size(data)).toBe(146);
    expect(decodeVoucher(data, voucher)).toEqual({ voucher, signature });
  }
});

test("data of another kind or length is no voucher", () => {
  const voucher = randomVoucher();
  const data = encodeVoucher(voucher, signature);
  for (const wrong of ["0x", `${data}00`, data.slice(0, -2), data.replace("0x00", "0x01")] as Hex[]) {
    expect(decodeVoucher(wrong, voucher)).toBeUndefined();
  }
});

test("the sponsor is asked by ERC-7677, with the lane in the nonce and the grant in the context", async () => {
  const grant = { ...randomGrant(), paymaster: zeroAddress };
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
  // What goes over the wire is JSON.
  expect(JSON.parse(JSON.stringify(params[3]))).toMatchObject({
    ownerSignature: "0x1234",
    grant: { epoch: grant.epoch },
  });
});

test.each<[string, (voucher: Voucher) => unknown]>([
  ["another session", (voucher) => answerWith({ ...voucher, session: `0x${"00".repeat(32)}` })],
  ["a window that ends early", (voucher) => answerWith({ ...voucher, validUntil: voucher.validUntil - 1 })],
  ["a window that begins late", (voucher) => answerWith({ ...voucher, validAfter: voucher.validAfter + 1 })],
  ["another paymaster", (voucher) => ({ ...answerWith(voucher), paymaster: `0x${"11".repeat(20)}` })],
  ["no voucher at all", () => ({ paymaster: zeroAddress, paymasterData: "0x" })],
  ["nothing", () => ({})],
])("a sponsor that answers with %s is not believed", async (_, answer) => {
  const { client } = createSponsor((grant) => answer(voucherFor(grant)));
  await expect(ask(client)).rejects.toBeInstanceOf(RefusedError);
});

test("a sponsor that cannot be reached is unavailable, by name", async () => {
  const client = createClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
  await expect(ask(client)).rejects.toMatchObject({ part: "sponsor", constructor: UnavailableError });
});

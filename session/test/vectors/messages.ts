import { hashTypedData, numberToHex } from "viem";
import { toPackedUserOperation } from "viem/account-abstraction";
import {
  encodeOperationVoucher,
  encodeVoucher,
  type Grant,
  hashOperationVoucher,
  hashVoucher,
  type Operation,
  revokeAllTypedData,
  revokeTypedData,
  toSessionProof,
} from "../../src/core.ts";
import { firstEpochOf } from "./calls.ts";
import { idOf } from "./render.ts";
import { module, owner, sessionKey, sponsor, sponsorModule, world } from "./world.ts";

/** The session voucher that the first operation shows. */
export async function voucherOf(grant: Grant) {
  const voucher = {
    account: grant.account,
    session: idOf(grant, grant.nonceKey),
    validAfter: grant.validAfter,
    validUntil: grant.validUntil,
    maxWei: grant.maxGasWei,
    maxOperationWei: 10n ** 15n,
    generation: sponsorModule.generation,
  };
  const digest = hashVoucher(sponsorModule, voucher);
  const signature = await sponsor.sign(digest);
  return { voucher, digest, signature, paymasterData: encodeVoucher(voucher, signature) };
}

async function renderOperationVoucher() {
  const operation: Operation = {
    sender: world.account,
    nonce: 3n,
    callData: "0x0645cff4",
    ...{ callGasLimit: 200_000n, verificationGasLimit: 500_000n, preVerificationGas: 60_000n },
    ...{ maxFeePerGas: 10n ** 9n, maxPriorityFeePerGas: 10n ** 8n },
    ...{ paymaster: world.paymaster, paymasterData: "0x" as const, signature: "0x" as const },
    ...{ paymasterVerificationGasLimit: 100_000n, paymasterPostOpGasLimit: 0n },
  };
  const window = { validAfter: world.now - 30, validUntil: world.now + 300 };
  const digest = hashOperationVoucher(sponsorModule, operation, window);
  const signature = await sponsor.sign(digest);
  const paymasterData = encodeOperationVoucher(window, signature);
  const { nonce, preVerificationGas, ...packed } = toPackedUserOperation({ ...operation, paymasterData });
  return {
    userOp: { ...packed, nonce: numberToHex(nonce), preVerificationGas: String(preVerificationGas) },
    ...{ ...window, generation: sponsorModule.generation, digest, signature, paymasterData },
  };
}

/**
 * The signed messages besides grants.
 * @param grant The grant of the session that is ended and paid for.
 */
export async function renderMessages(grant: Grant) {
  const session = idOf(grant, grant.nonceKey);
  const { sessionKey: key, rulesHash, paymaster, nonceKey } = toSessionProof(grant, world.p256Verifier);
  const revoke = hashTypedData(revokeTypedData(module, world.account, session));
  const epoch = firstEpochOf(world.account);
  const revokeAll = hashTypedData(revokeAllTypedData(module, world.account, epoch));
  const { voucher, ...shown } = await voucherOf(grant);
  return {
    revoke: {
      ...{ account: world.account, session, digest: revoke },
      ...{ ownerSignature: await owner.sign(revoke), sessionSignature: await sessionKey.sign(revoke) },
      ...{ key, rulesHash, paymaster, nonceKey: numberToHex(nonceKey, { size: 24 }) },
    },
    revokeAll: {
      ...{ account: world.account, epoch, digest: revokeAll, ownerSignature: await owner.sign(revokeAll) },
    },
    voucher: {
      ...voucher,
      ...{ maxWei: String(voucher.maxWei), maxOperationWei: String(voucher.maxOperationWei), ...shown },
    },
    operationVoucher: await renderOperationVoucher(),
  };
}

export type Messages = Awaited<ReturnType<typeof renderMessages>>;

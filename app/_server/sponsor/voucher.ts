import type { Hex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";

import type { Deployment } from "@/app/_api/config";
import type { SponsorRequest } from "@/app/_api/sponsor";
import { sessionId } from "@/session/grant";
import { encodeVoucher, type Voucher, voucherTypedData } from "@/session/voucher";

/** Caps that every voucher carries, in wei per gas. */
export type FeeCaps = { maxFeePerGas: bigint; maxPriorityFeePerGas: bigint };

/**
 * The voucher of a session: exactly the grant's window, lane and gas budget.
 * @param request What was asked and not refused.
 * @param fees The sponsor's caps.
 * @returns The voucher, not signed.
 */
export function createVoucher(request: SponsorRequest, fees: FeeCaps): Voucher {
  const { grant } = request.context;
  return {
    account: grant.account,
    session: sessionId(grant.sessionKey),
    nonceKey: grant.nonceKey,
    validAfter: grant.validAfter,
    validUntil: grant.validUntil,
    maxWei: grant.maxGasWei,
    ...fees,
  };
}

/**
 * Signs a voucher. Deterministic (RFC 6979): two servers that sign the same voucher make the same bytes.
 * @param signer The sponsor's key.
 * @param deployment Addresses of this world.
 * @param voucher What is promised.
 * @returns `paymasterData`.
 */
export async function signVoucher(signer: PrivateKeyAccount, deployment: Deployment, voucher: Voucher): Promise<Hex> {
  const module = { chainId: deployment.chainId, paymaster: deployment.sessionPaymaster };
  return encodeVoucher(voucher, await signer.signTypedData(voucherTypedData(module, voucher)));
}

/** 65 bytes that recover to some address: gas is estimated with them as with the real ones. */
export const stubSignature: Hex = `0x${"fffffffffffffffffffffffffffffff0".padEnd(64, "0")}${"7a".repeat(32)}1c`;

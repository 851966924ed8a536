import type { Hex } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";

import type { Deployment } from "@/app/_api/config";
import type { SponsoredOperation } from "@/app/_api/sponsor";
import { sessionIdOf } from "@/session/grant";
import type { Operation } from "@/session/operation";
import { encodeOperationVoucher, operationVoucherTypedData, type VoucherWindow } from "@/session/operationVoucher";
import { encodeVoucher, type SponsorModule, sponsorModuleOf, type Voucher, voucherTypedData } from "@/session/voucher";
import { maxSessionOperationCost, operationPaymasterGas } from "./gas";
import type { SessionRequest } from "./request";

/**
 * The voucher of a session: exactly the grant's window and gas budget.
 * @param request What was asked and not refused.
 * @param deployment Addresses of this world.
 * @param maxFeePerGas The sponsor's cap, in wei per gas.
 * @param generation Which signer signs; 0 in a stub.
 * @returns The voucher, not signed.
 */
export function createVoucher(
  request: SessionRequest,
  deployment: Deployment,
  maxFeePerGas: bigint,
  generation: number,
): Voucher {
  const { grant } = request.context;
  const { account, validAfter, validUntil, maxGasWei } = grant;
  return {
    ...{ account, validAfter, validUntil, generation },
    session: sessionIdOf(deployment, grant),
    maxWei: maxGasWei,
    maxOperationWei: maxSessionOperationCost(maxGasWei, maxFeePerGas),
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
  return encodeVoucher(voucher, await signer.signTypedData(voucherTypedData(sponsorModuleOf(deployment), voucher)));
}

/** A voucher for one operation counts for five to ten minutes. */
const SLOT_SECONDS = 300;

/** The EntryPoint wants the start in the past, and bundlers some seconds more. */
const BACKDATED_SECONDS = 60;

/**
 * The window of a voucher for one operation. It is the same for everybody within five minutes, so that the same request
 * is the same voucher, whichever server is asked.
 * @param nowSeconds The chain's clock.
 * @returns The window.
 */
export function createOperationWindow(nowSeconds: number): VoucherWindow {
  const slot = Math.floor(nowSeconds / SLOT_SECONDS) * SLOT_SECONDS;
  return { validAfter: slot - BACKDATED_SECONDS, validUntil: slot + 2 * SLOT_SECONDS };
}

/**
 * The operation that a voucher is for, with the paymaster's own gas limits.
 * @param operation As it was asked for.
 * @returns It, as the session kit and viem know operations; not signed.
 */
export function toOperation(operation: SponsoredOperation): Operation {
  const { factory, factoryData, nonce = 0n, ...rest } = operation;
  const deploys = factory && factoryData ? { factory, factoryData } : {};
  return { ...rest, ...deploys, ...operationPaymasterGas, nonce, signature: "0x" };
}

/**
 * Signs a voucher for one operation; deterministic, as {@link signVoucher}.
 * @param signer The sponsor's key.
 * @param module The paymaster, and which signer signs.
 * @param operation See {@link toOperation}.
 * @param window When it counts.
 * @returns `paymasterData`.
 */
export async function signOperationVoucher(
  signer: PrivateKeyAccount,
  module: SponsorModule,
  operation: Operation,
  window: VoucherWindow,
): Promise<Hex> {
  return encodeOperationVoucher(
    window,
    await signer.signTypedData(operationVoucherTypedData(module, operation, window)),
  );
}

/** 65 bytes that recover to some address: gas is estimated with them as with the real ones. */
export const stubSignature: Hex = `0x${"fffffffffffffffffffffffffffffff0".padEnd(64, "0")}${"7a".repeat(32)}1c`;

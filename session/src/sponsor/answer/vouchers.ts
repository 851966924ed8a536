import type { Hex, LocalAccount } from "viem";
import { sessionIdOf } from "../../grant/grant.ts";
import type { Grant } from "../../grant/grantTypes.ts";
import type { Operation } from "../../operation/operationType.ts";
import {
  encodeOperationVoucher,
  operationVoucherTypedData,
  type VoucherWindow,
} from "../../operation/operationVoucher.ts";
import {
  encodeVoucher,
  type SponsorModule,
  sponsorModuleOf,
  type Voucher,
  voucherTypedData,
} from "../../operation/voucher.ts";
import { maxSessionOperationCost, operationPaymasterGas } from "../decide/gas.ts";
import type { SponsorDeployment } from "../decide/world.ts";
import type { AskedOperation } from "../parse/sponsorRequest.ts";

/**
 * The session voucher for a grant: exactly the grant's window and gas budget.
 * @param grant A grant that was not refused.
 * @param deployment Addresses of this world.
 * @param maxFeePerGas The sponsor's cap, in wei per gas.
 * @param generation Which signer signs; 0 in a stub.
 * @returns The voucher, unsigned.
 */
export function createVoucher(
  grant: Grant,
  deployment: SponsorDeployment,
  maxFeePerGas: bigint,
  generation: number,
): Voucher {
  const { account, validAfter, validUntil, maxGasWei } = grant;
  return {
    ...{ account, validAfter, validUntil, generation },
    session: sessionIdOf(deployment, grant),
    maxWei: maxGasWei,
    maxOperationWei: maxSessionOperationCost(maxGasWei, maxFeePerGas),
  };
}

/**
 * Signs a session voucher.
 * @param signer The sponsor's key.
 * @param deployment Addresses of this world.
 * @param voucher What is promised.
 * @returns `paymasterData`.
 */
export async function signVoucher(signer: LocalAccount, deployment: SponsorDeployment, voucher: Voucher): Promise<Hex> {
  return encodeVoucher(voucher, await signer.signTypedData(voucherTypedData(sponsorModuleOf(deployment), voucher)));
}

/** An operation voucher is valid for five to ten minutes. */
const SLOT_SECONDS = 300;

/** The EntryPoint requires a start in the past, and bundlers some seconds more. */
const BACKDATED_SECONDS = 60;

/**
 * The window of an operation voucher. It is the same for everybody within five minutes, so that the same request
 * gets the same voucher from every server.
 * @param nowSeconds The chain's clock.
 * @returns The window.
 */
export function createOperationWindow(nowSeconds: number): VoucherWindow {
  const slot = Math.floor(nowSeconds / SLOT_SECONDS) * SLOT_SECONDS;
  return { validAfter: slot - BACKDATED_SECONDS, validUntil: slot + 2 * SLOT_SECONDS };
}

/**
 * The operation for which a voucher is signed, with the paymaster's own gas limits.
 * @param operation As requested.
 * @returns The operation in the form of the session kit and viem; unsigned.
 */
export function toOperation(operation: AskedOperation): Operation {
  const { factory, factoryData, nonce = 0n, ...rest } = operation;
  const deploys = factory && factoryData ? { factory, factoryData } : {};
  return { ...rest, ...deploys, ...operationPaymasterGas, nonce, signature: "0x" };
}

/**
 * Signs an operation voucher.
 * @param signer The sponsor's key.
 * @param module The paymaster, and which signer signs.
 * @param operation See {@link toOperation}.
 * @param window When the voucher is valid.
 * @returns `paymasterData`.
 */
export async function signOperationVoucher(
  signer: LocalAccount,
  module: SponsorModule,
  operation: Operation,
  window: VoucherWindow,
): Promise<Hex> {
  const typedData = operationVoucherTypedData(module, operation, window);
  return encodeOperationVoucher(window, await signer.signTypedData(typedData));
}

/** 65 bytes that recover to some address, so that gas estimates are the same as with a real signature. */
export const stubSignature: Hex = `0x${"fffffffffffffffffffffffffffffff0".padEnd(64, "0")}${"7a".repeat(32)}1c`;

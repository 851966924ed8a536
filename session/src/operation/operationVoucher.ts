import type { Address, Client, Hex, Transport } from "viem";
import { concat, hashTypedData, keccak256, numberToHex, size, slice } from "viem";
import { entryPoint08Address, getPaymasterData, toPackedUserOperation } from "viem/account-abstraction";

import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { RefusedError } from "../errors/errors.ts";
import type { Operation } from "./operationType.ts";
import { type SponsorModule, sponsorDomain, type VoucherData } from "./voucher.ts";

/** When a voucher is valid, Unix seconds: after `validAfter`, up to and including `validUntil`. */
export type VoucherWindow = { validAfter: number; validUntil: number };

/** EIP-712 types of the operation voucher; the same as the Solidity struct. */
export const operationVoucherTypes = {
  OperationVoucher: [
    { name: "account", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "initCodeHash", type: "bytes32" },
    { name: "callDataHash", type: "bytes32" },
    { name: "accountGasLimits", type: "bytes32" },
    { name: "preVerificationGas", type: "uint256" },
    { name: "gasFees", type: "bytes32" },
    { name: "paymasterGasLimits", type: "bytes32" },
    { name: "validAfter", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "generation", type: "uint32" },
  ],
} as const;

const KIND_OPERATION = "0x01";
/** kind 1, two times 6, signature 65. */
export const OPERATION_VOUCHER_BYTES = 78;

/**
 * Typed data of an operation voucher, for the sponsor's key. It covers every field of the operation except its
 * signature and `paymasterData`, which holds the voucher itself.
 * @param module The paymaster, and which of its signers signs.
 * @param operation Complete except for the signatures; its paymaster gas limits are covered, its paymaster is not.
 * @param window When the voucher is valid.
 * @returns EIP-712 typed data with primary type `OperationVoucher`.
 */
export function operationVoucherTypedData(module: SponsorModule, operation: Operation, window: VoucherWindow) {
  const { paymaster, generation } = module;
  const packed = toPackedUserOperation({ ...operation, paymaster, paymasterData: "0x" });
  const message = {
    account: packed.sender,
    nonce: packed.nonce,
    initCodeHash: keccak256(packed.initCode),
    callDataHash: keccak256(packed.callData),
    accountGasLimits: packed.accountGasLimits,
    preVerificationGas: packed.preVerificationGas,
    gasFees: packed.gasFees,
    paymasterGasLimits: slice(packed.paymasterAndData, 20, 52),
    ...{ validAfter: window.validAfter, validUntil: window.validUntil, generation },
  };
  return {
    domain: sponsorDomain(module),
    types: operationVoucherTypes,
    primaryType: "OperationVoucher",
    message,
  } as const;
}

/**
 * EIP-712 digest of an operation voucher; equals `SessionPaymaster.hashOperation`.
 * @param module The paymaster, and which of its signers signs.
 * @param operation See {@link operationVoucherTypedData}.
 * @param window When the voucher is valid.
 * @returns The 32 bytes that the sponsor signs.
 */
export function hashOperationVoucher(module: SponsorModule, operation: Operation, window: VoucherWindow): Hex {
  return hashTypedData(operationVoucherTypedData(module, operation, window));
}

/**
 * `paymasterData` of an operation with an operation voucher; the layout is in Voucher.sol.
 * @param window When the voucher is valid.
 * @param signature The sponsor's 65 bytes.
 * @returns 78 bytes.
 */
export function encodeOperationVoucher({ validAfter, validUntil }: VoucherWindow, signature: Hex): Hex {
  return concat([
    KIND_OPERATION,
    numberToHex(validAfter, { size: 6 }),
    numberToHex(validUntil, { size: 6 }),
    signature,
  ]);
}

/**
 * Reads the window of an operation voucher from `paymasterData`.
 * @param data As returned by `encodeOperationVoucher`.
 * @returns The window and the sponsor's signature; undefined if the data is of another kind or length.
 */
export function decodeOperationVoucher(data: Hex): (VoucherWindow & { signature: Hex }) | undefined {
  if (size(data) !== OPERATION_VOUCHER_BYTES || slice(data, 0, 1) !== KIND_OPERATION) return undefined;
  return { validAfter: Number(slice(data, 1, 7)), validUntil: Number(slice(data, 7, 13)), signature: slice(data, 13) };
}

/**
 * Asks a sponsor to pay for one operation that the owner is about to sign (ERC-7677 `pm_getPaymasterData`). Everything
 * except the signature must be set: the answer is valid for exactly this operation.
 * @param client A client whose transport reaches the sponsor, for example `createClient({ transport: http(url) })`.
 * @param parameters Chain, EntryPoint (default: the canonical v0.8) and the operation.
 * @returns The paymaster fields; put them into the operation, then the owner signs.
 * @throws UnavailableError if the sponsor does not answer; RefusedError if it refuses, with its reason.
 */
export async function requestOperationVoucher(
  client: Client<Transport>,
  parameters: { chainId: number; entryPoint?: Address; operation: Operation },
): Promise<VoucherData> {
  const { chainId, entryPoint = entryPoint08Address, operation } = parameters;
  const answer = await getPaymasterData(client, {
    ...operation,
    chainId,
    entryPointAddress: entryPoint,
    context: { kind: "operation" },
  }).catch((error: unknown) => {
    throw toUnavailableOrRefused("sponsor", error);
  });
  const { paymaster, paymasterData, paymasterVerificationGasLimit, paymasterPostOpGasLimit } = answer;
  const isVoucher = paymasterData !== undefined && decodeOperationVoucher(paymasterData) !== undefined;
  if (!paymaster || !isVoucher || paymasterVerificationGasLimit === undefined) {
    const details = `no operation voucher in ${JSON.stringify(paymasterData)}`;
    throw new RefusedError("sponsor", "The sponsor's voucher does not fit this operation.", { details });
  }
  const postOp = paymasterPostOpGasLimit ?? 0n;
  return { paymaster, paymasterData, paymasterVerificationGasLimit, paymasterPostOpGasLimit: postOp };
}

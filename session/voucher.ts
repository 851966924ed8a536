import type { Address, Client, Hex, Transport } from "viem";
import { concat, encodePacked, hashTypedData, numberToHex, size, slice } from "viem";
import { entryPoint08Address, getPaymasterData } from "viem/account-abstraction";

import type { FactoryArgs } from "./calls";
import { toUnavailableOrRefused } from "./decodeFailure";
import { RefusedError } from "./errors";
import { type Grant, sessionId } from "./grant";

/** The sponsor's promise to pay the gas of one session. The twin of the Solidity struct. */
export type Voucher = {
  account: Address;
  session: Hex;
  nonceKey: bigint;
  /** Unix seconds, exclusive. */
  validAfter: number;
  /** Unix seconds, inclusive. */
  validUntil: number;
  maxWei: bigint;
  maxFeePerGas: bigint;
  maxPriorityFeePerGas: bigint;
};

/** A voucher as an operation carries it. */
export type VoucherData = {
  paymaster: Address;
  paymasterData: Hex;
  paymasterVerificationGasLimit: bigint;
  paymasterPostOpGasLimit: bigint;
};

/** Where a voucher counts: one SessionPaymaster on one chain. */
export type SponsorModule = { chainId: number; paymaster: Address };

/** EIP-712 types of what the sponsor signs. */
export const voucherTypes = {
  Voucher: [
    { name: "account", type: "address" },
    { name: "session", type: "bytes32" },
    { name: "nonceKey", type: "uint192" },
    { name: "validAfter", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "maxWei", type: "uint96" },
    { name: "maxFeePerGas", type: "uint96" },
    { name: "maxPriorityFeePerGas", type: "uint96" },
  ],
} as const;

const KIND_SESSION = "0x00";
const KIND_REGISTERED = "0x02";
/** kind 1, session 32, two times 6, three amounts of 12, signature 65. */
const SESSION_DATA_BYTES = 146;

/**
 * Typed data of a voucher, for the sponsor's key.
 * @param module Chain and address of the paymaster.
 * @param voucher What is promised.
 * @returns EIP-712 typed data with primary type `Voucher`.
 */
export function voucherTypedData(module: SponsorModule, voucher: Voucher) {
  const { chainId, paymaster } = module;
  const domain = { name: "Hourglass SessionPaymaster", version: "1", chainId, verifyingContract: paymaster } as const;
  return { domain, types: voucherTypes, primaryType: "Voucher", message: voucher } as const;
}

/**
 * EIP-712 digest of a voucher; equals `SessionPaymaster.hashVoucher`.
 * @param module Chain and address of the paymaster.
 * @param voucher What is promised.
 * @returns The 32 bytes that the sponsor's signature is over.
 */
export function hashVoucher(module: SponsorModule, voucher: Voucher): Hex {
  return hashTypedData(voucherTypedData(module, voucher));
}

/**
 * `paymasterData` of an operation of a session; the layout is in Voucher.sol.
 * @param voucher What is promised; account and lane are not repeated, the operation has them.
 * @param signature The sponsor's 65 bytes.
 * @returns 146 bytes.
 */
export function encodeVoucher(voucher: Voucher, signature: Hex): Hex {
  return concat([
    KIND_SESSION,
    encodePacked(
      ["bytes32", "uint48", "uint48", "uint96", "uint96", "uint96"],
      [
        voucher.session,
        voucher.validAfter,
        voucher.validUntil,
        voucher.maxWei,
        voucher.maxFeePerGas,
        voucher.maxPriorityFeePerGas,
      ],
    ),
    signature,
  ]);
}

/**
 * Reads a voucher back out of `paymasterData`.
 * @param data As `encodeVoucher` made it.
 * @param operation The account and nonce key that the data does not repeat.
 * @returns The voucher and the sponsor's signature; undefined when the data is of another kind or length.
 */
export function decodeVoucher(
  data: Hex,
  operation: { account: Address; nonceKey: bigint },
): { voucher: Voucher; signature: Hex } | undefined {
  if (size(data) !== SESSION_DATA_BYTES || slice(data, 0, 1) !== KIND_SESSION) return undefined;
  const number = (start: number, end: number) => BigInt(slice(data, start, end));
  return {
    voucher: {
      ...operation,
      session: slice(data, 1, 33),
      validAfter: Number(number(33, 39)),
      validUntil: Number(number(39, 45)),
      maxWei: number(45, 57),
      maxFeePerGas: number(57, 69),
      maxPriorityFeePerGas: number(69, 81),
    },
    signature: slice(data, 81),
  };
}

/**
 * The paymaster fields of an operation after the one that showed the voucher: they only name it, which is shorter and
 * spares the chain the sponsor's signature.
 * @param shown As the sponsor gave it.
 * @returns The same fields with 33 bytes of `paymasterData`.
 */
export function nameVoucher(shown: VoucherData): VoucherData {
  return { ...shown, paymasterData: concat([KIND_REGISTERED, slice(shown.paymasterData, 1, 33)]) };
}

/** What `requestVoucher` needs to know. */
export type RequestVoucherParameters = {
  /** Default the canonical EntryPoint v0.8. */
  entryPoint?: Address;
  chainId: number;
  grant: Grant;
  ownerSignature: Hex;
  /** How the account comes to exist, when it does not yet. */
  factory?: FactoryArgs | undefined;
  /** Used when the sponsor names none. */
  gasLimits: Pick<VoucherData, "paymasterVerificationGasLimit" | "paymasterPostOpGasLimit">;
};

/**
 * Asks a sponsor, once per session, for the voucher that pays for all operations of the session (ERC-7677
 * `pm_getPaymasterData`). The operation in the request has the session's lane and no calls; the grant and the owner's
 * signature ride in the context, so that the sponsor can see for what it pays.
 * @param client A client whose transport reaches the sponsor, for example `createClient({ transport: http(url) })`.
 * @param parameters See {@link RequestVoucherParameters}.
 * @returns The paymaster fields of the session's first operation; `nameVoucher` makes those of the later ones.
 * @throws UnavailableError when the sponsor does not answer; RefusedError when it says no, or when what it gave is not
 * for this session and its whole window.
 */
export async function requestVoucher(
  client: Client<Transport>,
  parameters: RequestVoucherParameters,
): Promise<VoucherData> {
  const { grant, ownerSignature, entryPoint = entryPoint08Address, chainId, factory, gasLimits } = parameters;
  const answer = await getPaymasterData(client, {
    chainId,
    entryPointAddress: entryPoint,
    sender: grant.account,
    nonce: grant.nonceKey << 64n,
    callData: "0x",
    ...factory,
    context: sponsorContext(grant, ownerSignature),
  }).catch((error: unknown) => {
    throw toUnavailableOrRefused("sponsor", error);
  });
  const { paymaster, paymasterData } = answer;
  const decoded = decodeVoucher(paymasterData ?? "0x", { account: grant.account, nonceKey: grant.nonceKey });
  if (!paymaster || !paymasterData || !decoded) throw refuse(`no voucher in ${JSON.stringify(answer.paymasterData)}`);
  if (paymaster.toLowerCase() !== grant.paymaster.toLowerCase()) {
    throw refuse(`paymaster ${paymaster}, the grant allows ${grant.paymaster}`);
  }
  const { voucher } = decoded;
  if (voucher.session !== sessionId(grant.sessionKey)) throw refuse(`voucher for session ${voucher.session}`);
  if (voucher.validAfter > grant.validAfter || voucher.validUntil < grant.validUntil) {
    throw refuse(`voucher from ${voucher.validAfter} to ${voucher.validUntil} does not cover the session`);
  }
  return {
    paymaster,
    paymasterData,
    paymasterVerificationGasLimit: answer.paymasterVerificationGasLimit ?? gasLimits.paymasterVerificationGasLimit,
    paymasterPostOpGasLimit: answer.paymasterPostOpGasLimit ?? gasLimits.paymasterPostOpGasLimit,
  };
}

/**
 * The ERC-7677 context of a voucher request, as JSON: every number that may pass 2^53 is a hex string.
 * @param grant What the owner signed.
 * @param ownerSignature Over `hashGrant`.
 * @returns `{ grant, ownerSignature }`.
 */
export function sponsorContext(grant: Grant, ownerSignature: Hex) {
  return {
    grant: {
      ...grant,
      maxSpend: numberToHex(grant.maxSpend),
      maxGasWei: numberToHex(grant.maxGasWei),
      nonceKey: numberToHex(grant.nonceKey),
      permissions: grant.permissions.map((permission) => ({
        ...permission,
        maxValue: numberToHex(permission.maxValue),
        bounds: permission.bounds.map(({ argument, min, max }) => ({
          argument,
          min: numberToHex(min),
          max: numberToHex(max),
        })),
      })),
    },
    ownerSignature,
  };
}

function refuse(details: string): RefusedError {
  return new RefusedError("sponsor", "The sponsor's voucher does not fit this session.", { details });
}

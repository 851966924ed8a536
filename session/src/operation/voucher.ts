import type { Address, Client, Hex, Transport, TypedDataDomain } from "viem";
import { concat, encodePacked, hashTypedData, numberToHex, size, slice } from "viem";
import { entryPoint08Address, getPaymasterData } from "viem/account-abstraction";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { RefusedError } from "../errors/errors.ts";
import type { Grant } from "../grant/grant.ts";
import type { FactoryArgs } from "./calls.ts";

/** The sponsor's promise to pay the gas of one session. The same as the Solidity struct. */
export type Voucher = {
  account: Address;
  session: Hex;
  /** Unix seconds, exclusive. */
  validAfter: number;
  /** Unix seconds, inclusive. */
  validUntil: number;
  /** The maximum sum of the costs of all operations of the session. */
  maxWei: bigint;
  /** The maximum cost of one of them. */
  maxOperationWei: bigint;
  /** Which signer of the paymaster signed. */
  generation: number;
};

/** A voucher as an operation carries it. */
export type VoucherData = {
  paymaster: Address;
  paymasterData: Hex;
  paymasterVerificationGasLimit: bigint;
  paymasterPostOpGasLimit: bigint;
};

/** Where a voucher is valid: one SessionPaymaster on one chain, in the name of its deployer. */
export type SponsorModule = {
  chainId: number;
  paymaster: Address;
  /** Name of the domain in which the sponsor signs. */
  name: string;
  /** Which signer signs: the paymaster's `generation`. */
  generation: number;
};

/**
 * The paymaster in which vouchers of a deployment are valid, without the signer's generation.
 * @param deployment As written by the deploy script.
 * @returns The paymaster.
 */
export function sponsorModuleOf(deployment: {
  chainId: number;
  name: string;
  sessionPaymaster: Address;
}): Omit<SponsorModule, "generation"> {
  const { chainId, name, sessionPaymaster: paymaster } = deployment;
  return { chainId, paymaster, name };
}

/** EIP-712 types of what the sponsor signs. */
export const voucherTypes = {
  Voucher: [
    { name: "account", type: "address" },
    { name: "session", type: "bytes32" },
    { name: "validAfter", type: "uint48" },
    { name: "validUntil", type: "uint48" },
    { name: "maxWei", type: "uint64" },
    { name: "maxOperationWei", type: "uint64" },
    { name: "generation", type: "uint32" },
  ],
} as const;

const KIND_SESSION = "0x00";
/** kind 1, two times 6, two amounts of 8, signature 65. */
const SESSION_DATA_BYTES = 94;

/**
 * EIP-712 domain of a SessionPaymaster.
 * @param module The paymaster.
 * @returns The domain in which vouchers are signed.
 */
export function sponsorDomain({ name, chainId, paymaster }: Omit<SponsorModule, "generation">) {
  return { name, version: "2", chainId, verifyingContract: paymaster } as const satisfies TypedDataDomain;
}

/**
 * Typed data of a session voucher, for the sponsor's key.
 * @param module The paymaster.
 * @param voucher What is promised.
 * @returns EIP-712 typed data with primary type `Voucher`.
 */
export function voucherTypedData(module: Omit<SponsorModule, "generation">, voucher: Voucher) {
  return { domain: sponsorDomain(module), types: voucherTypes, primaryType: "Voucher", message: voucher } as const;
}

/**
 * EIP-712 digest of a session voucher; equals `SessionPaymaster.hashVoucher`.
 * @param module The paymaster.
 * @param voucher What is promised.
 * @returns The 32 bytes that the sponsor signs.
 */
export function hashVoucher(module: Omit<SponsorModule, "generation">, voucher: Voucher): Hex {
  return hashTypedData(voucherTypedData(module, voucher));
}

/**
 * `paymasterData` of an operation that shows its session voucher; the layout is in Voucher.sol.
 * @param voucher What is promised; account, session and generation are not repeated, because the chain knows them.
 * @param signature The sponsor's 65 bytes.
 * @returns 94 bytes.
 */
export function encodeVoucher(voucher: Omit<Voucher, "account" | "session" | "generation">, signature: Hex): Hex {
  const { validAfter, validUntil, maxWei, maxOperationWei } = voucher;
  const types = ["uint48", "uint48", "uint64", "uint64"] as const;
  return concat([KIND_SESSION, encodePacked(types, [validAfter, validUntil, maxWei, maxOperationWei]), signature]);
}

/**
 * Reads a session voucher from `paymasterData`.
 * @param data As returned by `encodeVoucher`.
 * @returns Its contents and the sponsor's signature; undefined if the data is of another kind or length.
 */
export function decodeVoucher(
  data: Hex,
): (Omit<Voucher, "account" | "session" | "generation"> & { signature: Hex }) | undefined {
  if (size(data) !== SESSION_DATA_BYTES || slice(data, 0, 1) !== KIND_SESSION) return undefined;
  const number = (start: number, end: number) => BigInt(slice(data, start, end));
  return {
    validAfter: Number(number(1, 7)),
    validUntil: Number(number(7, 13)),
    maxWei: number(13, 21),
    maxOperationWei: number(21, 29),
    signature: slice(data, 29),
  };
}

/** Gas of the paymaster in an operation without a voucher: it asks the module, and compares. Measured at 9,000. */
const CREDIT_GAS = 40_000n;

/**
 * The paymaster fields of an operation after the one that showed the voucher: the module tells the paymaster what it needs.
 * @param shown As returned by the sponsor.
 * @returns The same fields without `paymasterData`.
 */
export function omitVoucher(shown: VoucherData): VoucherData {
  const paymasterVerificationGasLimit =
    shown.paymasterVerificationGasLimit < CREDIT_GAS ? shown.paymasterVerificationGasLimit : CREDIT_GAS;
  return { ...shown, paymasterData: "0x", paymasterVerificationGasLimit };
}

/** Parameters of `requestVoucher`. */
export type RequestVoucherParameters = {
  /** Default: the canonical EntryPoint v0.8. */
  entryPoint?: Address;
  chainId: number;
  grant: Grant;
  ownerSignature: Hex;
  /** How the account is deployed, if it is not yet. */
  factory?: FactoryArgs | undefined;
  /** Additional information for the sponsor, for example whose member this is. */
  context?: Record<string, unknown>;
  /** Used if the sponsor names none. */
  gasLimits: Pick<VoucherData, "paymasterVerificationGasLimit" | "paymasterPostOpGasLimit">;
};

/**
 * Asks a sponsor, once per session, for the session voucher, which pays for all operations of the session (ERC-7677
 * `pm_getPaymasterData`). The operation in the request has the session's lane and no calls; the context contains the grant and the
 * owner's signature, so that the sponsor can see what it pays for.
 * @param client A client whose transport reaches the sponsor, for example `createClient({ transport: http(url) })`.
 * @param parameters See {@link RequestVoucherParameters}.
 * @returns The paymaster fields of the session's first operation; `omitVoucher` turns them into those of later ones.
 * @throws UnavailableError if the sponsor does not answer; RefusedError if it refuses, or if its voucher does not
 * cover this session's whole window and budget.
 */
export async function requestVoucher(
  client: Client<Transport>,
  parameters: RequestVoucherParameters,
): Promise<VoucherData> {
  const { grant, ownerSignature, entryPoint = entryPoint08Address, chainId, factory, gasLimits, context } = parameters;
  const answer = await getPaymasterData(client, {
    chainId,
    entryPointAddress: entryPoint,
    sender: grant.account,
    nonce: grant.nonceKey << 64n,
    callData: "0x",
    ...factory,
    context: { ...context, ...sponsorContext(grant, ownerSignature) },
  }).catch((error: unknown) => {
    throw toUnavailableOrRefused("sponsor", error);
  });
  const { paymaster, paymasterData } = answer;
  const voucher = decodeVoucher(paymasterData ?? "0x");
  if (!paymaster || !paymasterData || !voucher) throw refuse(`no voucher in ${JSON.stringify(answer.paymasterData)}`);
  if (paymaster.toLowerCase() !== grant.paymaster.toLowerCase()) {
    throw refuse(`paymaster ${paymaster}, the grant allows ${grant.paymaster}`);
  }
  if (voucher.validAfter > grant.validAfter || voucher.validUntil < grant.validUntil) {
    throw refuse(`voucher from ${voucher.validAfter} to ${voucher.validUntil} does not cover the session`);
  }
  if (voucher.maxWei < grant.maxGasWei) {
    throw refuse(`voucher for ${voucher.maxWei} wei, the session may cost ${grant.maxGasWei}`);
  }
  return {
    paymaster,
    paymasterData,
    paymasterVerificationGasLimit: answer.paymasterVerificationGasLimit ?? gasLimits.paymasterVerificationGasLimit,
    paymasterPostOpGasLimit: answer.paymasterPostOpGasLimit ?? gasLimits.paymasterPostOpGasLimit,
  };
}

/**
 * The ERC-7677 context of a voucher request, as JSON: every number that may exceed 2^53 is a hex string.
 * @param grant What the owner signed.
 * @param ownerSignature The signature over `hashGrant`.
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
        limits: permission.limits.map(({ counted, max }) => ({ counted, max: numberToHex(max) })),
        conditions: permission.conditions.map((condition) => ({
          ...condition,
          values: condition.values.map((value) => numberToHex(value)),
        })),
      })),
    },
    ownerSignature,
  };
}

function refuse(details: string): RefusedError {
  return new RefusedError("sponsor", "The sponsor's voucher does not fit this session.", { details });
}

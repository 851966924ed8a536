import type { Address, Client, Hex, Transport } from "viem";
import { entryPoint08Address, getUserOperationHash, getUserOperationTypedData } from "viem/account-abstraction";
import { getCode } from "viem/actions";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { CancelledError } from "../lane/deadline.ts";
import { type Call, encodeCalls, type FactoryArgs } from "../operation/calls.ts";
import { readBundlerFees } from "../operation/fees.ts";
import { computePreVerificationGas, type Fees, type GasLimits, type OverheadOptions } from "../operation/gas.ts";
import { type PreparedOperation, sendOperation } from "../operation/operation.ts";
import type { Operation } from "../operation/operationType.ts";
import { OPERATION_VOUCHER_BYTES, requestOperationVoucher } from "../operation/operationVoucher.ts";
import { readNonce } from "../sessions/readChain.ts";
import type { Owner, OwnerTypedData } from "./owner.ts";

/**
 * The owner's lane: no validator has the address zero, so the account asks its owner. One lane is enough for somebody
 * who signs by hand. It also tells a sponsor that only one of the owner's operations can be next.
 */
export const OWNER_NONCE_KEY = 0n;

/** Everything that an owner's operation is made of, before voucher and signature. */
export type OwnerOperationParameters = {
  chainId: number;
  /** Default: the canonical EntryPoint v0.8. */
  entryPoint?: Address;
  account: Address;
  owner: Owner;
  /** Calls of the account, or its whole call data for what it does to itself. */
  calls: readonly Call[] | { callData: Hex };
  /** Full nonce: `readNonce(rpc, account, OWNER_NONCE_KEY)`. */
  nonce: bigint;
  fees: Fees;
  /** `preVerificationGas` is computed if it is not given. */
  gasLimits: Omit<GasLimits, "preVerificationGas"> & { preVerificationGas?: bigint };
  overhead?: OverheadOptions;
  /** Present: this operation deploys the account. */
  factory?: FactoryArgs | undefined;
};

/**
 * An operation of the owner with a stub signature and, if it will be sponsored, room for the voucher.
 * @param parameters See {@link OwnerOperationParameters}.
 * @param isSponsored Whether bytes of a voucher are counted.
 * @returns The operation; no bundler would include it.
 */
export function buildOwnerOperation(parameters: OwnerOperationParameters, isSponsored: boolean): Operation {
  const { account, owner, calls, nonce, fees, gasLimits, factory, overhead } = parameters;
  const draft: Operation = {
    sender: account,
    nonce,
    callData: "callData" in calls ? calls.callData : encodeCalls(calls),
    ...fees,
    ...{ ...gasLimits, preVerificationGas: gasLimits.preVerificationGas ?? 0n },
    ...factory,
    signature: stubSignature(owner),
  };
  if (gasLimits.preVerificationGas !== undefined) return draft;
  const room = { paymaster: account, paymasterData: `0x${"ff".repeat(OPERATION_VOUCHER_BYTES)}` } as const;
  const preVerificationGas = computePreVerificationGas(isSponsored ? { ...draft, ...room } : draft, overhead);
  return { ...draft, preVerificationGas };
}

/**
 * Builds an operation of the owner, gets its voucher from the sponsor, and then the owner's signature, because the
 * signature covers the voucher. The owner sees EntryPoint v0.8's own typed data, so every kind of owner can sign.
 * @param parameters See {@link OwnerOperationParameters}.
 * @param sponsor A client whose transport reaches the sponsor; without one the account pays.
 * @returns The operation, ready for `sendOperation`, and its hash.
 * @throws UnavailableError or RefusedError from the sponsor; OwnerDeclinedError if the owner does not sign.
 */
export async function prepareOwnerOperation(
  parameters: OwnerOperationParameters,
  sponsor?: Client<Transport>,
): Promise<PreparedOperation> {
  const { chainId, entryPoint = entryPoint08Address, owner } = parameters;
  const bare = buildOwnerOperation(parameters, sponsor !== undefined);
  const voucher = sponsor && (await requestOperationVoucher(sponsor, { chainId, entryPoint, operation: bare }));
  const operation: Operation = { ...bare, ...voucher };
  const domain = { chainId, entryPointAddress: entryPoint };
  const userOpHash = getUserOperationHash({ ...domain, entryPointVersion: "0.8", userOperation: operation });
  const typedData = getUserOperationTypedData({ ...domain, userOperation: operation });
  const signature = await owner.signTypedData(typedData as unknown as OwnerTypedData);
  return { operation: { ...operation, signature }, userOpHash };
}

/** viem clients for each service, without their own retries. */
export type OwnerOperationClients = { rpc: Client<Transport>; bundler: Client<Transport>; sponsor?: Client<Transport> };

/**
 * Sends one operation of the owner: reads nonce, fees and whether the account is deployed, then prepares and sends it.
 * @param clients See {@link OwnerOperationClients}.
 * @param parameters As for `prepareOwnerOperation`; `factory` is used only while the account is not deployed.
 * @returns The operation as it was sent, and its hash to look for.
 * @throws The errors of `prepareOwnerOperation`; CancelledError if it is no longer wanted; RefusedError from the bundler with the contracts' own errors decoded.
 */
export async function sendOwnerOperation(
  clients: OwnerOperationClients,
  parameters: Omit<OwnerOperationParameters, "nonce" | "fees"> & {
    /** Called when the owner has signed: if false, the operation is not sent. Default: it always is. */
    isWanted?: () => boolean;
  },
): Promise<PreparedOperation> {
  const { rpc, bundler, sponsor } = clients;
  const { account, entryPoint, factory } = parameters;
  const [nonce, code, fees] = await Promise.all([
    readNonce(rpc, account, OWNER_NONCE_KEY, entryPoint),
    getCode(rpc, { address: account }).catch((error: unknown) => {
      throw toUnavailableOrRefused("rpc", error);
    }),
    readBundlerFees(bundler, rpc),
  ]);
  const isDeployed = code !== undefined;
  const prepared = await prepareOwnerOperation(
    { ...parameters, nonce, fees, factory: isDeployed ? undefined : factory },
    sponsor,
  );
  if (parameters.isWanted?.() === false) throw new CancelledError();
  await sendOperation(bundler, prepared.operation, { ...(entryPoint && { entryPoint }) });
  return prepared;
}

/** An address signs with 65 bytes, a P-256 key with 64; for a passkey's additional bytes the estimate is generous. */
function stubSignature({ kind, signer }: Owner): Hex {
  const isAddress = signer.length === 2 + 2 * 20;
  return `0x${"ff".repeat(isAddress ? 65 : kind === "device" ? 64 : 640)}`;
}

import type { Hex } from "viem";
import { parseGwei, zeroAddress } from "viem";
import { entryPoint08Address, getUserOperationHash, getUserOperationTypedData } from "viem/account-abstraction";
import type { Grant } from "../src/grant/grant.ts";
import { type Call, encodeCalls } from "../src/operation/calls.ts";
import type { PreparedOperation } from "../src/operation/operation.ts";
import {
  encodeEnableSignature,
  encodeUseSignature,
  hintCalls,
  type OperationProof,
} from "../src/operation/operationSignature.ts";
import type { Operation } from "../src/operation/operationType.ts";
import { encodeOperationVoucher, operationVoucherTypedData } from "../src/operation/operationVoucher.ts";
import { encodeVoucher, type Voucher, voucherTypedData } from "../src/operation/voucher.ts";
import type { OwnerTypedData } from "../src/owners/owner.ts";
import { readNonce } from "../src/sessions/readChain.ts";
import type { Player } from "./player.ts";
import type { World } from "./world.ts";

const FEES = { maxFeePerGas: parseGwei("10"), maxPriorityFeePerGas: parseGwei("1") };
const LIMITS = { callGasLimit: 500_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 300_000n };
const PAYMASTER_LIMITS = { paymasterVerificationGasLimit: 150_000n, paymasterPostOpGasLimit: 0n };

/** Changes to an operation; the kit itself would make none of them. */
export type Otherwise = {
  /** First operation: deploys the account, carries the grant, shows the voucher. */
  first?: boolean;
  deploys?: boolean;
  enables?: boolean;
  /** `none`: the account pays. Default: what fits. */
  voucher?: "shown" | "omitted" | "none";
  /** Changes the voucher before it is signed. */
  promise?: Partial<Voucher>;
  paymasterData?: Hex;
  /** Changes the operation before it is signed. */
  operation?: Partial<Operation>;
  proof?: Partial<OperationProof>;
  /** Grant and signature to send instead of the player's. */
  grant?: Partial<Grant>;
  ownerSignature?: Hex;
  /** Changes the signature at the end. */
  signature?: (signature: Hex) => Hex;
};

/**
 * An operation of a player's session, made by hand.
 * @param world Its chain gives the nonce.
 * @param player The player.
 * @param calls What it does.
 * @param otherwise See {@link Otherwise}.
 */
export async function makeOperation(
  world: World,
  player: Player,
  calls: readonly Call[],
  otherwise: Otherwise = {},
): Promise<PreparedOperation> {
  const { first = false, deploys = first, enables = first } = otherwise;
  const { signed, factory } = player.session;
  const grant = { ...signed.grant, ...otherwise.grant };
  const isPaid = grant.paymaster !== zeroAddress;
  const { voucher = !isPaid ? "none" : enables ? "shown" : "omitted" } = otherwise;
  const bare: Operation = {
    ...{ sender: grant.account, callData: calls.length > 0 ? encodeCalls(calls) : "0x", signature: "0x" },
    ...{ nonce: await readNonce(world.rpc, grant.account, grant.nonceKey), ...FEES, ...LIMITS },
    ...(deploys && factory),
    ...(voucher !== "none" && { paymaster: world.contracts.paymaster, paymasterData: "0x", ...PAYMASTER_LIMITS }),
  };
  const shown = voucher === "shown" ? await makeVoucher(world, player, otherwise.promise) : undefined;
  const paymasterData = otherwise.paymasterData ?? shown;
  const operation = { ...bare, ...(paymasterData && { paymasterData }), ...otherwise.operation } as Operation;
  const userOpHash = hashOf(world, operation);
  const proof: OperationProof = {
    ...{ key: player.signer.key, sessionSignature: await player.signer.sign(userOpHash) },
    ...hintCalls(grant, calls, await world.now()),
    ...otherwise.proof,
  };
  const { ownerSignature = signed.ownerSignature, signature: change = (same: Hex) => same } = otherwise;
  const signature = enables
    ? encodeEnableSignature(proof, { grant, ownerSignature })
    : encodeUseSignature(proof, grant);
  return { operation: { ...operation, signature: change(signature) }, userOpHash };
}

/**
 * `paymasterData` with the voucher of a player's session.
 * @param world The world whose sponsor signs.
 * @param player The player.
 * @param overrides Changed fields of the voucher.
 */
export async function makeVoucher(world: World, { grant, id }: Player, overrides: Partial<Voucher> = {}): Promise<Hex> {
  const { account, validAfter, validUntil, maxGasWei: maxWei } = grant;
  const { generation } = world.sponsorModule;
  const base = { account, session: id, validAfter, validUntil, maxWei, maxOperationWei: 10n ** 18n, generation };
  const voucher: Voucher = { ...base, ...overrides };
  const signature = await world.sponsor.signTypedData(voucherTypedData(world.sponsorModule, voucher));
  return encodeVoucher(voucher, signature);
}

/**
 * An operation that the owner signs.
 * @param world Its sponsor pays.
 * @param player The player.
 * @param calls Or the whole call data.
 * @param otherwise `isPaid`: whether the sponsor pays. Default: true.
 */
export async function makeOwnerOperation(
  world: World,
  player: Player,
  calls: readonly Call[] | Hex,
  otherwise: { deploys?: boolean; isPaid?: boolean; operation?: Partial<Operation>; signature?: Hex } = {},
): Promise<PreparedOperation> {
  const { deploys = false, isPaid = true } = otherwise;
  const { account, owner, factory } = player;
  const bare = {
    ...{ sender: account, callData: typeof calls === "string" ? calls : encodeCalls(calls), signature: "0x" },
    ...{ nonce: await readNonce(world.rpc, account, 0n), ...FEES, ...LIMITS },
    ...(deploys && factory),
    ...(isPaid && { ...PAYMASTER_LIMITS }),
    ...otherwise.operation,
  } as Operation;
  const now = await world.now();
  const window = { validAfter: now - 60, validUntil: now + 600 };
  const typedData = operationVoucherTypedData(world.sponsorModule, bare, window);
  const promised = isPaid && encodeOperationVoucher(window, await world.sponsor.signTypedData(typedData));
  const operation = { ...bare, ...(promised && { paymaster: world.contracts.paymaster, paymasterData: promised }) };
  const userOpHash = hashOf(world, operation);
  const where = { chainId: world.chain.id, entryPointAddress: entryPoint08Address };
  const question = getUserOperationTypedData({ ...where, userOperation: operation }) as unknown as OwnerTypedData;
  const signature = otherwise.signature ?? (await owner.signTypedData(question));
  return { operation: { ...operation, signature }, userOpHash };
}

export function hashOf({ chain }: World, userOperation: Operation): Hex {
  const where = { chainId: chain.id, entryPointAddress: entryPoint08Address, entryPointVersion: "0.8" } as const;
  return getUserOperationHash({ ...where, userOperation });
}

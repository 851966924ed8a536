import type { Hex } from "viem";
import { zeroAddress } from "viem";
import { InvalidInputError } from "../errors/errors.ts";
import { type Grant, grantTypedData, sessionIdOf } from "../grant/grant.ts";
import { restoreSessionKey, type SessionKey, type SessionSigner } from "../keys/sessionKey.ts";
import { CancelledError } from "../lane/deadline.ts";
import type { FactoryArgs } from "../operation/calls.ts";
import { requestVoucher, type VoucherData } from "../operation/voucher.ts";
import type { Owner, OwnerTypedData } from "../owners/owner.ts";
import {
  type SessionRecord,
  updateSessionRecord,
  writeLastAccount,
  writeSessionRecord,
} from "../store/sessionRecord.ts";
import { enableByRelay, untilDue } from "./enableSession.ts";
import type { World } from "./world.ts";

/** A session that this process can play: its grant and its key. */
export type Granted = {
  id: Hex;
  grant: Grant;
  ownerSignature: Hex;
  factory: FactoryArgs;
  voucher: VoucherData | undefined;
  key: SessionSigner | SessionKey;
};

/** Used if a sponsor names none: measured, with a margin. */
const PAYMASTER_GAS = { paymasterVerificationGasLimit: 150_000n, paymasterPostOpGasLimit: 0n };

/**
 * Gets the owner's signature and the sponsor's session voucher, and stores both with the key.
 * @param world The world.
 * @param parameters What to grant; `signal` aborts before anything is stored.
 * @throws OwnerDeclinedError, UnavailableError, RefusedError, CancelledError.
 */
export async function signGrant(
  world: World,
  parameters: {
    owner: Owner;
    grant: Grant;
    key: SessionSigner | SessionKey;
    factory: FactoryArgs;
    signal?: AbortSignal | undefined;
  },
): Promise<Granted> {
  const { owner, grant, key, factory, signal } = parameters;
  if (owner.isContract) requireRelay(world);
  const typedData = grantTypedData(world.module, grant) as unknown as OwnerTypedData;
  const ownerSignature = await owner.signTypedData(typedData, signal);
  requireWanted(signal);
  // A sponsor promises nothing long before it is due.
  if (owner.isContract) await untilDue(world.rpc, grant, signal);
  const voucher = await requestSessionVoucher(world, { grant, ownerSignature, factory });
  requireWanted(signal);
  if (owner.isContract) {
    const { rpc: client, module } = world;
    await enableByRelay({ client, module, relay: requireRelay(world), signed: { grant, ownerSignature }, factory });
  }
  const granted = { id: sessionIdOf(world.module, grant), grant, ownerSignature, factory, voucher, key };
  const record = toRecord(granted);
  if (record) {
    await writeSessionRecord(world.store, record);
    await writeLastAccount(world.store, grant.account);
  }
  return granted;
}

/** Undefined if the account pays for itself. */
export async function requestSessionVoucher(
  { sponsor, chainId, entryPoint }: World,
  { grant, ownerSignature, factory }: Pick<Granted, "grant" | "ownerSignature" | "factory">,
): Promise<VoucherData | undefined> {
  if (!sponsor || grant.paymaster === zeroAddress) return undefined;
  const { client, context } = sponsor;
  return requestVoucher(client, {
    chainId,
    entryPoint,
    grant,
    ownerSignature,
    factory,
    context,
    gasLimits: PAYMASTER_GAS,
  });
}

/** Stores a voucher that was given later. */
export async function keepVoucher(world: World, granted: Granted, voucher: VoucherData): Promise<void> {
  const record = toRecord({ ...granted, voucher });
  if (record) await updateSessionRecord(world.store, record);
}

/** Restores a stored session. */
export async function restoreGranted(world: World, record: SessionRecord, factory: FactoryArgs): Promise<Granted> {
  const { grant, ownerSignature, voucher, keyPair } = record;
  const key = await restoreSessionKey(world.module.p256Verifier, keyPair);
  return { id: sessionIdOf(world.module, grant), grant, ownerSignature, factory, voucher, key };
}

/** A key that the caller provided is not ours to store. */
function toRecord({ key, grant, ownerSignature, voucher, factory }: Granted): SessionRecord | undefined {
  if (!("keyPair" in key)) return undefined;
  return { keyPair: key.keyPair, grant, ownerSignature, factory, ...(voucher && { voucher }) };
}

/** Validation may not ask a contract, so its sessions begin with a transaction, which somebody must send. */
function requireRelay({ relay }: World): NonNullable<World["relay"]> {
  if (relay) return relay;
  throw new InvalidInputError("The owner is a contract, and nobody sends the transaction that enables its session.", {
    advice: "Set `relay` or `sponsor` to one of `@hourglass/session/sponsor`.",
  });
}

function requireWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new CancelledError();
}

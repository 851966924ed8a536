import type { Address } from "viem";
import { size, zeroHash } from "viem";
import { sessionPaymasterAbi } from "../../abis/abis.ts";
import { readMaxCost } from "../../operation/operation.ts";
import type { Operation } from "../../operation/operationType.ts";
import { decodeOperationVoucher, hashOperationVoucher } from "../../operation/operationVoucher.ts";
import { decodeVoucher, hashVoucher } from "../../operation/voucher.ts";
import { emit, revert } from "./revert.ts";
import { sessionOf, type ValidationData } from "./sessionModule.ts";
import { type Contracts, type Credit, keyOf, type Transaction } from "./state.ts";
import { isSignedBy } from "./verifySignature.ts";

// Does the same as `SessionPaymaster.sol`.

const NOTE_STEP_BITS = 40n;
/** The note of a session that is denied. */
export const NOTE_DENIED = 2 ** 24 - 1;
const MAX_UINT40 = 2 ** 40 - 1;
const ALWAYS = { validAfter: 0n, validUntil: 2n ** 48n - 1n };

type Paymaster = NonNullable<Contracts["paymaster"]>;

/**
 * Whether the sponsor pays for an operation.
 * @param tx Is written to.
 * @param paymaster The one that the operation names.
 * @param operation An operation that its account has validated.
 * @throws Revert with the paymaster's error.
 */
export async function validateSponsored(
  tx: Transaction,
  paymaster: Paymaster,
  operation: Operation,
): Promise<ValidationData> {
  const { sender, paymasterData = "0x" } = operation;
  const maxCost = readMaxCost(operation);
  const { credit } = tx;
  if (paymasterData === "0x") {
    const isCounted = credit !== undefined && credit.note !== NOTE_DENIED;
    return { isSigned: isCounted && maxCost <= BigInt(credit.note) << NOTE_STEP_BITS, ...ALWAYS };
  }
  if (tx.state.denied.has(keyOf(sender))) revert("AccountIsDenied", [sender]);
  const shown = decodeVoucher(paymasterData);
  if (shown) return showVoucher(tx, paymaster, shown, { account: sender, maxCost, credit });
  const promised = decodeOperationVoucher(paymasterData);
  if (!promised) return revert("PaymasterDataMalformed", [BigInt(size(paymasterData))]);
  requireWindow(promised);
  const digest = hashOperationVoucher(paymaster, operation, promised);
  const isSigned = await isSignedBy(tx.contracts, paymaster.signer, digest, promised.signature);
  return { isSigned, ...toValidity(promised) };
}

async function showVoucher(
  tx: Transaction,
  paymaster: Paymaster,
  shown: NonNullable<ReturnType<typeof decodeVoucher>>,
  { account, maxCost, credit }: { account: Address; maxCost: bigint; credit: Credit | undefined },
): Promise<ValidationData> {
  const { signature, ...promise } = shown;
  requireWindow(promise);
  const session = credit?.session ?? zeroHash;
  const { isLive, ...stands } = sessionOf(tx.state, account, session);
  const { validUntil, maxWei, maxOperationWei } = promise;
  if (stands.validUntil > validUntil) revert("VoucherTooShort", [stands.validUntil, validUntil]);
  const wanted = stands.gasLeftWei + maxCost;
  if (wanted > maxWei) revert("VoucherTooSmall", [wanted, maxWei]);
  const steps = maxOperationWei >> NOTE_STEP_BITS;
  if (steps === 0n || steps >= BigInt(NOTE_DENIED)) revert("VoucherCapInvalid", [maxOperationWei]);
  if (maxCost > steps << NOTE_STEP_BITS) revert("OperationTooDear", [maxCost, steps << NOTE_STEP_BITS]);
  const isNew = credit !== undefined && isLive && stands.note === 0;
  if (isNew) {
    tx.state.sessions.set(keyOf(account, session), { ...stands, note: Number(steps) });
    emit(tx, paymaster.paymaster, sessionPaymasterAbi, "VoucherShown", { account, session, maxWei });
  }
  const digest = hashVoucher(paymaster, { ...promise, account, session, generation: paymaster.generation });
  const isSigned = await isSignedBy(tx.contracts, paymaster.signer, digest, signature);
  return { isSigned: isSigned && isNew, ...toValidity(promise) };
}

type Window = { validAfter: number; validUntil: number };

function requireWindow({ validAfter, validUntil }: Window): void {
  if (validAfter >= validUntil || validUntil > MAX_UINT40) revert("VoucherWindowInvalid", [validAfter, validUntil]);
}

const toValidity = ({ validAfter, validUntil }: Window) => ({
  validAfter: BigInt(validAfter),
  validUntil: BigInt(validUntil),
});

/** Stops paying for an account: for its sessions at once, and for every future voucher. */
export function denyAccount(tx: Transaction, account: Address): void {
  const { state, contracts } = tx;
  state.denied.add(keyOf(account));
  for (const [key, session] of state.sessions) {
    if (key.startsWith(`${keyOf(account)}/`)) state.sessions.set(key, { ...session, note: NOTE_DENIED });
  }
  const { paymaster } = contracts;
  if (paymaster) emit(tx, paymaster.paymaster, sessionPaymasterAbi, "AccountDenied", { account, denial: 2 });
}

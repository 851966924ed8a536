import type { Address, Hex } from "viem";
import { isAddressEqual, size, slice, zeroAddress } from "viem";
import {
  entryPoint06Address,
  entryPoint07Address,
  entryPoint08Address,
  entryPoint09Address,
} from "viem/account-abstraction";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { hashGrant } from "../../grant/grant.ts";
import type { Grant, Permission } from "../../grant/grantTypes.ts";
import { type PackedTerms, packGrant } from "../../grant/packGrant.ts";
import { toSessionId, toSessionProof, toSigner } from "../../grant/sessionId.ts";
import { MAX_DURATION_SECONDS } from "../../grant/window.ts";
import { numberOfEpoch } from "../../sessions/readChain.ts";
import { isConfined, isPlayTarget, isSignedByOwner } from "./account.ts";
import { refuseTerms } from "./refuseTerms.ts";
import { emit, revert } from "./revert.ts";
import { type Contracts, epochOf, keyOf, type Transaction } from "./state.ts";

// Does the same as `Granting.sol`.

const MAX_EPOCH = 2 ** 22 - 1;
const MAX_UINT32 = 2 ** 32 - 1;
const ENTRY_POINTS = [entryPoint06Address, entryPoint07Address, entryPoint08Address, entryPoint09Address];

/** What the operation itself says about its session. */
export type Lane = { account: Address; paymaster: Address; nonceKey: bigint };

/**
 * Begins a session.
 * @param tx Is written to.
 * @param lane The account, its lane, and who pays.
 * @param key As encoded in operations.
 * @param signed The grant's contents, and the owner's signature.
 * @returns Its id, and whether the owner signed. If not, the operation is refused, and nothing of this is kept.
 * @throws Revert for everything that the module does not enable.
 */
export async function enableSession(
  tx: Transaction,
  lane: Lane,
  key: Hex,
  { terms, ownerSignature }: { terms: PackedTerms; ownerSignature: Hex },
): Promise<{ session: Hex; validAfter: number; isOwners: boolean }> {
  const { contracts, state } = tx;
  const { module } = contracts;
  const { account, paymaster, nonceKey } = lane;
  const sessionKey = requireSigner(contracts, key);
  refuseTerms(terms);
  const grant: Grant = { ...terms, ...lane, sessionKey };
  const session = toSessionId(toSessionProof(grant, module.p256Verifier));
  requireGrantable(tx, grant);
  const place = keyOf(account, session);
  if (state.sessions.has(place)) revert("SessionUsedAlready", [session]);
  const { permissions, validUntil, maxActions, maxSpend, maxGasWei, validAfter } = grant;
  state.sessions.set(place, {
    ...{ permissions, isEnded: false, epoch: numberOfEpoch(epochOf(tx.state, account)), note: 0, validUntil },
    ...{ actionsLeft: BigInt(maxActions), spendLeft: maxSpend, gasLeftWei: maxGasWei },
  });
  const args = { account, session, sessionKey: key, paymaster, nonceKey, packedGrant: packGrant(terms) };
  emit(tx, module.validator, sessionValidatorAbi, "SessionEnabled", args);
  const isOwners = await isSignedByOwner(tx, account, hashGrant(module, grant), ownerSignature);
  return { session, validAfter, isOwners };
}

/** One key has one form; for a verifier without code any signature could be valid. */
function requireSigner({ module, webAuthnVerifier }: Contracts, key: Hex): Hex {
  const signer = toSigner(key, module.p256Verifier);
  const verifier = size(key) >= 20 ? slice(key, 0, 20) : zeroAddress;
  const hasCode = webAuthnVerifier !== undefined && isAddressEqual(verifier, webAuthnVerifier);
  const isKnown = size(key) === 64 || size(key) === 20 || hasCode;
  const isBare = size(signer) >= 20 && isAddressEqual(slice(signer, 0, 20), zeroAddress);
  if (!isKnown || isBare || isAddressEqual(verifier, module.p256Verifier)) revert("GrantSessionKeyMalformed", [key]);
  return signer;
}

function requireGrantable(tx: Transaction, grant: Grant): void {
  const { account, validAfter, validUntil, paymaster, permissions, epoch } = grant;
  const current = epochOf(tx.state, account);
  if (epoch.toLowerCase() !== current || numberOfEpoch(current) > MAX_EPOCH)
    revert("GrantWrongEpoch", [epoch, current]);
  const isWindow =
    validAfter < validUntil && validUntil - validAfter <= MAX_DURATION_SECONDS && validUntil <= MAX_UINT32;
  if (!isWindow) revert("GrantWindowInvalid", [validAfter, validUntil, MAX_DURATION_SECONDS]);
  const confined = isConfined(tx, account);
  // Nothing leaves a confined account: no native coin, and no gas.
  const paysValue = permissions.some(({ maxValue }) => maxValue !== 0n);
  if (confined && (paymaster === zeroAddress || paysValue)) revert("GrantConfined", [account]);
  for (const { target } of permissions) {
    if (!mayCall(tx.contracts, account, confined, target)) revert("PermissionTargetForbidden", [target]);
  }
}

function mayCall(contracts: Contracts, account: Address, confined: boolean, target: Permission["target"]): boolean {
  const forbidden = [zeroAddress, account, contracts.module.validator, ...ENTRY_POINTS];
  if (forbidden.some((each) => isAddressEqual(each, target))) return false;
  return !confined || isPlayTarget(contracts, target);
}

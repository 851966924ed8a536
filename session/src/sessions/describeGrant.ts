import type { Address } from "viem";
import { getAddress, isAddressEqual, zeroAddress } from "viem";
import { address, object } from "../grant/readers.ts";
import { grantReader } from "../grant/readGrant.ts";
import type { OwnerTypedData } from "../owners/owner.ts";
import type { ContractPermissions } from "../permissions/allow.ts";
import { describePermission, describePermissions, type PermissionRule } from "../permissions/describe.ts";
import type { CardRequest, Left, SessionLimits } from "./types.ts";
import { type Holdings, worstCaseOf } from "./worstCase.ts";

/** What no session key can do, whatever is signed: refused by the contracts by construction. */
const NEVER = [
  "Call any other contract or function",
  "Sign messages, orders or log-ins for you",
  "Change the owner or extend its own permissions",
  "Work for longer than you signed for, or after you end the session",
] as const;

const readSignedGrant = object({ message: grantReader((value, at) => getAddress(address(value, at))) });

/**
 * What a card tells of a grant that is not made yet.
 * @param terms What it will allow: permissions with a product's words (`allow`), limits, and who pays the fees.
 * @param holdings What the account holds: the worst case is no worse than that.
 * @returns Facts for `PermissionCard.Root`. Once the grant is made, {@link describeMessage} tells them from what is signed.
 */
export function describeGrant(
  terms: {
    permissions: readonly ContractPermissions[];
    limits: Required<SessionLimits>;
    paymaster: Address | undefined;
  },
  holdings?: Holdings,
): CardRequest {
  return toCard(describePermissions(terms.permissions), terms.limits, terms.paymaster, holdings);
}

/**
 * What a card tells of the very message that an owner signs, read back from that message and from nothing else.
 * @param message EIP-712 typed data of a grant, from this kit or as a wallet shows it (numbers as text).
 * @param words A product's words, from `allow`: what a contract is called and what its functions mean. They are never signed.
 * @param now What the account holds, and for a session that runs, what is left: the worst case from now on.
 * @throws UnreadableError for typed data that is no grant.
 */
export function describeMessage(
  message: OwnerTypedData,
  words: readonly ContractPermissions[] = [],
  now: { holdings?: Holdings; left?: Left } = {},
): Required<CardRequest> {
  const { message: grant } = readSignedGrant(message, "typed data");
  const { maxActions, maxSpend, maxGasWei, validAfter, validUntil, permissions } = grant;
  const limits = { calls: maxActions, spend: maxSpend, gas: maxGasWei, duration: validUntil - validAfter };
  const paymaster = isAddressEqual(grant.paymaster, zeroAddress) ? undefined : grant.paymaster;
  const rules = permissions.map((permission) => {
    const known = words.find(({ address: target }) => isAddressEqual(target, permission.target));
    const index = known?.permissions.findIndex((each) => each.functionSignature === permission.functionSignature);
    return describePermission(permission, index === undefined ? undefined : known?.says[index], known?.label);
  });
  const card = toCard(rules, limits, paymaster, now.holdings);
  const worstCase = worstCaseOf({ ...limits, ...now.left }, paymaster, rules, now.holdings);
  return { ...card, worstCase, validUntil, message };
}

function toCard(
  permissions: readonly PermissionRule[],
  limits: Required<SessionLimits>,
  paymaster: Address | undefined,
  holdings: Holdings | undefined,
) {
  return {
    permissions,
    limits,
    paymaster,
    worstCase: worstCaseOf(limits, paymaster, permissions, holdings),
    never: NEVER,
  };
}

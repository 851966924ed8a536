import type { AbiFunction, Address } from "viem";
import { decodeFunctionData, getAbiItem, parseAbiItem, toFunctionSelector, toFunctionSignature } from "viem";

import type { Deployment } from "@/app/_api/config";
import { sessionValidatorAbi } from "@/session/generated/abis";
import type { Call } from "./calls";

/** One function that is called at the game's expense. */
export type PaidCall = {
  target: "hourglass" | "sand" | "items" | "sessionValidator";
  item: AbiFunction;
  /** A session may call it too; everything else is for owners, whose every operation gets a voucher of its own. */
  bySession: boolean;
  /** What must hold of its arguments, so that it is about the player's own things. */
  own?: { allowed: string; isOwn: (args: readonly unknown[], account: Address) => boolean };
};

const same = (value: unknown, account: Address) => typeof value === "string" && value.toLowerCase() === account;
const ownItems = { allowed: "items of this account", isOwn: ([from]: readonly unknown[], a: Address) => same(from, a) };

/**
 * All that is paid for. Not in it, on purpose: approvals and operator rights (nothing in the game needs them, and they are
 * how tokens are stolen), `transferFrom` (somebody else's Sand), `setOwner` and modules (whoever takes over an account
 * may pay for it).
 */
export const paidCalls: readonly PaidCall[] = [
  ...[
    "function move(bytes path)",
    "function gather(uint256 tile)",
    "function craft(uint256 recipe)",
    "function equip(uint256 item)",
    "function claim(uint256 quest)",
    "function buy(uint256 item, uint256 maxSand)",
  ].map((text): PaidCall => ({ target: "hourglass", item: parse(text), bySession: true })),
  { target: "sand", item: parse("function transfer(address to, uint256 amount)"), bySession: false },
  {
    target: "items",
    item: parse("function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes data)"),
    bySession: false,
    own: ownItems,
  },
  {
    target: "items",
    item: parse(
      "function safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] amounts, bytes data)",
    ),
    bySession: false,
    own: ownItems,
  },
  { target: "sessionValidator", item: ofValidator("revoke"), bySession: false },
  { target: "sessionValidator", item: ofValidator("revokeAll"), bySession: false },
  {
    target: "sessionValidator",
    item: ofValidator("enable"),
    bySession: false,
    own: {
      allowed: "a grant of this account",
      isOwn: ([grant], account) => same((grant as { account: Address }).account, account),
    },
  },
];

/** Texts of the functions that a session may call, as the grant spells them. */
export const playable: readonly string[] = paidCalls
  .filter(({ bySession }) => bySession)
  .map(({ item }) => toFunctionSignature(item));

/**
 * Why an owner's call is not paid for.
 * @param call One call of the operation.
 * @param account Who calls.
 * @param deployment Addresses of this world.
 * @returns What is allowed instead; undefined when it is paid for.
 */
export function refuseCall(call: Call, account: Address, deployment: Deployment): string | undefined {
  if (call.value !== 0n) return "a call without native value";
  const row = paidCalls.find(
    ({ target, item }) => deployment[target] === call.target && toFunctionSelector(item) === call.selector,
  );
  if (!row) return paidCalls.map(({ target, item }) => `${target}.${item.name}`).join(", ");
  try {
    const { args = [] } = decodeFunctionData({ abi: [row.item], data: call.data });
    return row.own && !row.own.isOwn(args, account) ? row.own.allowed : undefined;
  } catch {
    return `arguments of ${toFunctionSignature(row.item)}`;
  }
}

function parse(text: string): AbiFunction {
  return parseAbiItem(text as "function move(bytes path)");
}

function ofValidator(name: "revoke" | "revokeAll" | "enable"): AbiFunction {
  return getAbiItem({ abi: sessionValidatorAbi, name });
}

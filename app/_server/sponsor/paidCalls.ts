import type { AbiFunction, Address } from "viem";
import { decodeFunctionData, getAbiItem, parseAbiItem, toFunctionSelector, toFunctionSignature } from "viem";

import type { Deployment } from "@/app/_api/config";
import { gameFunctions } from "@/app/_api/gameFunctions";
import { sessionValidatorAbi } from "@/session/generated/abis";
import type { Call } from "./calls";

/** One function that is called at the game's expense. */
export type PaidCall = {
  target: "hourglass" | "bazaar" | "sand" | "items" | "sessionValidator";
  item: AbiFunction;
  /** A session may call it too; everything else is for owners, whose every operation gets a voucher of its own. */
  bySession: boolean;
  /** What must hold of its arguments, so that it is about the player's own things. */
  own?: { allowed: string; isOwn: (args: readonly unknown[], account: Address, deployment: Deployment) => boolean };
};

const same = (value: unknown, account: Address) => typeof value === "string" && value.toLowerCase() === account;
const ownItems = { allowed: "items of this account", isOwn: ([from]: readonly unknown[], a: Address) => same(from, a) };
/** The market holds what is listed and fetches what is paid: nobody else needs an approval. */
const forBazaar: PaidCall["own"] = {
  allowed: "approval of the Bazaar",
  isOwn: ([spender], _account, { bazaar }) => same(spender, bazaar),
};

/**
 * All that is paid for. Not in it, on purpose: approvals and operator rights of anybody but the Bazaar (nothing in the game
 * needs them, and they are how tokens are stolen), `transferFrom` (somebody else's Sand), a change of owner beside other calls, and modules (whoever takes over an account
 * may pay for it).
 */
export const paidCalls: readonly PaidCall[] = [
  ...gameFunctions.map(
    ({ functionSignature }): PaidCall => ({
      target: "hourglass",
      item: parse(`function ${functionSignature}`),
      bySession: true,
    }),
  ),
  { target: "hourglass", item: parse("function leave(uint256 amount)"), bySession: false },
  ...[
    "function list(uint256 item, uint256 amount, uint256 price)",
    "function buy(uint256 listing, uint256 amount, uint256 maxSand)",
    "function cancel(uint256 listing)",
  ].map((text): PaidCall => ({ target: "bazaar", item: parse(text), bySession: false })),
  {
    target: "sand",
    item: parse("function approve(address spender, uint256 amount)"),
    bySession: false,
    own: forBazaar,
  },
  {
    target: "items",
    item: parse("function setApprovalForAll(address operator, bool approved)"),
    bySession: false,
    own: forBazaar,
  },
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
      isOwn: ([whose], account) => same(whose, account),
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
    return row.own && !row.own.isOwn(args, account, deployment) ? row.own.allowed : undefined;
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

import type { Abi, AbiFunction, Address } from "viem";
import { toFunctionSignature } from "viem";

import { InvalidInputError } from "./errors";
import { readFunctionText } from "./functionText";
import { type Permission, toPermission } from "./grantTypes";

/** What a permission may be besides its function; everything has the narrowest default. */
export type CreatePermissionParameters = {
  /** ABI of the target, to prove that the text is one of its functions. */
  abi: Abi;
  target: Address;
  functionSignature: string;
} & Partial<Omit<Permission, "target" | "functionSignature">>;

/**
 * Builds a permission, and refuses a text that the target's ABI does not have: a text with the right four bytes but
 * other words (a selector collision) would show the owner one function and permit another.
 * @param parameters Target, its ABI, the text, and limits.
 * @returns A permission of the grant. Whether its limits fit is checked with the whole grant.
 * @throws InvalidInputError when the text breaks the grammar, is not in the ABI, or takes value that the function does not.
 */
export function createPermission({
  abi,
  target,
  functionSignature,
  ...limits
}: CreatePermissionParameters): Permission {
  readFunctionText(functionSignature);
  const found = abi.find(
    (item): item is AbiFunction => item.type === "function" && toFunctionSignature(item) === functionSignature,
  );
  const refuse = (why: string) =>
    new InvalidInputError("This permission cannot be granted.", { details: `"${functionSignature}": ${why}` });
  if (!found) throw refuse(`the contract at ${target} has no such function`);
  if ((limits.maxValue ?? 0n) > 0n && found.stateMutability !== "payable") throw refuse("takes no native value");
  return toPermission(target, functionSignature, limits);
}

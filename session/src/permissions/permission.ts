import type { Abi, AbiFunction, Address } from "viem";
import { toFunctionSignature } from "viem";

import { InvalidInputError } from "../errors/errors.ts";
import { type Permission, toPermission } from "../grant/grantTypes.ts";
import { readFunctionText } from "./functionText.ts";

/** The parts of a permission besides its function; everything has the narrowest default. */
export type CreatePermissionParameters = {
  /** ABI of the target, to prove that the text is one of its functions. */
  abi: Abi;
  target: Address;
  functionSignature: string;
} & Partial<Omit<Permission, "target" | "functionSignature">>;

/**
 * Builds a permission, and refuses a text that is not in the target's ABI: a text with the right four bytes but
 * other words (a selector collision) would show the owner one function and permit another.
 * @param parameters Target, its ABI, the text, and limits.
 * @returns A permission for a grant. Its limits are checked with the whole grant.
 * @throws InvalidInputError if the text breaks the grammar or is not in the ABI, or if value is set for a function that is not payable.
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

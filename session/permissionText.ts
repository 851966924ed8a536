import type { Abi, AbiFunction, Address, Hex } from "viem";
import { toFunctionSelector, toFunctionSignature } from "viem";

import { InvalidInputError } from "./errors";
import type { ArgumentBound, Permission } from "./grant";

/** A permission text, read. */
export type PermissionText = { name: string; types: readonly string[] };

const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const TYPE = /^(address|bool|string|bytes([1-9][0-9]?)?|u?int([1-9][0-9]{0,2}))((\[([1-9][0-9]{0,2})?\])*)$/;
// The limits of the on-chain parser (FunctionSignature.sol), so that the kit never asks for a grant it would refuse.
const MAX_ARGUMENTS = 16;
const MAX_ARRAY_LENGTH = 256;

/**
 * Reads a permission text by the grammar that the chain enforces: `name(type,…)`, canonical elementary types and their
 * arrays only; no tuples, spaces, parameter names or aliases such as `uint`.
 * @param text For example `move(bytes)`.
 * @returns Name and types in order.
 * @throws InvalidInputError naming what does not follow the grammar.
 */
export function parsePermissionText(text: string): PermissionText {
  const open = text.indexOf("(");
  const name = text.slice(0, Math.max(open, 0));
  if (!NAME.test(name) || !text.endsWith(")")) throw refuse(text, "not of the form name(type,…)");
  const inner = text.slice(open + 1, -1);
  const types = inner === "" ? [] : inner.split(",");
  if (types.length > MAX_ARGUMENTS) throw refuse(text, `${types.length} arguments, allowed ${MAX_ARGUMENTS}`);
  for (const type of types) if (!isCanonical(type)) throw refuse(text, `"${type}" is not a canonical elementary type`);
  return { name, types };
}

/**
 * The selector that the chain will enforce for a text.
 * @param text A permission text.
 * @returns First four bytes of keccak256(text).
 * @throws InvalidInputError when the text does not follow the grammar.
 */
export function selectorOf(text: string): Hex {
  parsePermissionText(text);
  return toFunctionSelector(`function ${text}`);
}

/** What a permission may be besides its function; everything has the narrowest default. */
export type CreatePermissionParameters = {
  /** ABI of the target, to prove that the text is one of its functions. */
  abi: Abi;
  target: Address;
  functionSignature: string;
  maxValue?: bigint;
  spendArgument?: number;
  bounds?: readonly ArgumentBound[];
};

/**
 * Builds a permission, and refuses a text that the target's ABI does not have: a text with the right four bytes but
 * other words (a selector collision) would show the owner one function and permit another.
 * @param parameters Target, its ABI, the text, and limits.
 * @returns A permission of the grant.
 * @throws InvalidInputError when the text breaks the grammar, is not in the ABI, or a limit names an argument that
 * cannot carry it.
 */
export function createPermission(parameters: CreatePermissionParameters): Permission {
  const { abi, target, functionSignature, maxValue = 0n, spendArgument = 0, bounds = [] } = parameters;
  const { types } = parsePermissionText(functionSignature);
  const found = abi.find(
    (item): item is AbiFunction => item.type === "function" && toFunctionSignature(item) === functionSignature,
  );
  if (!found) throw refuse(functionSignature, `the contract at ${target} has no such function`);
  if (maxValue > 0n && found.stateMutability !== "payable") throw refuse(functionSignature, "takes no native value");
  if (spendArgument !== 0 && !/^uint[0-9]+$/.test(types[spendArgument - 1] ?? "")) {
    throw refuse(functionSignature, `argument ${spendArgument} is no amount`);
  }
  for (const { argument, min, max } of bounds) {
    const type = types[argument - 1] ?? "";
    if (!/^(u?int[0-9]+|address|bool|bytes[0-9]+)$/.test(type)) {
      throw refuse(functionSignature, `argument ${argument} cannot be bounded`);
    }
    // Words of intN are two's complement: comparing them as numbers would call -1 the largest.
    const isEmpty = type.startsWith("int") ? BigInt.asIntN(256, min) > BigInt.asIntN(256, max) : min > max;
    if (isEmpty) throw refuse(functionSignature, `bound of argument ${argument} lets nothing pass`);
  }
  return { target, functionSignature, maxValue, spendArgument, bounds };
}

function isCanonical(type: string): boolean {
  const match = TYPE.exec(type);
  if (!match) return false;
  const [, , bytesSize, bits, suffixes = ""] = match;
  if (bytesSize !== undefined && Number(bytesSize) > 32) return false;
  if (bits !== undefined && (Number(bits) > 256 || Number(bits) % 8 !== 0)) return false;
  return [...suffixes.matchAll(/\[(\d+)\]/g)].every(([, length]) => Number(length) <= MAX_ARRAY_LENGTH);
}

function refuse(text: string, why: string): InvalidInputError {
  return new InvalidInputError("This permission cannot be granted.", { details: `"${text}": ${why}` });
}

import type { Abi, AbiFunction, Address, Hex } from "viem";
import { toFunctionSelector, toFunctionSignature } from "viem";

import { InvalidInputError } from "./errors";
import type { ArgumentBound, Permission } from "./grantTypes";

/** A permission text, read. */
export type PermissionText = { name: string; types: readonly string[] };

const NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const TYPE = /^(address|bool|string|bytes([1-9][0-9]?)?|u?int([1-9][0-9]{0,2}))((\[([1-9][0-9]{0,2})?\])*)$/;
// The limits of the on-chain parser (FunctionSignature.sol), so that the kit never asks for a grant it would refuse.
const MAX_ARGUMENTS = 16;
const MAX_ARRAY_LENGTH = 256;
const MAX_WORDS = 2 ** 14 - 1;
/** The place of an amount is kept in eight bits, plus one. */
const MAX_SPEND_WORD = 254;
const MAX_BOUNDS = 8;

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
  if (wordsBefore(types, types.length) > MAX_WORDS) throw refuse(text, `more than ${MAX_WORDS} words of arguments`);
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
  parsePermissionText(functionSignature);
  const found = abi.find(
    (item): item is AbiFunction => item.type === "function" && toFunctionSignature(item) === functionSignature,
  );
  if (!found) throw refuse(functionSignature, `the contract at ${target} has no such function`);
  if (maxValue > 0n && found.stateMutability !== "payable") throw refuse(functionSignature, "takes no native value");
  const permission = { target, functionSignature, maxValue, spendArgument, bounds };
  requireLimits(permission);
  return permission;
}

/**
 * Refuses limits that the chain would not store.
 * @param permission A permission of a grant.
 * @throws InvalidInputError when the text breaks the grammar, or when a limit names an argument that cannot carry it.
 */
export function requireLimits({ functionSignature: text, spendArgument, bounds }: Permission): void {
  const { types } = parsePermissionText(text);
  if (spendArgument !== 0) {
    const isAmount = /^uint[0-9]+$/.test(types[spendArgument - 1] ?? "");
    if (!isAmount || wordsBefore(types, spendArgument - 1) > MAX_SPEND_WORD) {
      throw refuse(text, `argument ${spendArgument} is no amount, or stands too far behind`);
    }
  }
  if (bounds.length > MAX_BOUNDS) throw refuse(text, `${bounds.length} bounds, allowed ${MAX_BOUNDS}`);
  for (const { argument, min, max } of bounds) {
    const type = types[argument - 1] ?? "";
    if (!/^(u?int[0-9]+|address|bool|bytes[0-9]+)$/.test(type)) {
      throw refuse(text, `argument ${argument} cannot be bounded`);
    }
    // Words of intN are two's complement: comparing them as numbers would call -1 the largest.
    const isEmpty = type.startsWith("int") ? BigInt.asIntN(256, min) > BigInt.asIntN(256, max) : min > max;
    if (isEmpty) throw refuse(text, `bound of argument ${argument} lets nothing pass`);
  }
}

/** Head words of the calldata that stand before an argument, counted from 0. */
function wordsBefore(types: readonly string[], index: number): number {
  return types.slice(0, index).reduce((words, type) => words + wordsOf(type), 0);
}

/** As the chain counts: arrays of a fixed length are laid out in the head, and a length too large counts as it stands. */
function wordsOf(type: string): number {
  const words = [...type.matchAll(/\[(\d+)\]/g)].reduce((product, [, length]) => product * Number(length), 1);
  const isDynamic = type.includes("[]") || /^(string|bytes)(\[|$)/.test(type);
  return isDynamic && words <= MAX_WORDS ? 1 : words;
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

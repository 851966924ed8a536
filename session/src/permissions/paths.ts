import type { AbiFunction, AbiParameter } from "viem";
import { toFunctionSignature } from "viem";
import { InvalidPermissionError } from "../errors/inputErrors.ts";

/** An argument or a part of one: its type, and its path as in the grant. */
export type Found = { parameter: AbiParameter; path: string };

/** Name of an argument for users: the ABI's name, otherwise its position from 0. */
export const nameOf = ({ name }: AbiParameter, index: number): string => (name ? name : String(index));

/**
 * By name: all arguments of a function, or the parts of a tuple or of a list of fixed length.
 * @param parameters Members in order.
 * @param prefix Path of the tuple or list; empty for arguments.
 */
export function partsOf(parameters: readonly AbiParameter[], prefix = ""): Map<string, Found> {
  return new Map(
    parameters.map((parameter, index) => [nameOf(parameter, index), { parameter, path: `${prefix}${index + 1}` }]),
  );
}

/** Members of a tuple; elements of a list of fixed length; undefined for types without parts that a path can name. */
export function membersOf(parameter: AbiParameter): readonly AbiParameter[] | undefined {
  const fixed = /^(.*)\[(\d+)\]$/.exec(parameter.type);
  if (fixed) return Array.from({ length: Number(fixed[2]) }, () => ({ ...parameter, name: "", type: fixed[1] ?? "" }));
  return parameter.type === "tuple" && "components" in parameter ? parameter.components : undefined;
}

/**
 * Path of an argument in a grant: `order.amount` becomes `2.1`.
 * @param item The function.
 * @param names The ABI's names of argument and members, separated by dots.
 * @throws InvalidPermissionError if there is no such argument.
 */
export function findPath(item: AbiFunction, names: string): string {
  let parts = partsOf(item.inputs);
  let path = "";
  for (const name of names.split(".")) {
    const found = parts.get(name);
    if (!found) {
      const functionSignature = toFunctionSignature(item);
      throw new InvalidPermissionError("There is no such argument.", { functionSignature, argument: names });
    }
    path = found.path;
    parts = partsOf(membersOf(found.parameter) ?? [], `${path}.`);
  }
  return path;
}

import type { Call } from "@hourglass/session/core";
import {
  type Address,
  concat,
  decodeAbiParameters,
  encodeAbiParameters,
  type Hex,
  isAddressEqual,
  size,
  slice,
  toFunctionSelector,
} from "viem";
import { type Rule, signatureOf } from "@/game/rules/action";
import { type Action, actionNames, rowOf } from "@/game/rules/actions";

/**
 * The call to `Hourglass` for an action.
 * @param hourglass Address of the game.
 * @param action The action.
 */
export function encodeAction(hourglass: Address, action: Action): Call {
  return { to: hourglass, data: encodeRule(action.type, rowOf(action.type), action) };
}

/**
 * Calldata of a function of the game.
 * @param name Of the function.
 * @param rule Says which arguments it has, and how each is encoded.
 * @param values The arguments by name; anything else in it is ignored.
 */
export function encodeRule(name: string, { args }: Pick<Rule, "args">, values: Readonly<Record<string, unknown>>) {
  const taken = Object.entries(args);
  return concat([
    toFunctionSelector(signatureOf(name, { args })),
    encodeAbiParameters(
      taken.map(([, { type }]) => ({ type })),
      taken.map(([key, argument]) => argument.encode(values[key])),
    ),
  ]);
}

/**
 * The action of a call, the reverse of {@link encodeAction}.
 * @param hourglass Address of the game.
 * @param call As read from an operation.
 * @returns The action; undefined for every call that no action of a session makes.
 */
export function decodeAction(hourglass: Address, { to, data }: { to: Address; data: Hex }): Action | undefined {
  if (!isAddressEqual(to, hourglass) || size(data) < 4) return undefined;
  const type = actionNames.find((name) => toFunctionSelector(signatureOf(name, rowOf(name))) === slice(data, 0, 4));
  if (!type) return undefined;
  const args = Object.entries(rowOf(type).args);
  const types = args.map(([, argument]) => ({ type: argument.type }));
  try {
    const carried = args.length === 0 ? [] : decodeAbiParameters(types, slice(data, 4));
    const values = args.map(([key, argument], index) => [key, argument.decode(carried[index])] as const);
    if (values.some(([, value]) => value === undefined)) return undefined;
    return { type, ...Object.fromEntries(values) } as Action;
  } catch {
    return undefined;
  }
}

import type { Abi, AbiFunction, Address, Hex } from "viem";
import { toFunctionSignature } from "viem";
import { InvalidPermissionError } from "../errors/inputErrors.ts";
import {
  type Limit as CountedLimit,
  NATIVE_TRANSFER,
  type Period,
  type Permission,
  type Policy,
  toPermission,
} from "../grant/grantTypes.ts";
import type { AllowParameters } from "./allowTypes.ts";
import { compileConditions } from "./compileConditions.ts";
import { locate, readFunctionText } from "./functionText.ts";
import { findPath } from "./paths.ts";

/** What a session may call of one contract: made by {@link allow} or {@link allowTransfer}, and part of what is signed. */
export type ContractPermissions = {
  readonly type: "permissions";
  readonly address: Address;
  readonly permissions: readonly Permission[];
  /** For the card: never signed. */
  readonly label: string | undefined;
  /** For each permission: what it means, and the names of its arguments. */
  readonly says: readonly { readonly words: string | undefined; readonly inputs: AbiFunction["inputs"] }[];
  /** The contract's ABI, so that its functions and errors can be named. Never signed. */
  readonly abi: Abi;
};

/** Everything that the ABIs of permissions name. */
export const abiOf = (allowed: readonly ContractPermissions[]): Abi => [...new Set(allowed.flatMap(({ abi }) => abi))];

/** The limits of one function, at run time. */
type Limits = {
  args?: Record<string, unknown>;
  spend?: string | { arg: string; max: bigint };
  calls?: number;
  per?: Period;
  value?: bigint | { perCall?: bigint; total?: bigint };
  policies?: readonly Policy[];
};

/**
 * Names what a session may do with one contract. Invalid permissions are refused before anybody signs: a function that the
 * ABI does not have or that only reads, a limit that an argument cannot have, an empty range, value for a function that is not payable.
 * @param parameters See {@link AllowParameters}; functions, arguments and limits are typed from the ABI.
 * @returns Permissions, for `createSessions(…).open` and for a sponsor's policy.
 * @throws InvalidPermissionError
 * @example allow({ address, abi, functions: { transfer: { args: { to: { equals: shop } }, spend: "amount" } } })
 */
export function allow<const abi extends Abi>(parameters: AllowParameters<abi>): ContractPermissions {
  const { address, abi, label, words } = parameters;
  const rows = Object.entries(
    parameters.functions as Record<string, true | Limits | readonly Limits[] | undefined>,
  ).flatMap(([name, given]) => {
    if (given === undefined) return [];
    const item = findFunction(abi, name, address);
    const ways: readonly Limits[] = given === true ? [{}] : Array.isArray(given) ? given : [given as Limits];
    return ways.map((limits) => ({ item, words: (words as Record<string, string> | undefined)?.[name], limits }));
  });
  if (rows.length === 0) throw new InvalidPermissionError(`Nothing of ${address} is allowed.`);
  return {
    ...{ type: "permissions", address, label },
    permissions: rows.map(({ item, limits }) => toFunctionPermission(address, item, limits)),
    says: rows.map(({ item, words: said }) => ({ words: said, inputs: item.inputs })),
    abi,
  };
}

/**
 * Allows plain transfers of the chain's native coin to one address.
 * @param parameters `to`; wei per call and in total; how many calls, and the period after which both counts restart.
 * @returns A permission, to combine with those of {@link allow}.
 * @throws InvalidPermissionError
 */
export function allowTransfer(
  parameters: { to: Address; label?: string; words?: string } & Pick<Limits, "calls" | "per"> & {
      value: NonNullable<Limits["value"]>;
    },
): ContractPermissions {
  const { to, label, words, ...limits } = parameters;
  const value = readValue(limits.value);
  if (value.maxValue === 0n) throw new InvalidPermissionError("A transfer of nothing needs no permission.");
  return {
    ...{ type: "permissions", address: to, label, abi: [] },
    permissions: [
      toPermission(to, NATIVE_TRANSFER, { maxValue: value.maxValue, ...toCounts(limits, [], value.total) }),
    ],
    says: [{ words, inputs: [] }],
  };
}

function findFunction(abi: Abi, name: string, address: Address): AbiFunction {
  const found = abi.filter((item): item is AbiFunction => item.type === "function" && item.name === name);
  const [item] = found;
  if (!item) throw new InvalidPermissionError(`The contract at ${address} has no function ${name}.`);
  if (found.length > 1) {
    const seen = found.map((each) => toFunctionSignature(each)).join(", ");
    const advice = "Pass an ABI with only the one that you mean.";
    throw new InvalidPermissionError(`${name} stands for several functions.`, { details: seen, advice });
  }
  if (item.stateMutability === "view" || item.stateMutability === "pure") {
    throw new InvalidPermissionError(`${name} only reads: anybody may call it, without a session.`);
  }
  return item;
}

function toFunctionPermission(address: Address, item: AbiFunction, limits: Limits): Permission {
  const functionSignature = toFunctionSignature(item);
  readFunctionText(functionSignature);
  const { args = {}, spend, policies = [] } = limits;
  const path = spend === undefined ? undefined : findPath(item, typeof spend === "string" ? spend : spend.arg);
  if (path !== undefined && locate(functionSignature, path).kind !== "unsigned") {
    throw new InvalidPermissionError("This argument is no amount.", { functionSignature, argument: path });
  }
  const value = readValue(limits.value);
  if (value.maxValue > 0n && item.stateMutability !== "payable") {
    throw new InvalidPermissionError("This function takes no native value.", { functionSignature });
  }
  const own: CountedLimit[] =
    typeof spend === "object" && path !== undefined ? [{ counted: path, max: spend.max }] : [];
  return toPermission(address, functionSignature, {
    maxValue: value.maxValue,
    spendArgument: typeof spend === "string" && path !== undefined ? path : "",
    conditions: compileConditions(item, args),
    policies: policies.map(({ policy, config }: { policy: Address; config: Hex }) => ({ policy, config })),
    ...toCounts(limits, own, value.total),
  });
}

/** If one amount is missing, the other is used for both: the narrowest reading. */
function readValue(value: Limits["value"]): { maxValue: bigint; total: bigint } {
  if (value === undefined) return { maxValue: 0n, total: 0n };
  if (typeof value === "bigint") return { maxValue: value, total: value };
  const perCall = value.perCall ?? value.total ?? 0n;
  return { maxValue: perCall, total: value.total ?? perCall };
}

function toCounts(
  { calls, per }: Limits,
  own: readonly CountedLimit[],
  totalValue: bigint,
): Pick<Permission, "period" | "limits"> {
  const limits = [
    ...(calls === undefined ? [] : [{ counted: "calls", max: BigInt(calls) }]),
    ...(totalValue > 0n ? [{ counted: "value", max: totalValue }] : []),
    ...own,
  ];
  if (per !== undefined && per !== "session" && limits.length === 0) {
    throw new InvalidPermissionError(`Nothing is counted per ${per}.`, {
      advice: "Give calls, spend.max or value.total as well.",
    });
  }
  return { limits, period: limits.length > 0 ? (per ?? "session") : "" };
}

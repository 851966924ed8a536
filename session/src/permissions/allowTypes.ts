import type {
  Abi,
  AbiParameter,
  AbiStateMutability,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  Hex,
} from "viem";
import type { Period, Policy } from "../grant/grantTypes.ts";

/** Functions that a session may call: views change nothing, so nobody needs a permission for them. */
export type Write = Extract<AbiStateMutability, "nonpayable" | "payable">;
type Fn<abi extends Abi, name> = Extract<abi[number], { type: "function"; name: name; stateMutability: Write }>;
type Inputs<abi extends Abi, name> = Fn<abi, name>["inputs"];
/** An argument without a name is named by its position, counted from 0. */
type NameAt<parameter, index> = parameter extends { name: infer name extends string }
  ? name extends ""
    ? index
    : name
  : index;

/** One of: exactly this, one of these, or a closed range. */
export type Limit<value> =
  | { equals: value; oneOf?: never; min?: never; max?: never }
  | { oneOf: readonly [value, ...value[]]; equals?: never; min?: never; max?: never }
  | (value extends bigint | number
      ?
          | { min?: value; max: value; equals?: never; oneOf?: never }
          | { min: value; max?: value; equals?: never; oneOf?: never }
      : never);

/** For bytes, text and lists the chain can compare the length (bytes, elements) or the keccak256. */
export type DynamicLimit =
  | { length: { min?: number; max: number } | { min: number; max?: number } | { equals: number }; hash?: never }
  | { hash: Hex | readonly [Hex, ...Hex[]]; length?: never };

/** The limit of one argument; for a tuple or a list of fixed length, the limits of its parts. */
export type ArgumentLimit<parameter extends AbiParameter, value> = parameter["type"] extends
  | `${string}[]`
  | "bytes"
  | "string"
  ? DynamicLimit
  : parameter["type"] extends `${infer element}[${string}]`
    ? { readonly [index: number]: ArgumentLimit<Omit<parameter, "type"> & { type: element }, Element<value>> }
    : parameter extends { components: infer members extends readonly AbiParameter[] }
      ? MemberLimits<members, value>
      : Limit<value>;
type Element<value> = value extends readonly (infer element)[] ? element : never;
type MemberLimits<members extends readonly AbiParameter[], value> = {
  [index in keyof members & `${number}` as NameAt<members[index], index>]?: ArgumentLimit<
    members[index],
    NameAt<members[index], index> extends infer name ? (name extends keyof value ? value[name] : unknown) : never
  >;
};

/** Limits by the names that the ABI gives to the arguments. */
export type ArgumentLimits<inputs extends readonly AbiParameter[], args extends readonly unknown[]> = {
  [index in keyof inputs & keyof args & `${number}` as NameAt<inputs[index], index>]?: ArgumentLimit<
    inputs[index],
    args[index]
  >;
};

/** Paths of amounts: `amount`, and `order.amount` for a member of a tuple. */
type AmountPaths<inputs extends readonly AbiParameter[]> = {
  [index in keyof inputs & `${number}`]: AmountPath<inputs[index], NameAt<inputs[index], index>>;
}[keyof inputs & `${number}`];
type AmountPath<parameter extends AbiParameter, name> = parameter["type"] extends `${string}]`
  ? never
  : parameter["type"] extends `uint${string}`
    ? name
    : parameter extends { components: infer members extends readonly AbiParameter[] }
      ? `${name & string}.${AmountPaths<members> & string}`
      : never;

/** The limits of one function. Everything that is left out has the narrowest default; `true` means `{}`. */
export type FunctionLimits<abi extends Abi, name extends ContractFunctionName<abi, Write>> = {
  /** Per argument. */
  args?: ArgumentLimits<Inputs<abi, name>, ContractFunctionArgs<abi, Write, name> & readonly unknown[]>;
  /** The argument that is an amount. With only its name it counts against `limits.spend`; with `max` it has its own cap. */
  spend?: AmountPaths<Inputs<abi, name>> | { arg: AmountPaths<Inputs<abi, name>>; max: bigint };
  /** How often this function may be called. Default: as often as the session may call anything. */
  calls?: number;
  /** The period after which `calls`, `spend.max` and `value.total` restart (UTC; weeks from Monday). Default `session`. */
  per?: Period;
  /** Contracts that must approve each call (`ISessionPolicy`). */
  policies?: readonly Policy[];
} & (Fn<abi, name>["stateMutability"] extends "payable"
  ? {
      /** Native value in wei: per call, and in total. If one is missing, the other is used for both. Default 0. */
      value?: bigint | { perCall: bigint; total?: bigint } | { perCall?: bigint; total: bigint };
    }
  : { value?: never });

/** Parameters of {@link allow}. */
export type AllowParameters<abi extends Abi> = {
  address: Address;
  abi: abi;
  /** For an overloaded name pass an ABI with only the one that you mean. Several ways to call one function are a list. */
  functions: {
    [name in ContractFunctionName<abi, Write>]?:
      | true
      | FunctionLimits<abi, name>
      | readonly [FunctionLimits<abi, name>, ...FunctionLimits<abi, name>[]];
  };
  /** For the card: "Guestbook". Never signed, so never more than decoration. Default: the short address. */
  label?: string;
  /** For the card, by function: what it means to the user. Default: the signed text. */
  words?: { [name in ContractFunctionName<abi, Write>]?: string };
};

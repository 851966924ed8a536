import type { Abi, Address, ContractErrorArgs, ContractErrorName, EncodeErrorResultParameters, Hex } from "viem";
import { encodeAbiParameters, encodeErrorResult, encodeEventTopics, getAbiItem, parseAbi } from "viem";
import { sessionErrors } from "../../abis/abis.ts";
import type { Transaction } from "./state.ts";

/** A call that reverts. */
export class Revert extends Error {
  /** The bytes that the contract would return. */
  readonly data: Hex;

  constructor(data: Hex, message = "reverted") {
    super(message);
    this.data = data;
  }
}

/** Something that happens only on a real chain: contracts are not run in memory. */
export class NotInMemory extends Error {
  constructor(what: string) {
    super(`The stack in memory does not run ${what}. Test it against a local chain.`);
  }
}

/**
 * Reverts with an error of the contracts.
 * @param errorName One of the session contracts' own.
 * @param args Its arguments.
 */
export function revert<const name extends ContractErrorName<typeof sessionErrors>>(
  errorName: name,
  args: ContractErrorArgs<typeof sessionErrors, name>,
): never {
  const abi: Abi = sessionErrors;
  const parameters: EncodeErrorResultParameters<Abi, string> = { abi, errorName, args: args as readonly unknown[] };
  throw new Revert(encodeErrorResult(parameters), errorName);
}

const failedOpAbi = parseAbi([
  "error FailedOp(uint256 opIndex, string reason)",
  "error FailedOpWithRevert(uint256 opIndex, string reason, bytes inner)",
]);

/** The EntryPoint refuses an operation; `reason` begins with its code. */
export class FailedOp extends Revert {
  readonly reason: string;
  /** What account or paymaster reverted with. */
  readonly inner: Hex | undefined;

  constructor(reason: string, inner?: Hex) {
    const data =
      inner === undefined
        ? encodeErrorResult({ abi: failedOpAbi, errorName: "FailedOp", args: [0n, reason] })
        : encodeErrorResult({ abi: failedOpAbi, errorName: "FailedOpWithRevert", args: [0n, reason, inner] });
    super(data, reason);
    this.reason = reason;
    this.inner = inner;
  }
}

/**
 * Runs a contract's function, and wraps its revert in an EntryPoint error.
 * @param reason For example `AA23 reverted`.
 * @param run The function.
 */
export async function wrapReverts<T>(reason: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Revert) throw new FailedOp(reason, error.data);
    throw error;
  }
}

/**
 * Writes a log.
 * @param tx The running transaction.
 * @param address The contract.
 * @param abi Has the event.
 * @param eventName Its name.
 * @param args By name.
 */
export function emit(
  tx: Transaction,
  address: Address,
  abi: Abi,
  eventName: string,
  args: Readonly<Record<string, unknown>>,
): void {
  const item = getAbiItem({ abi, name: eventName });
  if (item?.type !== "event") throw new Error(`There is no event ${eventName}.`);
  const topics = encodeEventTopics({ abi: [item], eventName, args }) as Hex[];
  const inputs = item.inputs.filter(({ indexed }) => !indexed);
  const data = encodeAbiParameters(
    inputs,
    inputs.map(({ name = "" }) => args[name]),
  );
  tx.logs = [...tx.logs, { address, topics, data }];
}

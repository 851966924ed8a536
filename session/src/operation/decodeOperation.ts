import type { Address, Hex } from "viem";
import { decodeFunctionData, isAddressEqual, keccak256, zeroAddress } from "viem";
import { entryPoint08Abi, toUserOperation } from "viem/account-abstraction";
import type { SessionModule } from "../grant/grant.ts";
import { toSessionId } from "../grant/sessionId.ts";
import { packRules } from "../permissions/rules.ts";
import { type DecodedCall, decodeCalls } from "./calls.ts";
import { readMaxCost } from "./operation.ts";
import { type DecodedSignature, decodeSignature } from "./operationSignature.ts";
import type { Operation } from "./operationType.ts";
import { decodeOperationVoucher, type VoucherWindow } from "./operationVoucher.ts";
import { decodeVoucher, type Voucher } from "./voucher.ts";

/** What the sponsor promised in an operation: for the whole session, or for this operation alone. */
export type ShownVoucher =
  | ({ kind: "session"; signature: Hex } & Omit<Voucher, "account" | "session" | "generation">)
  | ({ kind: "operation"; signature: Hex } & VoucherWindow);

/** The session that signed an operation, as the operation itself proves it. */
export type OperationSession = {
  id: Hex;
  signature: DecodedSignature;
  /** The packed rules, which the operation carries or its grant compiles to. */
  rules: Hex;
  /** For each call the index of its rule, which is the index of its permission. */
  hints: readonly number[];
};

/** An operation in its parts. */
export type DecodedOperation = {
  operation: Operation;
  /** Undefined: the call data is not of a known form. */
  calls: readonly DecodedCall[] | undefined;
  /** Which validator, and which of its lanes. */
  nonceKey: bigint;
  /** Number of the operation in its lane. */
  sequence: bigint;
  /** What counts against the session's gas budget, in wei. */
  maxCostWei: bigint;
  /** Undefined: it shows none, because the session showed its own before or the account pays. */
  voucher: ShownVoucher | undefined;
  /** Undefined: the owner signed it, or another module. */
  session: OperationSession | undefined;
};

/**
 * Takes an operation apart.
 * @param operation Complete and signed.
 * @param module The session module of the deployment.
 * @returns Its parts; a part that has another form than the kit writes is undefined.
 */
export function decodeOperation(operation: Operation, module: Pick<SessionModule, "validator">): DecodedOperation {
  const { callData, nonce, paymasterData = "0x" } = operation;
  const calls = decodeCalls(callData);
  return {
    ...{ operation, calls, nonceKey: nonce >> 64n, sequence: nonce % 2n ** 64n, maxCostWei: readMaxCost(operation) },
    voucher: readVoucher(paymasterData),
    session: readSession(operation, module, calls?.length ?? 0),
  };
}

/**
 * Finds an operation in the transaction that included it.
 * @param input Input of the transaction.
 * @param sender The account.
 * @param nonce The operation's full nonce.
 * @returns The operation; undefined if the transaction is no plain `handleOps`, for example because a contract made it.
 */
export function findBundled(input: Hex, sender: Address, nonce: bigint): Operation | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: entryPoint08Abi, data: input });
    if (functionName !== "handleOps") return undefined;
    const found = args[0].find((each) => isAddressEqual(each.sender, sender) && each.nonce === nonce);
    return found && (toUserOperation(found) as unknown as Operation);
  } catch {
    return undefined;
  }
}

function readVoucher(data: Hex): ShownVoucher | undefined {
  const session = decodeVoucher(data);
  if (session) return { kind: "session", ...session };
  const operation = decodeOperationVoucher(data);
  return operation && { kind: "operation", ...operation };
}

/** The upper 160 bits of the nonce name the validator. */
function readSession(
  { nonce, paymaster = zeroAddress, signature: bytes }: Operation,
  { validator }: Pick<SessionModule, "validator">,
  callCount: number,
): OperationSession | undefined {
  if (nonce >> 96n !== BigInt(validator)) return undefined;
  const signature = decodeSignature(bytes);
  if (!signature) return undefined;
  const rules = signature.enables ? compileRules(signature.terms) : signature.rules;
  if (!rules) return undefined;
  const { key: sessionKey, hints } = signature;
  const id = toSessionId({ sessionKey, rulesHash: keccak256(rules), paymaster, nonceKey: nonce >> 64n });
  // Calls without a hint use the last one.
  const all = Array.from({ length: callCount }, (_, index) => hints[Math.min(index, hints.length - 1)] ?? 0);
  return { id, signature, rules, hints: all };
}

/** Undefined for a grant that the chain refuses. */
function compileRules(terms: Parameters<typeof packRules>[0]): Hex | undefined {
  try {
    return packRules(terms);
  } catch {
    return undefined;
  }
}

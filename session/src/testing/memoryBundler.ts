import type { Address, Hex } from "viem";
import { isAddressEqual, numberToHex } from "viem";
import type { RpcUserOperation } from "viem/account-abstraction";
import { BUNDLER_MARGIN_SECONDS } from "../grant/window.ts";
import { computePreVerificationGas } from "../operation/gas.ts";
import type { Operation } from "../operation/operationType.ts";
import type { Block, MemoryChain } from "./chain/chain.ts";
import {
  type Handled,
  handleOperation,
  hashOperation,
  requireValid,
  type Validation,
  validateOperation,
} from "./chain/entryPoint.ts";
import { toRpcLogs, toRpcReceipt } from "./chain/node.ts";
import { FailedOp, NotInMemory } from "./chain/revert.ts";
import { fromRpc } from "./chain/toOperation.ts";
import { type Answer, RpcFault } from "./rpcFault.ts";

/** What happens to an operation. */
export type Fate =
  | "include"
  /** The bundler accepts it and forgets it. */
  | "lose"
  /** The bundler accepts it and keeps it until `release`. */
  | "hold"
  /** It is included, but nobody is notified. */
  | "includeSilently"
  /** It is included and paid, but its calls revert. */
  | "undo"
  /** The bundler refuses it. */
  | { refuse: string; code?: number; data?: Hex };

/** Limits that every operation here is within; gas is not measured. */
export const GAS = { perCall: 150_000n, verification: 1_000_000n, paymaster: 100_000n } as const;
/** Twice the chain's own, so that no estimate is too low. */
export const FEES = { maxFeePerGas: 15_000_000n, maxPriorityFeePerGas: 1_000_000n } as const;

export type MemoryBundler = {
  answer: Answer;
  /** Fates of the next operations, in the order of sending; later ones are included. */
  next: (...fates: readonly Fate[]) => void;
  /** Includes what is held, in order. What is no longer valid is dropped. */
  release: () => Promise<void>;
};

// ERC-7769's codes, and the words of a real bundler: the kit reads both.
const INVALID_FIELDS = -32602;
const VALIDATION = -32500;
const PAYMASTER_VALIDATION = -32501;
const EXPIRES_SHORTLY = -32503;
const INVALID_SIGNATURE = -32507;
const DEPOSIT_TOO_LOW = -32508;

/**
 * A bundler that validates each operation, and mines it at once.
 * @param chain The chain.
 */
export function createMemoryBundler(chain: MemoryChain): MemoryBundler {
  const fates: Fate[] = [];
  const held: Operation[] = [];
  const receipts = new Map<Hex, { handled: Handled; block: Block }>();
  const { entryPoint } = chain.contracts;

  const include = async (operation: Operation, { isUndone = false, isHeard = true } = {}) => {
    const { result, block } = await chain.transact(
      entryPoint,
      (tx) => handleOperation(tx, operation, isUndone),
      isHeard,
    );
    receipts.set(result.hash, { handled: result, block });
  };

  const send = async (operation: Operation): Promise<Hex> => {
    const fate = fates.shift() ?? "include";
    if (typeof fate === "object") throw new RpcFault(fate.code ?? VALIDATION, fate.refuse, fate.data);
    const hash = hashOperation(chain.contracts, operation);
    if (held.some((each) => hashOperation(chain.contracts, each) === hash)) {
      throw new RpcFault(INVALID_FIELDS, "Already known");
    }
    await asRpc(() =>
      chain.simulate(async (tx) => {
        const validation = await validateOperation(tx, operation);
        requireValid(tx, validation);
        requireTime(validation, tx.nowSeconds);
      }),
    );
    if (fate === "hold") held.push(operation);
    else if (fate !== "lose") {
      const how = { isUndone: fate === "undo", isHeard: fate !== "includeSilently" };
      await asRpc(() => include(operation, how));
    }
    return hash;
  };

  const estimate = async (operation: Operation) => {
    const limits = limitsOf(operation);
    await asRpc(() => chain.simulate((tx) => validateOperation(tx, { ...operation, ...limits })));
    const hex = (value: bigint) => numberToHex(value);
    return {
      callGasLimit: hex(limits.callGasLimit),
      verificationGasLimit: hex(limits.verificationGasLimit),
      preVerificationGas: hex(limits.preVerificationGas),
      ...(operation.paymaster && {
        paymasterVerificationGasLimit: hex(GAS.paymaster),
        paymasterPostOpGasLimit: "0x0",
      }),
    };
  };

  const readReceipt = (hash: Hex) => {
    const found = receipts.get(hash);
    return found ? toRpcOperationReceipt(found.handled, found.block, entryPoint) : null;
  };

  return {
    next: (...given) => void fates.push(...given),
    release: async () => {
      for (const operation of held.splice(0)) {
        await include(operation).catch((error: unknown) => {
          if (!(error instanceof FailedOp)) throw error;
        });
      }
    },
    answer: async (method, params) => {
      switch (method) {
        case "eth_chainId":
          return numberToHex(chain.contracts.chainId);
        case "eth_supportedEntryPoints":
          return [entryPoint];
        case "eth_sendUserOperation":
          return send(readOperation(params, entryPoint));
        case "eth_estimateUserOperationGas":
          return estimate(readOperation(params, entryPoint));
        case "eth_getUserOperationReceipt":
          return readReceipt(params[0] as Hex);
        default:
          throw new RpcFault(-32601, `The bundler in memory does not know ${method}.`);
      }
    },
  };
}

function readOperation([operation, entryPoint]: readonly unknown[], supported: Address): Operation {
  if (!isAddressEqual(entryPoint as Address, supported)) {
    throw new RpcFault(INVALID_FIELDS, `EntryPoint ${String(entryPoint)} is not supported; supported: ${supported}`);
  }
  return fromRpc(operation as RpcUserOperation<"0.8">);
}

/** A bundler's own check: enough time must be left to mine it (ERC-7562). */
function requireTime({ account, paymaster }: Validation, nowSeconds: number): void {
  const validUntil = account.validUntil < paymaster.validUntil ? account.validUntil : paymaster.validUntil;
  if (validUntil >= BigInt(nowSeconds + BUNDLER_MARGIN_SECONDS)) return;
  throw new RpcFault(EXPIRES_SHORTLY, `UserOperation expires too soon, validUntil=${validUntil}, now=${nowSeconds}`);
}

/** An EntryPoint's refusal, in a bundler's words. */
async function asRpc<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof NotInMemory) throw new RpcFault(-32004, error.message);
    if (!(error instanceof FailedOp)) throw error;
    const { reason, inner } = error;
    const words = inner === undefined ? reason : `${reason} ${inner}`;
    throw new RpcFault(codeOf(reason), `UserOperation reverted with reason: ${words}`);
  }
}

function codeOf(reason: string): number {
  if (/AA24|AA34/.test(reason)) return INVALID_SIGNATURE;
  if (reason.includes("AA31")) return DEPOSIT_TOO_LOW;
  if (reason.includes("AA32")) return EXPIRES_SHORTLY;
  return /AA30|AA33|AA36/.test(reason) ? PAYMASTER_VALIDATION : VALIDATION;
}

function limitsOf(operation: Operation) {
  const limits = { callGasLimit: GAS.perCall, verificationGasLimit: GAS.verification };
  return {
    ...limits,
    preVerificationGas: computePreVerificationGas({ ...operation, ...limits, preVerificationGas: 0n }),
  };
}

function toRpcOperationReceipt(handled: Handled, block: Block, entryPoint: Address) {
  const { hash, operation, gasUsed, costWei, isSuccess } = handled;
  const { sender, nonce, paymaster } = operation;
  return {
    ...{ userOpHash: hash, entryPoint, sender, nonce: numberToHex(nonce), success: isSuccess },
    ...{ actualGasUsed: numberToHex(gasUsed), actualGasCost: numberToHex(costWei) },
    ...(paymaster && { paymaster }),
    ...(!handled.isSuccess && { reason: handled.revertData }),
    ...{ logs: toRpcLogs(block), receipt: block.transaction ? toRpcReceipt(block, block.transaction) : null },
  };
}

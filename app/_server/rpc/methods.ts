import { errorCode } from "@/app/_api/jsonRpc";
import { Failure } from "../failure";

/** What a page may ask of the chain: reading, nothing else. */
export const rpcMethods = [
  "eth_blockNumber",
  "eth_call",
  "eth_chainId",
  "eth_estimateGas",
  "eth_feeHistory",
  "eth_gasPrice",
  "eth_getBalance",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getLogs",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
  "eth_maxPriorityFeePerGas",
] as const;
export type RpcMethod = (typeof rpcMethods)[number];

/**
 * What a page may ask of the bundler. Not `pimlico_sendUserOperationNow`: Alto bundles what comes that way without
 * validating it first.
 */
export const bundlerMethods = [
  "eth_chainId",
  "eth_estimateUserOperationGas",
  "eth_getUserOperationByHash",
  "eth_getUserOperationReceipt",
  "eth_sendUserOperation",
  "eth_supportedEntryPoints",
  "pimlico_getUserOperationGasPrice",
  "pimlico_getUserOperationStatus",
] as const;

/**
 * Refuses a method that is not on the list.
 * @param method What was asked.
 * @param allowed The list.
 * @throws Failure (method not found) with both.
 */
export function requireMethod<Method extends string>(
  method: string,
  allowed: readonly Method[],
): asserts method is Method {
  if ((allowed as readonly string[]).includes(method)) return;
  throw new Failure(`Method: seen "${method}"; allowed: ${allowed.join(", ")}`, {
    code: errorCode.methodNotFound,
    data: { seen: method, allowed: allowed.join(", ") },
  });
}

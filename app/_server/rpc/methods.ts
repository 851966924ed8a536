/** What a page may ask of the chain: only reads. */
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
  "trace_transaction",
] as const;
export type RpcMethod = (typeof rpcMethods)[number];

/**
 * What a page may ask of the bundler. Not `pimlico_sendUserOperationNow`: Alto bundles those operations without
 * validating them first.
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

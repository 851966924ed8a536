/** Gas for `validatePaymasterUserOp` of the operation that shows a voucher: one signature, one note in the session's word. */
export const paymasterVerificationGasLimit = 120_000n;

/** There is no post-op: what was authorised is counted. */
export const paymasterPostOpGasLimit = 0n;

/** The most gas that one operation of a session may ask for: a first one without the precompile, and 16 long paths. */
const SESSION_OPERATION_GAS = 9_000_000n;

/**
 * What one operation of a session may cost at most; never more than the session.
 * @param sessionWei The session's budget, in wei.
 * @param maxFeePerGas The sponsor's cap.
 * @returns Wei.
 */
export function maxSessionOperationCost(sessionWei: bigint, maxFeePerGas: bigint): bigint {
  const costWei = SESSION_OPERATION_GAS * maxFeePerGas;
  return costWei < sessionWei ? costWei : sessionWei;
}

/** Gas limits of the paymaster for a voucher of one operation: one signature, no word, no post-op. */
export const operationPaymasterGas = {
  paymasterVerificationGasLimit: 60_000n,
  paymasterPostOpGasLimit: 0n,
} as const;

/**
 * The most gas that an operation of an owner may ask for. The paymaster has no caps of its own for vouchers of one
 * operation: what the sponsor signs is what it can cost. Verification has room for a new account with a P-256 owner on
 * a chain without the precompile; the rest for a dozen transfers.
 */
export const operationGasCaps = {
  callGasLimit: 1_000_000n,
  verificationGasLimit: 2_000_000n,
  preVerificationGas: 500_000n,
} as const;

type Priced = {
  callGasLimit: bigint;
  verificationGasLimit: bigint;
  preVerificationGas: bigint;
  maxFeePerGas: bigint;
};

/**
 * What the EntryPoint takes for an operation at most, with the paymaster's limits above.
 * @param operation Gas limits and fee.
 * @returns Wei.
 */
export function maxOperationCost(operation: Priced): bigint {
  const { callGasLimit, verificationGasLimit, preVerificationGas, maxFeePerGas } = operation;
  const paymaster = operationPaymasterGas.paymasterVerificationGasLimit + operationPaymasterGas.paymasterPostOpGasLimit;
  return (callGasLimit + verificationGasLimit + preVerificationGas + paymaster) * maxFeePerGas;
}

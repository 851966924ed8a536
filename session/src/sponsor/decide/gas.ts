/** Gas for `validatePaymasterUserOp` of the operation that shows a session voucher: one signature, one note in the session's word. */
export const sessionPaymasterGas = { paymasterVerificationGasLimit: 120_000n, paymasterPostOpGasLimit: 0n } as const;

/** The same for an operation voucher: one signature, no word. There is never a post-op, because the authorised cost counts. */
export const operationPaymasterGas = { paymasterVerificationGasLimit: 60_000n, paymasterPostOpGasLimit: 0n } as const;

/** The maximum gas of one operation of a session: a first one without the precompile, and 16 long calls. */
const SESSION_OPERATION_GAS = 9_000_000n;

/**
 * The maximum cost of one operation of a session; never more than the session's budget.
 * @param sessionWei The session's budget, in wei.
 * @param maxFeePerGas The sponsor's cap.
 * @returns Wei.
 */
export function maxSessionOperationCost(sessionWei: bigint, maxFeePerGas: bigint): bigint {
  const costWei = SESSION_OPERATION_GAS * maxFeePerGas;
  return costWei < sessionWei ? costWei : sessionWei;
}

/**
 * The maximum gas of an owner's operation. The paymaster has no caps of its own for operation vouchers:
 * what the sponsor signs is what it can cost. Verification has room for a new account with a P-256 owner on
 * a chain without the precompile; the rest for a dozen transfers.
 */
export const operationGasCaps = {
  callGasLimit: 1_000_000n,
  verificationGasLimit: 2_000_000n,
  preVerificationGas: 500_000n,
} as const;

type Priced = Record<keyof typeof operationGasCaps | "maxFeePerGas", bigint>;

/**
 * The maximum that the EntryPoint charges for an owner's operation, with the paymaster's limits above.
 * @param operation Gas limits and fee.
 * @returns Wei.
 */
export function maxOperationCost(operation: Priced): bigint {
  const { callGasLimit, verificationGasLimit, preVerificationGas, maxFeePerGas } = operation;
  const paymaster = operationPaymasterGas.paymasterVerificationGasLimit + operationPaymasterGas.paymasterPostOpGasLimit;
  return (callGasLimit + verificationGasLimit + preVerificationGas + paymaster) * maxFeePerGas;
}

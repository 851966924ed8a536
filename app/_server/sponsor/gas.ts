/** Gas for `validatePaymasterUserOp` of the first operation: one signature, one new word. */
export const paymasterVerificationGasLimit = 120_000n;

/** Gas for `postOp`. Small on purpose, for the voucher is charged all of it; the paymaster asks for 10,000 at least. */
export const paymasterPostOpGasLimit = 15_000n;

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

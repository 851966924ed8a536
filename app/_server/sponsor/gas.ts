/** Gas for `validatePaymasterUserOp` of the first operation: one signature, one new word. */
export const paymasterVerificationGasLimit = 120_000n;

/** Gas for `postOp`. Small on purpose, for the voucher is charged all of it; the paymaster asks for 10,000 at least. */
export const paymasterPostOpGasLimit = 15_000n;

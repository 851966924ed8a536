/** Gas for `validatePaymasterUserOp`: one signature, one counter, one deny flag. */
export const paymasterVerificationGasLimit = 120_000n;

/** Gas for `postOp`. Small on purpose: what is not used of it counts towards EntryPoint's penalty. */
export const paymasterPostOpGasLimit = 50_000n;

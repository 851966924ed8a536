import * as z from "zod/mini";

import { address, bigintText, hash } from "./primitives";

/** The file that the deploy script writes and `DEPLOYMENT_FILE` names. */
export const deployment = z.object({
  chainId: z.int().check(z.positive()),
  /** The deployer's product, which owners read as the domain name of everything that they sign. */
  name: z
    .string({
      error: "seen none: a world with the first generation of the session contracts; allowed: a new deployment",
    })
    .check(z.minLength(1), z.maxLength(31)),
  entryPoint: address,
  sessionValidator: address,
  playerAccountFactory: address,
  playerAccountImplementation: address,
  sessionPaymaster: address,
  p256Verifier: address,
  webAuthnVerifier: address,
  hourglass: address,
  sand: address,
  items: address,
  bazaar: address,
  /** Block from which the contracts exist. */
  startBlock: z.pipe(
    z.coerce.number().check(z.int(), z.minimum(0)),
    z.transform((value: number) => BigInt(value)),
  ),
});
export type Deployment = z.infer<typeof deployment>;

/** `GET /api/config`: everything that a page needs to talk to this world. */
export const config = z.object({
  deployment: z.extend(deployment, { startBlock: bigintText }),
  /** Hash of the block `startBlock`: another one means another world, even at the same addresses. */
  worldId: hash,
  sponsor: z.object({
    name: z.string(),
    /** Largest `Grant.maxGasWei` that gets a voucher. */
    sessionMaxWei: bigintText,
    maxFeePerGas: bigintText,
    maxPriorityFeePerGas: bigintText,
    /** Gas limits of the paymaster's two phases, for every operation. */
    paymasterVerificationGasLimit: bigintText,
    paymasterPostOpGasLimit: bigintText,
  }),
  /** Wallets on other devices; absent: not offered. */
  walletConnect: z.optional(z.object({ projectId: z.string(), relayUrl: z.optional(z.string()) })),
});
export type Config = z.infer<typeof config>;

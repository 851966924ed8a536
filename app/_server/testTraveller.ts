import {
  createGrant,
  createSessionKey,
  grantTypedData,
  omitVoucher,
  prepareOperation,
  readGrantEpoch,
  requestVoucher,
  sendOperation,
  type VoucherData,
} from "@hourglass/session/core";
import { createClient, type Hex, type PublicClient } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Config } from "@/app/_api/config";
import { serveBundler } from "./rpc/bundlerDoor";
import { serveSponsor } from "./sponsor/serve";
import { createGuest, encodeEmbark, toTransport } from "./testWorld";

/**
 * A guest who plays through this process's doors, each call in an operation that a session signed and the sponsor
 * paid.
 * @param chain Client of the chain.
 * @param config From `/api/config`.
 * @returns The account, functions that play, and one that signs a new session on the same lane.
 */
export async function createTraveller(chain: PublicClient, config: Config) {
  const sponsor = createClient({ transport: toTransport(serveSponsor) });
  const bundler = createClient({ transport: toTransport(serveBundler) });
  const { entryPoint, hourglass, chainId } = config.deployment;
  let guest = await createGuest(chain, config);
  let shown: VoucherData | undefined;
  let sequence = 0n;

  return {
    account: guest.account.toLowerCase(),
    /** Plays calls of the game in one operation, and waits until it is on chain. The first one sets out before that. */
    play: async (...calls: Hex[]): Promise<{ userOpHash: Hex; success: boolean }> => {
      const voucher =
        shown === undefined
          ? await requestVoucher(sponsor as Parameters<typeof requestVoucher>[0], {
              ...guest,
              entryPoint,
              chainId,
              gasLimits: config.sponsor,
            })
          : omitVoucher(shown);
      const { operation, userOpHash } = await prepareOperation({
        chainId,
        signed: guest,
        signer: guest.key,
        calls: (sequence === 0n ? [encodeEmbark(), ...calls] : calls).map((data) => ({ to: hourglass, data })),
        nonce: (guest.grant.nonceKey << 64n) + sequence,
        fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
        gasLimits: { callGasLimit: 400_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 200_000n },
        voucher,
        factory: sequence === 0n ? guest.factory : undefined,
        enables: shown === undefined,
        nowSeconds: 0,
      });
      await sendOperation(bundler as Parameters<typeof sendOperation>[0], operation);
      for (;;) {
        const [event] = await chain.getContractEvents({
          abi: entryPoint08Abi,
          address: entryPoint,
          eventName: "UserOperationEvent",
          args: { userOpHash },
          fromBlock: config.deployment.startBlock,
          strict: true,
        });
        if (!event) continue;
        shown ??= voucher;
        sequence += 1n;
        return { userOpHash, success: event.args.success };
      }
    },
    /** The same owner signs another key, as a device does when its hour ends: the lane stays. */
    renew: async (): Promise<void> => {
      const key = await createSessionKey(config.deployment.p256Verifier);
      const { sessionValidator } = config.deployment;
      const { account, permissions, maxActions, maxGasWei, paymaster } = guest.grant;
      const grant = createGrant({
        ...{ account, permissions, maxActions, maxGasWei, paymaster, lane: 1 },
        sessionKey: key.signer,
        validator: sessionValidator,
        epoch: await readGrantEpoch(chain, sessionValidator, account),
        nowSeconds: Number((await chain.getBlock()).timestamp),
      });
      const ownerSignature = await guest.owner.signTypedData(grantTypedData(guest.module, grant));
      guest = { ...guest, key, grant, ownerSignature };
      shown = undefined;
    },
  };
}

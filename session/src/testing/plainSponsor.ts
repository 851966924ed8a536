import type { Address, Hex, LocalAccount } from "viem";
import { hexToBigInt, isAddressEqual, numberToHex } from "viem";
import type { RpcUserOperation } from "viem/account-abstraction";
import type { SessionModule } from "../grant/grant.ts";
import { findGrantFault } from "../grant/grantFault.ts";
import type { Grant } from "../grant/grantTypes.ts";
import { type SessionProof, toSessionId, toSessionProof } from "../grant/sessionId.ts";
import { encodeOperationVoucher, operationVoucherTypedData } from "../operation/operationVoucher.ts";
import {
  encodeVoucher,
  type SponsorModule,
  type sponsorContext,
  type Voucher,
  voucherTypedData,
} from "../operation/voucher.ts";
import { fromRpc } from "./chain/toOperation.ts";
import { GAS } from "./memoryBundler.ts";
import { type Answer, RpcFault } from "./rpcFault.ts";

/** The amount that it pays for one session, unless less is requested. */
const MAX_GAS_WEI = 10n ** 16n;
const MAX_OPERATION_WEI = 10n ** 18n;
/** An owner's operation is sent at once. */
const OPERATION_SECONDS = 600;
const LIMITS = { paymasterVerificationGasLimit: GAS.paymaster, paymasterPostOpGasLimit: 0n } as const;
const REFUSED = -32602;

type Context = Partial<ReturnType<typeof sponsorContext>> & { kind?: string };

type Revocation = Omit<SessionProof, "nonceKey"> & { account: Address; nonceKey: Hex; signature: Hex };

/** A revocation signed by a session key. */
export type RelayedRevocation = { account: Address; proof: SessionProof; signature: Hex };

/** Parameters of a plain sponsor. */
export type PlainSponsorParts = {
  module: SessionModule;
  paymaster: SponsorModule | undefined;
  signer: LocalAccount;
  /** The chain's time, Unix seconds. */
  nowSeconds: () => number | Promise<number>;
  /** Sends a revocation. Returns nothing if the session was already ended. */
  relay: (revocation: RelayedRevocation) => Promise<Hex | undefined>;
};

/**
 * A sponsor that pays for everything that the chain would accept (ERC-7677), offers a limit for the card (`session_offer`),
 * and relays revocations by session keys (`session_revoke`). It has no budgets: for tests only.
 * @param parts See {@link PlainSponsorParts}.
 */
export function createPlainSponsor({ module, paymaster, signer, nowSeconds, relay }: PlainSponsorParts): Answer {
  const hexLimits = {
    paymasterVerificationGasLimit: numberToHex(LIMITS.paymasterVerificationGasLimit),
    paymasterPostOpGasLimit: numberToHex(LIMITS.paymasterPostOpGasLimit),
  };
  const requirePaymaster = () => {
    if (!paymaster) throw new RpcFault(REFUSED, "This deployment has no paymaster.");
    return paymaster;
  };

  const promiseSession = async (grant: Grant) => {
    const sponsor = requirePaymaster();
    const fault = findGrantFault(grant, module.validator);
    if (fault) throw new RpcFault(REFUSED, `The chain would not enable this grant: ${fault.what}.`);
    if (!isAddressEqual(grant.paymaster, sponsor.paymaster))
      throw new RpcFault(REFUSED, "The grant names another paymaster.");
    const voucher: Voucher = {
      ...{ account: grant.account, session: toSessionId(toSessionProof(grant, module.p256Verifier)) },
      ...{ validAfter: grant.validAfter, validUntil: grant.validUntil, maxWei: grant.maxGasWei },
      ...{ maxOperationWei: MAX_OPERATION_WEI, generation: sponsor.generation },
    };
    const signature = await signer.signTypedData(voucherTypedData(sponsor, voucher));
    return { paymaster: sponsor.paymaster, paymasterData: encodeVoucher(voucher, signature), ...hexLimits };
  };

  const windowNow = async () => {
    const now = await nowSeconds();
    return { validAfter: now - 1, validUntil: now + OPERATION_SECONDS };
  };

  /** Right in form, but signed by nobody: for estimates. */
  const giveStub = async () => {
    const paymasterData = encodeOperationVoucher(await windowNow(), `0x${"ff".repeat(65)}`);
    return { paymaster: requirePaymaster().paymaster, paymasterData, ...hexLimits };
  };

  const promiseOperation = async (request: RpcUserOperation<"0.8">) => {
    const sponsor = requirePaymaster();
    const window = await windowNow();
    const operation = { ...fromRpc(request), ...LIMITS };
    const signature = await signer.signTypedData(operationVoucherTypedData(sponsor, operation, window));
    return { paymaster: sponsor.paymaster, paymasterData: encodeOperationVoucher(window, signature), ...hexLimits };
  };

  const revoke = async ({ account, signature, nonceKey, ...rest }: Revocation) => {
    const proof = { ...rest, nonceKey: hexToBigInt(nonceKey) };
    return { transactionHash: (await relay({ account, proof, signature })) ?? null };
  };

  return async (method, params) => {
    switch (method) {
      case "session_offer":
        return { maxGas: numberToHex(MAX_GAS_WEI) };
      case "pm_getPaymasterStubData":
        return giveStub();
      case "pm_getPaymasterData": {
        const [operation, , , context] = params as readonly [RpcUserOperation<"0.8">, Address, Hex, Context?];
        return context?.grant ? promiseSession(readGrant(context.grant)) : promiseOperation(operation);
      }
      case "session_revoke":
        return revoke(params[0] as Revocation);
      default:
        throw new RpcFault(-32601, `The test sponsor does not know ${method}.`);
    }
  };
}

/** A grant from the context of a request, where its numbers are text. */
function readGrant(grant: ReturnType<typeof sponsorContext>["grant"]): Grant {
  const permissions = grant.permissions.map((permission) => ({
    ...permission,
    maxValue: BigInt(permission.maxValue),
    limits: permission.limits.map(({ counted, max }) => ({ counted, max: BigInt(max) })),
    conditions: permission.conditions.map((condition) => ({ ...condition, values: condition.values.map(BigInt) })),
  }));
  const { maxSpend, maxGasWei, nonceKey } = grant;
  const numbers = { maxSpend: BigInt(maxSpend), maxGasWei: BigInt(maxGasWei), nonceKey: BigInt(nonceKey) };
  return { ...grant, ...numbers, permissions };
}

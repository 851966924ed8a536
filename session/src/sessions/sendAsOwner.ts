import type { Address, Hash } from "viem";
import { getPaymasterStubData } from "viem/account-abstraction";
import { getCode } from "viem/actions";
import { decodeRevert, failureText, toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { UnavailableError } from "../errors/errors.ts";
import { CallsRevertedError } from "../errors/sessionErrors.ts";
import type { Confirmation } from "../lane/confirmations.ts";
import { createConfirmations } from "../lane/confirmations.ts";
import { type Call, createFactoryArgs } from "../operation/calls.ts";
import { readBundlerFees } from "../operation/fees.ts";
import { estimateGasLimits } from "../operation/gas.ts";
import type { Operation } from "../operation/operationType.ts";
import type { VoucherData } from "../operation/voucher.ts";
import type { Owner } from "../owners/owner.ts";
import { buildOwnerOperation, OWNER_NONCE_KEY, sendOwnerOperation } from "../owners/ownerOperation.ts";
import { readNonce } from "./readChain.ts";
import type { OwnerReceipt } from "./types.ts";
import type { World } from "./world.ts";

const LOOK_EVERY_MS = 1_000;
const WAIT_MS = 60_000;

/**
 * Sends one operation that the owner signs, and waits for its block.
 * @param world The world; its sponsor is asked for a voucher.
 * @param parameters Who signs, and which calls the account makes.
 * @throws OwnerDeclinedError, UnavailableError, RefusedError, CallsRevertedError.
 */
export async function sendAsOwner(
  world: World,
  { owner, account, calls }: { owner: Owner; account: Address; calls: readonly Call[] },
): Promise<OwnerReceipt> {
  const { rpc, bundler, sponsor, chainId, entryPoint, deployment } = world;
  const factory = createFactoryArgs(deployment.playerAccountFactory, owner.signer);
  const clients = { rpc, bundler, ...(sponsor && { sponsor: sponsor.client }) };
  const base = { chainId, entryPoint, account, owner, calls };
  const [code, nonce, fees] = await Promise.all([
    getCode(rpc, { address: account }).catch((cause: unknown) => {
      throw toUnavailableOrRefused("rpc", cause);
    }),
    readNonce(rpc, account, OWNER_NONCE_KEY, entryPoint),
    readBundlerFees(bundler, rpc),
  ]);
  const bare = buildOwnerOperation(
    {
      ...base,
      nonce,
      fees,
      gasLimits: { callGasLimit: 0n, verificationGasLimit: 0n },
      ...(code === undefined && { factory }),
    },
    sponsor !== undefined,
  );
  const draft = { ...bare, ...(await readStub(world, bare)) };
  const { callGasLimit, verificationGasLimit } = await estimateGasLimits(bundler, draft, entryPoint, world.errors);
  const gasLimits = {
    callGasLimit: (callGasLimit * 11n) / 10n,
    verificationGasLimit: (verificationGasLimit * 11n) / 10n,
  };
  const { userOpHash } = await sendOwnerOperation(clients, { ...base, gasLimits, factory });
  const included = await waitForInclusion(world, account, userOpHash);
  const { isSuccess, revertData, transactionHash, blockNumber, gasUsed, costWei } = included;
  if (isSuccess) return { userOpHash, transactionHash, blockNumber, gasUsed, costWei };
  const failure = decodeRevert(revertData ?? "0x", world.errors);
  throw new CallsRevertedError(failureText(failure) ?? "The action failed on chain.", { ...failure, transactionHash });
}

/** The sponsor's fields, for the estimate: without them the estimate sees an account that cannot pay. */
async function readStub({ sponsor, chainId, entryPoint }: World, operation: Operation): Promise<Partial<VoucherData>> {
  if (!sponsor) return {};
  const context = { ...sponsor.context, kind: "operation" };
  const parameters = { ...operation, chainId, entryPointAddress: entryPoint, context };
  const stub = await getPaymasterStubData(sponsor.client, parameters).catch((cause: unknown) => {
    throw toUnavailableOrRefused("sponsor", cause);
  });
  const { paymaster, paymasterData = "0x", paymasterVerificationGasLimit = 0n, paymasterPostOpGasLimit = 0n } = stub;
  return paymaster ? { paymaster, paymasterData, paymasterVerificationGasLimit, paymasterPostOpGasLimit } : {};
}

async function waitForInclusion(world: World, account: Address, userOpHash: Hash): Promise<Confirmation> {
  const { rpc, entryPoint, clock } = world;
  const confirmations = createConfirmations({ client: rpc, account, entryPoint });
  const untilMs = clock.nowMs() + WAIT_MS;
  for (;;) {
    const found = await confirmations.lookUp(userOpHash);
    if (found) return found;
    if (clock.nowMs() > untilMs)
      throw new UnavailableError("bundler", { details: `operation ${userOpHash} is not on chain yet` });
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  }
}

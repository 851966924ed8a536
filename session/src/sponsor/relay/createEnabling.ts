import { type Address, type Hex, hashTypedData, type PublicClient } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { haltOf } from "../../errors/halt.ts";
import { sessionIdOf, sessionModuleOf, toGrantTypedData } from "../../grant/grant.ts";
import { enableCall } from "../../operation/enableCall.ts";
import { isContractCode } from "../../owners/contractApproval.ts";
import { toStatus } from "../../sessions/readChain.ts";
import { isSignedBy } from "../chain/signature.ts";
import type { Log } from "../http/doorTypes.ts";
import { partDown } from "../http/rpcFailure.ts";
import { decideEnabling } from "./decideEnabling.ts";
import type { EnableRequest } from "./enableRequest.ts";
import { createOnce } from "./once.ts";
import { createEnablingBudgets } from "./relayBudgets.ts";
import type { Relay, RelayAnswer } from "./relayTypes.ts";
import { type RelayWorld, readOwnerOf } from "./revocationFacts.ts";
import { isRevert, type Relayer, refuse } from "./send.ts";

/** After this time a transaction that was sent is on chain, or was lost. */
const SENT_FOR_MS = 20_000;
/** After this time the account is on chain, or the owner tries again. */
const DEPLOYED_WITHIN_MS = 15_000;

/**
 * The most that the relayer pays for one transaction that enables. A grant of a hundred functions needs half of it; the rest is for the
 * signatures of the owner's contract, which a stranger may have written: with this limit it costs no more when it burns everything.
 */
const MAX_ENABLE_GAS = 2_500_000n;

type Parts = {
  world: RelayWorld;
  price: Relayer;
  /** What one network may cost in a day, for everything that the relayer sends. */
  networkDayWei: bigint;
  log: Log;
};

/**
 * Enables sessions of owners that are contracts, which validation may not ask. What may be enabled is the sponsor's decision: its voucher.
 * @param parts See {@link Parts}.
 */
export function createEnabling({ world, price, networkDayWei, log }: Parts): Relay["enable"] {
  const { chain, deployment } = world;
  const module = sessionModuleOf(deployment);
  const take = createEnablingBudgets(networkDayWei);
  const once = createOnce<RelayAnswer>(SENT_FOR_MS);

  const down = (cause: unknown): never => {
    const isRefused = isRevert(cause) || haltOf(cause) !== undefined || isAboveLimit(cause);
    throw isRefused ? refuse("one that the chain undoes", "one that it accepts") : partDown("relay", cause);
  };

  return async (request, network = "everybody") => {
    const { account } = request.grant;
    const session = sessionIdOf(module, request.grant);
    const [facts, isPromised] = await Promise.all([
      readFacts(world, request, session).catch((cause: unknown) => {
        throw partDown("rpc", cause);
      }),
      readPromise(world, account, session),
    ]);
    const verdict = decideEnabling({ ...facts, isPromised });
    if (verdict === "done") return { status: "done" };
    if (verdict !== "ask") throw refuse(verdict.seen, verdict.allowed, verdict.retryAt);
    return once(`${account}:${session}`, async () => {
      const { owner = "0x", isDeployed } = facts;
      await requireApproval(world, request, owner);
      if (!isDeployed) {
        const deploying = await price({ to: request.factory ?? account, data: request.factoryData ?? "0x" }).catch(
          down,
        );
        take({ owner, network, costWei: deploying.costWei });
        const hash = await deploying.send().catch(down);
        await chain.waitForTransactionReceipt({ hash, timeout: DEPLOYED_WITHIN_MS }).catch(down);
      }
      const priced = await price(enableCall(module, request), MAX_ENABLE_GAS).catch(down);
      take({ owner, network, costWei: priced.costWei });
      const transactionHash = await priced.send().catch(down);
      const details = { account, session, transactionHash, costWei: priced.costWei };
      log({ level: "info", event: "enabling", message: "Session enabled by a transaction.", details });
      return { status: "sent", transactionHash };
    });
  };
}

async function readFacts(world: RelayWorld, { grant, ...deploys }: EnableRequest, session: Hex) {
  const { chain, deployment } = world;
  const { account } = grant;
  const validator = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
  const [code, block, stored, epoch] = await Promise.all([
    chain.getCode({ address: account }),
    chain.getBlock(),
    chain.readContract({ ...validator, functionName: "sessionOf", args: [account, session] }),
    chain.readContract({ ...validator, functionName: "epochOf", args: [account] }),
  ]);
  const owner = await readOwnerOf(world, deploys, account, code);
  return {
    ...{ owner, hasOwner: owner !== undefined, isDeployed: code !== undefined },
    isContract: owner !== undefined && (await isContract(chain, owner)),
    ...{ status: toStatus(stored), isEpochNow: epoch === grant.epoch, nowSeconds: Number(block.timestamp) },
    window: { validAfter: grant.validAfter, validUntil: grant.validUntil },
  };
}

/** Whether the sponsor gave this session a voucher. */
async function readPromise({ deployment, ledger }: RelayWorld, account: Address, session: Hex): Promise<boolean> {
  if (!ledger) return false;
  return ledger.has({ chainId: deployment.chainId, account, session }).catch((cause: unknown) => {
    throw partDown("database", cause);
  });
}

async function isContract(chain: PublicClient, owner: Hex): Promise<boolean> {
  return owner.length === 42 && isContractCode(await chain.getCode({ address: owner }));
}

/** Before money is spent on the account: the transaction that enables cannot be simulated until it exists. */
async function requireApproval({ chain, deployment }: RelayWorld, request: EnableRequest, owner: Hex): Promise<void> {
  const digest = hashTypedData(toGrantTypedData(sessionModuleOf(deployment), request.grant));
  const isApproved = await isSignedBy({ chain, ...deployment }, owner, digest, request.ownerSignature).catch(
    (cause: unknown) => {
      throw partDown("rpc", cause);
    },
  );
  if (isApproved) return;
  throw refuse("a grant that the owner's contract does not approve", "one that enough of its signers approved");
}

/** How nodes say that a call needs more than the limit that it was given. */
const isAboveLimit = (cause: unknown) =>
  cause instanceof Error && /exceeds allowance|gas limit|intrinsic gas/i.test(cause.message);

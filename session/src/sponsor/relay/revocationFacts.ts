import type { Address, Hex, PublicClient } from "viem";
import { hashTypedData, size } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import type { SessionDeployment } from "../../deployment.ts";
import { sessionModuleOf } from "../../grant/grant.ts";
import { revokeAllTypedData, revokeTypedData } from "../../grant/revoke.ts";
import { toSessionId, toSigner } from "../../grant/sessionId.ts";
import { isCloneOf } from "../../owners/ownership.ts";
import { isEpochPassed, type SessionStatus, toStatus } from "../../sessions/readChain.ts";
import { readOwner, readPredictedOwner } from "../chain/accountFacts.ts";
import { isSignedBy, isSignedByKey } from "../chain/signature.ts";
import type { RevocationFacts } from "./decideRevocation.ts";
import type { RelayRequest } from "./relayRequest.ts";
import type { CreateRelayParameters } from "./relayTypes.ts";

/** Where facts are read. Addresses of the deployment are in lowercase. */
export type RelayWorld = {
  chain: PublicClient;
  deployment: SessionDeployment;
  ledger: CreateRelayParameters["ledger"] | undefined;
  knows: CreateRelayParameters["knows"] | undefined;
};

/**
 * Which session is to be ended.
 * @param request The request.
 * @returns Its id; undefined if all are to be ended.
 */
export function sessionOf(request: RelayRequest): Hex | undefined {
  if (request.kind === "all") return undefined;
  return request.kind === "owner" ? request.session : toSessionId(request);
}

/**
 * Reads the facts for the decision on a revocation from chain and ledger.
 * @param world See {@link RelayWorld}.
 * @param request The request.
 * @returns The facts, and whether the account is deployed.
 * @throws If the chain does not answer. If the ledger does not answer, no session counts as promised: sessions on chain can still be
 * ended, and one that was never enabled cannot be used anyway.
 */
export async function readRevocationFacts(
  world: RelayWorld,
  request: RelayRequest,
): Promise<RevocationFacts & { isDeployed: boolean }> {
  const { chain, deployment, ledger, knows } = world;
  const { account } = request;
  const session = sessionOf(request);
  const [code, status, isPromised] = await Promise.all([
    chain.getCode({ address: account }),
    readStatus(world, request),
    ledger?.has({ chainId: deployment.chainId, account, session }).catch(() => false) ?? false,
  ]);
  const isOurs =
    code === undefined ||
    isCloneOf(code, deployment.playerAccountImplementation) ||
    (knows?.({ address: account, code }) ?? false);
  const isDeployed = code !== undefined;
  return { status, isPromised, isOurs, isDeployed, isSigned: await readSigned(world, request, code) };
}

async function readStatus(world: RelayWorld, request: RelayRequest): Promise<SessionStatus> {
  const { chain, deployment } = world;
  const module = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
  if (request.kind === "all") {
    const epoch = await chain.readContract({ ...module, functionName: "epochOf", args: [request.account] });
    if (epoch === request.epoch) return "enabled";
    return isEpochPassed(request.epoch, epoch) ? "revoked" : "none";
  }
  const args = [request.account, sessionOf(request) ?? "0x"] as const;
  const stored = await chain.readContract({ ...module, functionName: "sessionOf", args });
  const status = toStatus(stored);
  // From a past epoch.
  return status === "enabled" && !stored.isLive ? "revoked" : status;
}

async function readSigned({ chain, deployment }: RelayWorld, request: RelayRequest, code: Hex | undefined) {
  const { account, signature } = request;
  const module = sessionModuleOf(deployment);
  const digest =
    request.kind === "all"
      ? hashTypedData(revokeAllTypedData(module, account, request.epoch))
      : hashTypedData(revokeTypedData(module, account, sessionOf(request) ?? "0x"));
  if (request.kind === "sessionKey") {
    const signer = toSigner(request.sessionKey, deployment.p256Verifier);
    return size(signer) >= 20 && isSignedByKey({ chain, ...deployment }, signer, digest, signature);
  }
  const owner = await readOwnerOf({ chain, deployment }, request, account, code);
  return owner !== undefined && isSignedBy({ chain, ...deployment }, owner, digest, signature);
}

/** The owner of an account, or the one that its factory would give it; undefined if it is not of this world. */
export async function readOwnerOf(
  { chain, deployment }: Pick<RelayWorld, "chain" | "deployment">,
  { factory, factoryData }: { factory?: Address | undefined; factoryData?: Hex | undefined },
  account: Address,
  code: Hex | undefined,
): Promise<Hex | undefined> {
  if (code !== undefined) return readOwner(chain, deployment, account, code);
  if (factory !== deployment.playerAccountFactory || factoryData === undefined) return undefined;
  return readPredictedOwner(chain, account, { factory, factoryData });
}

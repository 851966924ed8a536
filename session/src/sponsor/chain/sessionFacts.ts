import type { PublicClient } from "viem";
import { size } from "viem";
import { sessionValidatorAbi } from "../../abis/abis.ts";
import { hashGrant, sessionIdOf, sessionModuleOf } from "../../grant/grant.ts";
import { NOTE_DENIED, toStatus } from "../../sessions/readChain.ts";
import type { SessionFacts, SponsorDeployment } from "../decide/world.ts";
import type { SessionRequest } from "../parse/sponsorRequest.ts";
import { readAccountFacts } from "./accountFacts.ts";
import { isSignedBy } from "./signature.ts";

/**
 * Reads from the chain the facts for the decision on a session, in one round trip (two for a passkey or a contract owner).
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param request The request.
 * @returns The facts; and whether the session's voucher was already shown, so that its operations need none.
 * @throws If the chain does not answer.
 */
export async function readSessionFacts(
  chain: PublicClient,
  deployment: SponsorDeployment,
  { operation, grant, ownerSignature }: SessionRequest,
): Promise<SessionFacts & { depositWei: bigint; generation: number; isVoucherShown: boolean }> {
  const validator = { address: deployment.sessionValidator, abi: sessionValidatorAbi } as const;
  const module = sessionModuleOf(deployment);
  const [account, epoch, session, keyCode] = await Promise.all([
    readAccountFacts(chain, deployment, operation),
    chain.readContract({ ...validator, functionName: "epochOf", args: [grant.account] }),
    chain.readContract({ ...validator, functionName: "sessionOf", args: [grant.account, sessionIdOf(module, grant)] }),
    size(grant.sessionKey) === 20 ? chain.getCode({ address: grant.sessionKey }) : undefined,
  ]);
  const { owner } = account;
  const digest = hashGrant(module, grant);
  return {
    ...account,
    isSignedByOwner: owner !== undefined && (await isSignedBy({ chain, ...deployment }, owner, digest, ownerSignature)),
    epoch,
    isRevoked: toStatus(session) === "revoked",
    isSessionDenied: session.note === NOTE_DENIED,
    isVoucherShown: session.isLive && session.note !== 0,
    // With delegated code (EIP-7702) the address keeps its key.
    isKeyContract: keyCode !== undefined && !keyCode.startsWith("0xef0100"),
  };
}

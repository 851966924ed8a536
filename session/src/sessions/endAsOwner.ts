import type { Address, Client, Hash, Hex, Transport } from "viem";
import { readContract } from "viem/actions";
import type { SessionDeployment } from "../deployment.ts";
import { sessionModuleOf } from "../grant/grant.ts";
import { revokeAllTypedData, revokeTypedData } from "../grant/revoke.ts";
import type { FactoryArgs } from "../operation/calls.ts";
import { sessionFunctions } from "../operation/functions.ts";
import type { Owner } from "../owners/owner.ts";
import { asRpc, isEpochPassed, readGrantEpoch } from "./readChain.ts";
import { sendByRelay, toRevocation } from "./sendByRelay.ts";

/** Parameters of {@link endAsOwner}. */
export type EndAsOwnerParameters = {
  /** Reads the chain. */
  client: Client<Transport>;
  deployment: SessionDeployment;
  /** Its transport answers `session_revoke`: a sponsor of this kit, or a relay of its own. */
  relay: Client<Transport>;
  account: Address;
  owner: Owner;
  /** `all`: every session on every device, and every grant that was not used yet. */
  session: Hex | "all";
  /** How the account is deployed, if it may not be yet. */
  factory?: FactoryArgs | undefined;
};

/**
 * The owner ends one session of an account, or all of them, from any device: the session's key is not needed. A relay sends the
 * signature, so it needs no bundler, no sponsor and no money.
 * @param parameters See {@link EndAsOwnerParameters}.
 * @returns The transaction; undefined if nothing was left to end.
 * @throws OwnerDeclinedError if the owner does not sign; UnavailableError or RefusedError from relay or chain.
 */
export async function endAsOwner(parameters: EndAsOwnerParameters): Promise<Hash | undefined> {
  const { client, deployment, relay, account, owner, session, factory } = parameters;
  const module = sessionModuleOf(deployment);
  if (session === "all") {
    const epoch = await readGrantEpoch(client, module.validator, account);
    const signature = await owner.signTypedData(revokeAllTypedData(module, account, epoch));
    const isEnded = async () => isEpochPassed(epoch, await readGrantEpoch(client, module.validator, account));
    return sendByRelay(relay, client, toRevocation({ kind: "all", account, epoch, signature, ...factory }, isEnded));
  }
  const signature = await owner.signTypedData(revokeTypedData(module, account, session));
  const isEnded = async () => {
    const at = { abi: sessionFunctions, address: module.validator, args: [account, session] } as const;
    const { isLive, isEnded: ended } = await asRpc(readContract(client, { ...at, functionName: "sessionOf" }));
    return ended || !isLive;
  };
  return sendByRelay(relay, client, toRevocation({ kind: "owner", account, session, signature, ...factory }, isEnded));
}

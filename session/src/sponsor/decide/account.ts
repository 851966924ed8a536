import type { OperationRequest, SessionRequest } from "../parse/sponsorRequest.ts";
import { findBroken, type Refusal, type Rule } from "./refusal.ts";
import type { AccountFacts, SponsorWorld } from "./world.ts";

// Whose operation it is.

/** For a session: the account that granted it. */
export function refuseSender({ operation, grant }: SessionRequest): Refusal | undefined {
  return findBroken([
    [operation.sender === grant.account, "sender", operation.sender, `the grant's account ${grant.account}`],
  ]);
}

/** For an owner: how the account is deployed, if it is not yet. */
export function refuseFactory({ operation }: OperationRequest, { deployment }: SponsorWorld): Refusal | undefined {
  const { factory, factoryData } = operation;
  const isFine = factory === undefined ? factoryData === undefined : factory === deployment.playerAccountFactory;
  const allowed = `the factory ${deployment.playerAccountFactory} with its factoryData, or neither`;
  return findBroken([[isFine, "factory", factory, allowed]]);
}

/** An account is deployed only once. */
export function refuseDeployed({ operation }: OperationRequest, { isDeployed }: AccountFacts): Refusal | undefined {
  const isFine = !(isDeployed && operation.factory !== undefined);
  return findBroken([[isFine, "factory", operation.factory, "none: the account is deployed"]]);
}

/** An account that is not ours may do anything; a denied one gets nothing. */
export function refuseAccount(
  { operation: { sender } }: SessionRequest | OperationRequest,
  { owner, isDenied }: AccountFacts,
): Refusal | undefined {
  const ours = "an account of this factory; before it is deployed, with factory and factoryData";
  const rules: Rule[] = [
    [owner !== undefined, "account", sender, ours],
    [!isDenied, "account", `${sender}, which is denied`, "an account that the sponsor's watcher has not denied"],
  ];
  return findBroken(rules);
}

import type { Owner } from "@hourglass/session/core";
import { createFactoryArgs, type FactoryArgs, readAccountOf, readSafeSigners } from "@hourglass/session/core";
import type { Address } from "viem";
import type { Deployment } from "@/app/_api/config";
import type { ChainReader } from "./chainReader";
import type { OwnerView } from "./ports";
import type { Door } from "./views";

/** A way in, or a continuation: the account was just handed over to somebody. */
export type AnyDoor = Door | { kind: "secured"; identity: PlayerIdentity };

/** An owner with their account. */
export type PlayerIdentity = {
  owner: Owner;
  account: Address;
  factory: FactoryArgs;
  view: OwnerView;
};

/**
 * Finds the account of an owner: the one that was handed over to them, or the one that the factory gives them, deployed or not.
 * @throws UnavailableError when the chain does not answer.
 */
export async function readIdentity(rpc: ChainReader, deployment: Deployment, owner: Owner): Promise<PlayerIdentity> {
  const identity = toIdentity(deployment, owner, await readAccountOf(rpc, deployment, owner));
  if (!owner.isContract) return identity;
  const signers = await readSafeSigners(rpc, owner.signer);
  return { ...identity, view: { ...identity.view, contract: { signers } } };
}

/** The player of a known account. */
export function toIdentity(deployment: Deployment, owner: Owner, account: Address): PlayerIdentity {
  return {
    owner,
    account,
    factory: createFactoryArgs(deployment.playerAccountFactory, owner.signer),
    view: {
      ...{ kind: owner.kind === "device" ? "guest" : owner.kind, label: labelOf(owner), account },
      // Who signs for it is read when somebody signs in.
      ...(owner.isContract && { contract: { signers: undefined } }),
    },
  };
}

/** The wallet's address; for any other key the last bytes of its public half, enough to tell two apart. */
function labelOf({ kind, signer }: Owner): string {
  if (signer.length === 42) return signer;
  return `${kind === "passkey" ? "key" : "device key"} …${signer.slice(-6)}`;
}

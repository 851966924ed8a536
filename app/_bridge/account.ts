import { type Address, numberToHex, type PublicClient, parseAbi } from "viem";

import type { Deployment } from "@/app/_api/config";
import { createFactoryArgs, type FactoryArgs } from "@/session/calls";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import type { Owner } from "@/session/owner";
import { findAccount } from "@/session/ownership";
import type { Door, OwnerView } from "./ports";

/** A way into the page, or on within it: the account that is played was just handed to somebody. */
export type AnyDoor = Door | { kind: "secured"; identity: PlayerIdentity };

/** An owner with their account. */
export type PlayerIdentity = {
  owner: Owner;
  account: Address;
  factory: FactoryArgs;
  view: OwnerView;
};

const factoryAbi = parseAbi(["function getAddress(bytes owner, bytes32 salt) view returns (address)"]);
const SALT = numberToHex(0, { size: 32 });

/**
 * Finds the account of an owner: the one that was handed to them, or the one that the factory gives them, deployed or not.
 * @throws UnavailableError when the chain does not answer.
 */
export async function readIdentity(rpc: PublicClient, deployment: Deployment, owner: Owner): Promise<PlayerIdentity> {
  const { playerAccountImplementation: implementation, startBlock: fromBlock } = deployment;
  // Nobody is handed an account as a device key.
  const handed =
    owner.kind === "device" ? undefined : await findAccount(rpc, { signer: owner.signer, implementation, fromBlock });
  return toIdentity(deployment, owner, handed ?? (await readFirstAccount(rpc, deployment, owner)));
}

/** Who plays with an account that is known. */
export function toIdentity(deployment: Deployment, owner: Owner, account: Address): PlayerIdentity {
  return {
    owner,
    account,
    factory: createFactoryArgs(deployment.playerAccountFactory, owner.signer, SALT),
    view: { kind: owner.kind === "device" ? "guest" : owner.kind, label: labelOf(owner), account },
  };
}

function readFirstAccount(rpc: PublicClient, { playerAccountFactory: factory }: Deployment, owner: Owner) {
  return rpc
    .readContract({ abi: factoryAbi, address: factory, functionName: "getAddress", args: [owner.signer, SALT] })
    .catch((cause: unknown) => {
      throw toUnavailableOrRefused("rpc", cause);
    });
}

/** The wallet's address; of another key the last bytes of its public half, enough to tell two apart. */
function labelOf({ kind, signer }: Owner): string {
  if (signer.length === 42) return signer;
  return `${kind === "passkey" ? "key" : "device key"} …${signer.slice(-6)}`;
}

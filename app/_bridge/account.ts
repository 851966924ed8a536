import { type Address, numberToHex, type PublicClient, parseAbi } from "viem";

import type { Deployment } from "@/app/_api/config";
import { createFactoryArgs, type FactoryArgs } from "@/session/calls";
import { toUnavailableOrRefused } from "@/session/decodeFailure";
import type { Owner } from "@/session/owner";
import type { OwnerView } from "./ports";

/** An owner with the account that follows from it. */
export type PlayerIdentity = {
  owner: Owner;
  account: Address;
  factory: FactoryArgs;
  view: OwnerView;
};

const factoryAbi = parseAbi(["function getAddress(bytes owner, bytes32 salt) view returns (address)"]);
const SALT = numberToHex(0, { size: 32 });

/**
 * Finds the account of an owner, deployed or not.
 * @throws UnavailableError when the chain does not answer.
 */
export async function readIdentity(rpc: PublicClient, deployment: Deployment, owner: Owner): Promise<PlayerIdentity> {
  const { playerAccountFactory: factory } = deployment;
  const account = await rpc
    .readContract({ abi: factoryAbi, address: factory, functionName: "getAddress", args: [owner.signer, SALT] })
    .catch((cause: unknown) => {
      throw toUnavailableOrRefused("rpc", cause);
    });
  return {
    owner,
    account,
    factory: createFactoryArgs(factory, owner.signer, SALT),
    view: { kind: owner.kind === "device" ? "guest" : owner.kind, label: labelOf(owner), account },
  };
}

/** The wallet's address; of another key the last bytes of its public half, enough to tell two apart. */
function labelOf({ kind, signer }: Owner): string {
  if (signer.length === 42) return signer;
  return `${kind === "passkey" ? "key" : "device key"} …${signer.slice(-6)}`;
}

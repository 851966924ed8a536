import type { Address, Client, Transport } from "viem";
import { numberToHex, parseAbi } from "viem";
import { readContract } from "viem/actions";
import type { SessionDeployment } from "../deployment.ts";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import type { Owner } from "./owner.ts";
import { findAccount } from "./ownership.ts";

const factoryAbi = parseAbi(["function getAddress(bytes owner, bytes32 salt) view returns (address)"]);
/** Each first owner has one account, with this salt. */
const ACCOUNT_SALT = numberToHex(0, { size: 32 });

/**
 * The account of an owner: the one that was handed to them last, otherwise the one that the factory computes for them, deployed or not.
 * @param rpc Reads the chain.
 * @param deployment Where the contracts are.
 * @param owner The owner.
 * @throws UnavailableError if the chain does not answer.
 */
export async function readAccountOf(
  rpc: Client<Transport>,
  {
    playerAccountImplementation: implementation,
    playerAccountFactory: address,
    startBlock: fromBlock,
  }: SessionDeployment,
  { kind, signer }: Pick<Owner, "kind" | "signer">,
): Promise<Address> {
  // An account is never handed to a device key.
  const handed = kind === "device" ? undefined : await findAccount(rpc, { signer, implementation, fromBlock });
  if (handed) return handed;
  return readContract(rpc, {
    abi: factoryAbi,
    address,
    functionName: "getAddress",
    args: [signer, ACCOUNT_SALT],
  }).catch((cause: unknown) => {
    throw toUnavailableOrRefused("rpc", cause);
  });
}

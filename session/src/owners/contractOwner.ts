import type { Address, Client, Hex, Transport } from "viem";
import { hashTypedData, parseAbi } from "viem";
import { readContract } from "viem/actions";
import { type ApprovalProgress, waitForApproval } from "./contractApproval.ts";
import type { Owner, OwnerTypedData } from "./owner.ts";

/** An owner that is a contract: what it approves is checked by asking it (ERC-1271), and its sessions are enabled by a transaction. */
export type ContractOwner = Owner & { kind: "wallet"; isContract: true };

/** Parameters of {@link createContractOwner}. */
export type CreateContractOwnerParameters = {
  /** Reads the chain. */
  client: Client<Transport>;
  /** The contract. */
  address: Address;
  /** Asks the wallet for the joined signatures of its signers, such as `eth_signTypedData_v4` of Safe's wallet. Absent: only approvals on chain count. */
  sign?: ((typedData: OwnerTypedData) => Promise<Hex>) | undefined;
  /** Told how far the question to the wallet is. */
  onProgress?: ((progress: ApprovalProgress) => void) | undefined;
  /** How often the chain is asked whether it approved. Default 2 seconds. */
  pollMs?: number | undefined;
};

/**
 * A contract as owner, such as a Safe of an organisation. Its signature is what its wallet returns once enough have signed, or nothing at all once the
 * contract approved on chain.
 * @param parameters See {@link CreateContractOwnerParameters}.
 */
export function createContractOwner(parameters: CreateContractOwnerParameters): ContractOwner {
  const { address } = parameters;
  return {
    ...{ kind: "wallet", isContract: true, signer: address },
    signTypedData: (typedData, signal) => waitForApproval({ ...parameters, typedData, signal }),
  };
}

/** Who signs for a Safe, and how many must. */
export type SafeSigners = { threshold: number; owners: readonly Address[] };

const safeAbi = parseAbi([
  "function getThreshold() view returns (uint256)",
  "function getOwners() view returns (address[])",
]);

/**
 * The signers of a contract that answers like a Safe.
 * @param client Reads the chain.
 * @param address The contract.
 * @returns Undefined if it does not answer like a Safe, or the chain does not.
 */
export async function readSafeSigners(client: Client<Transport>, address: Address): Promise<SafeSigners | undefined> {
  const at = { abi: safeAbi, address } as const;
  try {
    const [threshold, owners] = await Promise.all([
      readContract(client, { ...at, functionName: "getThreshold" }),
      readContract(client, { ...at, functionName: "getOwners" }),
    ]);
    const isSafe = threshold > 0n && threshold <= BigInt(owners.length);
    return isSafe ? { threshold: Number(threshold), owners } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The hash that a Safe's signers see and sign: its own message about a digest.
 * @param chainId The chain.
 * @param safe The Safe.
 * @param typedData What it is asked to approve.
 */
export function hashSafeMessage(chainId: number, safe: Address, typedData: OwnerTypedData): Hex {
  return hashTypedData({
    domain: { chainId, verifyingContract: safe },
    types: { SafeMessage: [{ name: "message", type: "bytes" }] },
    primaryType: "SafeMessage",
    message: { message: hashTypedData(typedData) },
  });
}

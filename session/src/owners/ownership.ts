import type { Address, Client, Hex, Transport } from "viem";
import { encodeFunctionData, getAddress, keccak256, numberToHex } from "viem";
import { getBlockNumber, getCode, getContractEvents, readContract } from "viem/actions";

import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { accountFunctions } from "../operation/functions.ts";

/** Who owns an account, and its pending changes. Times are Unix seconds of the chain. */
export type Ownership = {
  isDeployed: boolean;
  /** ERC-7913 signer; undefined while the account is not deployed. */
  owner: Hex | undefined;
  /** Nothing may leave the account: its owner is a device key, or was one until recently. */
  isConfined: boolean;
  /** After a device key handed the account over: until then it may take it back. 0: it was not handed over, or it was released. */
  formerUntil: number;
  /** The id of the next change, which its signatures contain. */
  change: Hex;
  /** A change that was asked for: from `due` on anybody may finish it. */
  pending: { owner: Hex; due: number } | undefined;
  /** Identifies the guardians and their threshold; undefined: nobody can recover the account. */
  guardiansHash: Hex | undefined;
};

const ownTypes = {
  Own: [
    { name: "account", type: "address" },
    { name: "owner", type: "bytes" },
    { name: "change", type: "bytes32" },
  ],
} as const;
const takeBackTypes = { TakeBack: ownTypes.Own } as const;

/** The contents of a signed change of owner. */
export type OwnerChange = { chainId: number; account: Address; owner: Hex; change: Hex };

/**
 * The EIP-712 domain of an account.
 * @param chainId The chain.
 * @param account Its address.
 */
export const accountDomain = (chainId: number, account: Address) =>
  ({ name: "Hourglass PlayerAccount", version: "2", chainId, verifyingContract: account }) as const;

const domainOf = ({ chainId, account }: OwnerChange) => accountDomain(chainId, account);

/**
 * Typed data that proves that an account may be handed to somebody; the next owner signs it.
 * @param change See {@link OwnerChange}; `owner` is the next one.
 * @returns EIP-712 typed data with primary type `Own`.
 */
export function ownTypedData(change: OwnerChange) {
  const { account, owner } = change;
  const message = { account, owner, change: change.change };
  return { domain: domainOf(change), types: ownTypes, primaryType: "Own", message } as const;
}

/**
 * Typed data with which a device key takes back an account that it handed over.
 * @param change See {@link OwnerChange}; `owner` is the device key.
 * @returns EIP-712 typed data with primary type `TakeBack`.
 */
export function takeBackTypedData(change: OwnerChange) {
  const { account, owner } = change;
  const message = { account, owner, change: change.change };
  return { domain: domainOf(change), types: takeBackTypes, primaryType: "TakeBack", message } as const;
}

/**
 * Call data of the operation with which an owner hands the account over.
 * @param owner ERC-7913 signer of the next owner; must not be a device key.
 * @param proof The next owner's signature over {@link ownTypedData}.
 */
export function encodeChangeOwner(owner: Hex, proof: Hex): Hex {
  return encodeFunctionData({ abi: accountFunctions, functionName: "changeOwner", args: [owner, proof] });
}

/** Call data of the operation that lifts the restrictions of an account, once its waiting time is over. */
export const encodeRelease = (): Hex => encodeFunctionData({ abi: accountFunctions, functionName: "release" });

/**
 * Reads who owns an account.
 * @param client Reads the chain.
 * @param account The account, deployed or not; if it is not, its first owner decides whether it will be restricted.
 * @param blockNumber At which block. Default: the latest.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function readOwnership(
  client: Client<Transport>,
  account: Address,
  blockNumber?: bigint,
): Promise<Ownership> {
  const when = blockNumber === undefined ? {} : { blockNumber };
  const at = { abi: accountFunctions, address: account, ...when } as const;
  return asRpc(async () => {
    if ((await getCode(client, { address: account, ...when })) === undefined) {
      const nothing = { owner: undefined, isConfined: false, formerUntil: 0, pending: undefined };
      return { isDeployed: false, ...nothing, guardiansHash: undefined, change: numberToHex(0, { size: 32 }) };
    }
    const [owner, isConfined, { change, former, pending, guardiansHash }] = await Promise.all([
      readContract(client, { ...at, functionName: "owner" }),
      readContract(client, { ...at, functionName: "isConfined" }),
      readContract(client, { ...at, functionName: "ownership" }),
    ]);
    return {
      ...{ isDeployed: true, owner, isConfined, formerUntil: former.until, change },
      pending: pending.due === 0 ? undefined : pending,
      guardiansHash: BigInt(guardiansHash) === 0n ? undefined : guardiansHash,
    };
  });
}

/**
 * Whether code is a clone (ERC-1167) of an implementation; arguments of the clone may follow.
 * @param code The account's.
 * @param implementation What it delegates to.
 */
export function isCloneOf(code: Hex, implementation: Address): boolean {
  const clone = `0x363d3d373d3d3d363d73${implementation.slice(2)}5af43d82803e903d91602b57fd5bf3`;
  return code.toLowerCase().startsWith(clone.toLowerCase());
}

/** Parameters of {@link findAccount}. */
export type FindAccountParameters = {
  /** ERC-7913 signer. */
  signer: Hex;
  /** The implementation that accounts delegate to, as the factory names it: no other contract is believed. */
  implementation: Address;
  /** First block of the deployment. */
  fromBlock: bigint;
  /** For how many blocks the node returns logs at once. Default 100,000. */
  blocksAtOnce?: bigint;
};

/**
 * Finds the account that was handed to an owner last and is still theirs, from the chain's logs only. It needs no storage of the
 * browser, so a new device finds it too.
 * @param client Reads the chain.
 * @param parameters See {@link FindAccountParameters}.
 * @returns The account; undefined if none was handed to them. Then their account is the one that the factory computes.
 * @throws UnavailableError if the RPC does not answer.
 */
export async function findAccount(
  client: Client<Transport>,
  { signer, implementation, fromBlock, blocksAtOnce = 100_000n }: FindAccountParameters,
): Promise<Address | undefined> {
  return asRpc(async () => {
    for (let end = await getBlockNumber(client, { cacheTime: 0 }); end >= fromBlock; end -= blocksAtOnce) {
      const start = end - blocksAtOnce + 1n;
      const events = await getContractEvents(client, {
        ...{ abi: accountFunctions, eventName: "OwnerChanged", args: { ownerHash: signer } },
        ...{ fromBlock: start > fromBlock ? start : fromBlock, toBlock: end },
      });
      for (const { address } of events.reverse()) {
        if (await isAccountOf(client, address, signer, implementation)) return getAddress(address);
      }
    }
    return undefined;
  });
}

/**
 * Whether an account is one of ours, and currently owned by this signer.
 * @param client Reads the chain.
 * @param account Its address.
 * @param signer ERC-7913 signer.
 * @param implementation See {@link FindAccountParameters}.
 */
export async function isAccountOf(
  client: Client<Transport>,
  account: Address,
  signer: Hex,
  implementation: Address,
): Promise<boolean> {
  const code = await getCode(client, { address: account });
  if (code === undefined || !isCloneOf(code, implementation)) return false;
  const owner = await readContract(client, { abi: accountFunctions, address: account, functionName: "owner" });
  return keccak256(owner) === keccak256(signer);
}

async function asRpc<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw toUnavailableOrRefused("rpc", error);
  }
}

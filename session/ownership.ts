import type { Address, Client, Hex, Transport } from "viem";
import { encodeFunctionData, getAddress, keccak256, numberToHex } from "viem";
import { getBlockNumber, getCode, getContractEvents, readContract } from "viem/actions";

import { toUnavailableOrRefused } from "./decodeFailure";
import { accountFunctions } from "./functions";

/** Who owns an account, and what stands of changes. Times are Unix seconds of the chain. */
export type Ownership = {
  isDeployed: boolean;
  /** ERC-7913 signer; undefined while the account is not deployed. */
  owner: Hex | undefined;
  /** Nothing may leave the account: its owner is a device key, or was one until not long ago. */
  isConfined: boolean;
  /** After a device key handed the account over: until then it may take it back. 0: nobody did, or it was released. */
  formerUntil: number;
  /** What a signature for the next change names. */
  change: Hex;
};

const ownTypes = {
  Own: [
    { name: "account", type: "address" },
    { name: "owner", type: "bytes" },
    { name: "change", type: "bytes32" },
  ],
} as const;
const takeBackTypes = { TakeBack: ownTypes.Own } as const;

/** What is signed about a change of owner. */
export type OwnerChange = { chainId: number; account: Address; owner: Hex; change: Hex };

const domainOf = ({ chainId, account }: OwnerChange) =>
  ({ name: "Hourglass PlayerAccount", version: "2", chainId, verifyingContract: account }) as const;

/**
 * Typed data by which somebody proves that an account may be handed to them; the next owner signs it.
 * @param change See {@link OwnerChange}; `owner` is the next one.
 * @returns EIP-712 typed data with primary type `Own`.
 */
export function ownTypedData(change: OwnerChange) {
  const { account, owner } = change;
  const message = { account, owner, change: change.change };
  return { domain: domainOf(change), types: ownTypes, primaryType: "Own", message } as const;
}

/**
 * Typed data by which a device key takes back an account that it handed over.
 * @param change See {@link OwnerChange}; `owner` is the device key.
 * @returns EIP-712 typed data with primary type `TakeBack`.
 */
export function takeBackTypedData(change: OwnerChange) {
  const { account, owner } = change;
  const message = { account, owner, change: change.change };
  return { domain: domainOf(change), types: takeBackTypes, primaryType: "TakeBack", message } as const;
}

/**
 * Call data of the operation by which an owner hands the account over.
 * @param owner ERC-7913 signer of the next owner; no device key.
 * @param proof The next owner's signature over {@link ownTypedData}.
 */
export function encodeChangeOwner(owner: Hex, proof: Hex): Hex {
  return encodeFunctionData({ abi: accountFunctions, functionName: "changeOwner", args: [owner, proof] });
}

/** Call data of the operation that ends the confinement of an account, once its time is over. */
export const encodeRelease = (): Hex => encodeFunctionData({ abi: accountFunctions, functionName: "release" });

/**
 * Reads who owns an account.
 * @param client Reads the chain.
 * @param account The account, deployed or not; of one that is not its first owner says whether it will be confined.
 * @throws UnavailableError when the RPC does not answer.
 */
export async function readOwnership(client: Client<Transport>, account: Address): Promise<Ownership> {
  const at = { abi: accountFunctions, address: account } as const;
  return asRpc(async () => {
    if ((await getCode(client, { address: account })) === undefined) {
      const nothing = { owner: undefined, isConfined: false, formerUntil: 0, change: numberToHex(0, { size: 32 }) };
      return { isDeployed: false, ...nothing };
    }
    const [owner, isConfined, { change, former }] = await Promise.all([
      readContract(client, { ...at, functionName: "owner" }),
      readContract(client, { ...at, functionName: "isConfined" }),
      readContract(client, { ...at, functionName: "ownership" }),
    ]);
    return { isDeployed: true, owner, isConfined, formerUntil: former.until, change };
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

/** What {@link findAccount} needs to know. */
export type FindAccountParameters = {
  /** ERC-7913 signer. */
  signer: Hex;
  /** What accounts delegate to, as the factory names it: no other contract is believed. */
  implementation: Address;
  /** First block of the deployment. */
  fromBlock: bigint;
  /** How many blocks the node tells the logs of at once. Default 100,000. */
  blocksAtOnce?: bigint;
};

/**
 * Finds the account that was handed to an owner last and still is theirs, from the chain's logs alone: no storage of a
 * browser is needed, so it is found from a new device too.
 * @param client Reads the chain.
 * @param parameters See {@link FindAccountParameters}.
 * @returns The account; undefined when none was handed to them. Then their account is the one that the factory gives them.
 * @throws UnavailableError when the RPC does not answer.
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
 * Whether an account is one of ours, and this signer's now.
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

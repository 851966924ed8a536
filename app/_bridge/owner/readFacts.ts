import { readOwnership } from "@hourglass/session/core";
import type { Deployment } from "@/app/_api/config";
import { bazaarAbi, hourglassAbi, itemsAbi, sandAbi } from "@/app/_chain/generated/abis";
import { relics } from "@/game/rules/table";
import { decodeProfile } from "@/game/rules/words";
import type { PlayerIdentity } from "../account";
import type { ChainReader } from "../chainReader";
import type { Approvals } from "./buildCalls";
import { toOffer } from "./offers";
import type { OwnerAction } from "./ports";
import type { OwnerFacts } from "./refuseAction";

/** Everything that must be known before an action of the owner is shown. */
export type OwnerReading = OwnerFacts & Approvals & { isDeployed: boolean };

/**
 * Reads from the chain what an action needs: at the newest block, not the page's prediction, because the owner signs for
 * the real state.
 * @param rpc Reaches the chain, many calls in one request.
 * @param deployment Addresses of this world.
 * @param identity The player; the account may not be deployed yet.
 * @param action Names the offer to read.
 * @returns The facts, all at one block.
 * @throws when the chain does not answer.
 */
export async function readOwnerFacts(
  rpc: ChainReader,
  { hourglass, bazaar, sand, items }: Deployment,
  { account, owner }: PlayerIdentity,
  action: OwnerAction,
): Promise<OwnerReading> {
  const isDeviceKey = owner.kind === "device";
  const number = action.type === "buyOffer" || action.type === "cancelOffer" ? action.offer.number : 0n;
  // Plain calls at one block: not every chain has a multicall at a known address, and one without an address is
  // code sent by the caller, which the RPC proxy refuses.
  const at = { blockNumber: await rpc.getBlockNumber({ cacheTime: 0 }) };
  const [player, allowance, isOperator, listing, ownership] = await Promise.all([
    rpc.readContract({ ...at, abi: hourglassAbi, address: hourglass, functionName: "readPlayer", args: [account] }),
    rpc.readContract({ ...at, abi: sandAbi, address: sand, functionName: "allowance", args: [account, bazaar] }),
    rpc.readContract({
      ...at,
      abi: itemsAbi,
      address: items,
      functionName: "isApprovedForAll",
      args: [account, bazaar],
    }),
    rpc.readContract({ ...at, abi: bazaarAbi, address: bazaar, functionName: "listingOf", args: [number] }),
    readOwnership(rpc, account),
  ]);
  return {
    ...{ sand: player.sand, vault: decodeProfile(player.profile).vault },
    items: Object.fromEntries(relics.map(({ id, item }) => [item, player.relics[id - 1] ?? 0n])),
    ...{ allowance, isOperator, isDeployed: ownership.isDeployed },
    // An account that is not deployed yet will belong to its first owner.
    isConfined: ownership.isDeployed ? ownership.isConfined : isDeviceKey,
    confinedUntil: ownership.formerUntil,
    offer: number === 0n ? undefined : toOffer(number, listing),
  };
}

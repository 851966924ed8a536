import type { Confirmation } from "@hourglass/session/core";
import type { Address } from "viem";
import type { Deployment } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { ChainReader } from "../chainReader";

/**
 * The room that an operation of the owner opened.
 * @param rpc Reaches the chain.
 * @param deployment Address of the game.
 * @param player The account that opened it.
 * @param confirmation Where it is on chain.
 * @returns Its number; none if the chain does not say it now: then the room is there all the same.
 */
export async function readOpenedRoom(
  rpc: Pick<ChainReader, "getContractEvents">,
  { hourglass }: Pick<Deployment, "hourglass">,
  player: Address,
  { blockNumber, transactionHash }: Pick<Confirmation, "blockNumber" | "transactionHash">,
): Promise<{ room?: number }> {
  const game = { abi: hourglassAbi, address: hourglass, eventName: "RoomOpened", args: { player } } as const;
  try {
    const events = await rpc.getContractEvents({ ...game, fromBlock: blockNumber, toBlock: blockNumber, strict: true });
    const opened = events.filter((event) => event.transactionHash === transactionHash).at(-1);
    return opened ? { room: Number(opened.args.room) } : {};
  } catch {
    return {};
  }
}

import { type Address, createClient, http } from "viem";
import { readContract } from "viem/actions";
import type { Config } from "@/app/_api/config";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { decodeProfile } from "@/game/rules/words";
import { type Achievement, listAchievements } from "./achievements";

/**
 * Reads the achievements of anybody from the chain: no event tells them, so no list has them.
 * @param config The world, from `GET /api/config`.
 * @param player The PlayerAccount; it may never have played.
 * @returns In the order of their bits. Rejects when the chain does not answer.
 */
export async function readAchievements({ deployment }: Config, player: Address): Promise<readonly Achievement[]> {
  const client = createClient({ transport: http("/api/rpc", { retryCount: 0, timeout: 10_000 }) });
  const { profile } = await readContract(client, {
    ...{ abi: hourglassAbi, address: deployment.hourglass, functionName: "readPlayer", args: [player] },
  });
  return listAchievements(decodeProfile(profile).achievements);
}

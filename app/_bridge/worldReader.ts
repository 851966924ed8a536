import { type Address, BaseError, getAbiItem } from "viem";

import { errorCode } from "@/app/_api/jsonRpc";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { directions, resourceAt } from "@/game/rules/island";
import { newcomer } from "@/game/rules/player";
import type { Island, Node, Player, Tile } from "@/game/rules/types";
import type { ChainReader } from "./chainReader";

/** How far back to search for others: at four blocks a second, about twenty minutes. The RPC proxy allows 5,000. */
const OTHERS_BLOCKS = 4_900n;
/** Tiles per request, so that one answer stays far below the proxy's size limit. */
const NODES_PER_CALL = 400;

const movedEvent = getAbiItem({ abi: hourglassAbi, name: "Moved" });

/** Reads the confirmed world from the chain. Every function rejects when the chain does not answer. */
export type WorldReader = {
  /** Number of the newest block. */
  readHead: () => Promise<bigint>;
  /** At a block, or now. Undefined when the player never played and will start at the camp. */
  readPlayer: (player: Address, blockNumber?: bigint) => Promise<Player | undefined>;
  /** State of every node of the island that was ever gathered. */
  readNodes: () => Promise<Record<Tile, Node>>;
  /** Where players were last seen, from the events of the latest blocks; keys are lowercase addresses. */
  readOthers: () => Promise<Record<string, Player>>;
};

/**
 * Creates the reader.
 * @param client Reaches the chain through the app's proxy.
 * @param hourglass Address of the game.
 * @param island Says where something grows.
 */
export function createWorldReader(client: ChainReader, hourglass: Address, island: Island): WorldReader {
  return {
    readHead: () => client.getBlockNumber({ cacheTime: 0 }),
    readPlayer: async (player, blockNumber) => {
      const view = await client.readContract({
        abi: hourglassAbi,
        address: hourglass,
        functionName: "readPlayer",
        args: [player],
        ...(blockNumber !== undefined && { blockNumber }),
      });
      if (!view.joined) return undefined;
      return {
        tile: Number(view.tile),
        facing: directions[Number(view.facing)] ?? "south",
        worn: view.worn.map(Number),
        items: Object.fromEntries(view.items.map((count, id) => [id, Number(count)])),
        sand: view.sand,
        claimed: Number(view.claimed),
        steps: Number(view.steps),
        found: Number(view.found),
        vault: view.vault,
        chests: { week: Number(view.week), opened: Number(view.chests) },
        best: { week: Number(view.week), points: Number(view.best) },
        expedition: {
          number: Number(view.expedition.number),
          embarkedAt: Number(view.expedition.embarkedAt),
          regions: view.expedition.regions,
          quests: Number(view.expedition.quests),
          relics: Number(view.expedition.relics),
          earned: Number(view.expedition.earned),
          banked: view.expedition.banked,
        },
      };
    },
    readNodes: async () => {
      const tiles = Array.from({ length: island.width * island.height }, (_, tile) => tile).filter(
        (tile) => resourceAt(island, tile) !== 0,
      );
      const chunks = Array.from({ length: Math.ceil(tiles.length / NODES_PER_CALL) }, (_, index) =>
        tiles.slice(index * NODES_PER_CALL, (index + 1) * NODES_PER_CALL),
      );
      const answers = await Promise.all(
        chunks.map((chunk) =>
          client.readContract({
            abi: hourglassAbi,
            address: hourglass,
            functionName: "readNodes",
            args: [chunk.map(BigInt)],
          }),
        ),
      );
      const nodes: Record<Tile, Node> = {};
      answers.flat().forEach(({ since, left }, index) => {
        const tile = tiles[index];
        if (tile !== undefined && since !== 0) nodes[tile] = { left, since };
      });
      return nodes;
    },
    readOthers: async () => {
      const latest = await client.getBlockNumber({ cacheTime: 0 });
      const logs = await readMoves(client, hourglass, latest, OTHERS_BLOCKS);
      const players: Record<string, Player> = {};
      for (const { args } of logs) players[args.player.toLowerCase()] = { ...newcomer, tile: Number(args.toTile) };
      return players;
    },
  };
}

/**
 * The moves of the latest blocks. If many players walk, one answer may be too small for them: then of fewer blocks,
 * and players who did not move in those appear with their next step.
 */
async function readMoves(client: ChainReader, hourglass: Address, latest: bigint, blocks: bigint) {
  for (let span = blocks; ; span /= 4n) {
    const fromBlock = latest > span ? latest - span : 0n;
    const asked = { address: hourglass, event: movedEvent, fromBlock, toBlock: latest, strict: true } as const;
    try {
      return await client.getLogs(asked);
    } catch (error) {
      if (span < 4n || !isTooLarge(error)) throw error;
    }
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => isCoded(cause, errorCode.answerTooLarge)) !== null;
}

function isCoded(cause: unknown, code: number): boolean {
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === code;
}

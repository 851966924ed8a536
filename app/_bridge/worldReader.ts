import { type Address, BaseError, getAbiItem } from "viem";

import { errorCode } from "@/app/_api/jsonRpc";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import type { Draw, Length, Player, Room } from "@/game/rules/types";
import { decodeDigs, decodeNodes, decodePack, decodeProfile, decodeRun } from "@/game/rules/words";
import type { ChainReader } from "./chainReader";
import type { Other, Others } from "./playPort";

/** How far back to search for others: at four blocks a second, about twenty minutes. The RPC proxy allows 5,000. */
export const OTHERS_BLOCKS = 4_900n;
/** The words of others are read for so many at most, the newest first: a room of a hundred. */
export const MOST_OTHERS = 100;

const seen = [
  getAbiItem({ abi: hourglassAbi, name: "Embarked" }),
  getAbiItem({ abi: hourglassAbi, name: "Moved" }),
] as const;

/** Reads the confirmed world from the chain. Every function rejects when the chain does not answer. */
export type WorldReader = {
  /** Number of the newest block. */
  readHead: () => Promise<bigint>;
  /** At a block, or now. Undefined when the player never played. */
  readPlayer: (player: Address, blockNumber?: bigint) => Promise<Player | undefined>;
  /** Seed of a day, by days since 1970. */
  readDay: (day: number) => Promise<Draw>;
  /** Undefined: there is no such room. */
  readRoom: (room: number) => Promise<Room | undefined>;
  /** Who set out or walked in the latest blocks, where they are now; keys are lowercase addresses. */
  readOthers: () => Promise<Others>;
};

/**
 * Creates the reader.
 * @param client Reaches the chain through the app's proxy.
 * @param batched The same chain, calls of the same moment in one request.
 * @param hourglass Address of the game.
 */
export function createWorldReader(client: ChainReader, batched: ChainReader, hourglass: Address): WorldReader {
  const game = { abi: hourglassAbi, address: hourglass } as const;
  const readWords = (player: Address, at = {}) =>
    batched.readContract({ ...game, functionName: "readPlayer", args: [player], ...at });
  return {
    readHead: () => client.getBlockNumber({ cacheTime: 0 }),
    readPlayer: async (player, blockNumber) => {
      const at = { ...(blockNumber !== undefined && { blockNumber }) };
      const [{ run, pack, digs, profile, sand, relics }, nodes] = await Promise.all([
        readWords(player, at),
        batched.readContract({ ...game, functionName: "readNodes", args: [player], ...at }),
      ]);
      const kept = decodeProfile(profile);
      if (kept.number === 0 && sand === 0n && relics.every((count) => count === 0n)) return undefined;
      return {
        ...{ run: decodeRun(run), pack: decodePack(pack), digs: decodeDigs(digs) },
        nodes: Object.fromEntries(nodes.flatMap((word, index) => (word === 0n ? [] : [[index, decodeNodes(word)]]))),
        profile: { ...kept, sand, relics: relics.map(Number) },
      };
    },
    readDay: async (day) => {
      const read = await client.readContract({ ...game, functionName: "readDay", args: [BigInt(day)] });
      return toDraw(read);
    },
    readRoom: async (room) => {
      const read = await client.readContract({ ...game, functionName: "readRoom", args: [BigInt(room)] });
      const length = toLength(read.length);
      return length && { ...toDraw(read), startsAt: Number(read.startsAt), length };
    },
    readOthers: async () => {
      const latest = await client.getBlockNumber({ cacheTime: 0 });
      const logs = await readSteps(client, hourglass, latest, OTHERS_BLOCKS);
      const newest = new Set(logs.map(({ args }) => args.player).reverse());
      const found = await Promise.all(
        [...newest].slice(0, MOST_OTHERS).map(async (player) => {
          const run = decodeRun((await readWords(player)).run);
          if (!run) return [];
          const { seed, tile, facing, endsAt } = run;
          return [[player.toLowerCase(), { seed, tile, facing, endsAt, steps: 0 } satisfies Other] as const];
        }),
      );
      return Object.fromEntries(found.flat());
    },
  };
}

function toDraw({ block, seed, drawn }: { block: bigint; seed: bigint; drawn: boolean }): Draw {
  return { block: Number(block), seed: drawn ? Number(seed) : undefined };
}

function toLength(length: bigint): Length | undefined {
  return ([1, 2, 3] as const).find((each) => BigInt(each) === length);
}

/**
 * Departures and moves of the latest blocks. If many players walk, one answer may be too small for them: then of fewer blocks,
 * and players who did not move in those appear with their next step.
 */
async function readSteps(client: ChainReader, hourglass: Address, latest: bigint, blocks: bigint) {
  for (let span = blocks; ; span /= 4n) {
    const fromBlock = latest > span ? latest - span : 0n;
    const asked = { address: hourglass, events: seen, fromBlock, toBlock: latest, strict: true } as const;
    try {
      return await client.getLogs(asked);
    } catch (error) {
      if (span < 4n || !isTooLarge(error)) throw error;
    }
  }
}

/** Whether the proxy refused an answer because it is too large. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof BaseError && error.walk((cause) => isCoded(cause, errorCode.answerTooLarge)) !== null;
}

function isCoded(cause: unknown, code: number): boolean {
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === code;
}

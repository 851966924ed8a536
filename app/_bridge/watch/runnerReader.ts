import { type Address, getAbiItem } from "viem";
import { hourglassAbi } from "@/app/_chain/generated/abis";
import { decodePack, decodeRun } from "@/game/rules/words";
import type { Readers } from "../createReaders";
import { createWorldReader, isTooLarge, MOST_OTHERS, OTHERS_BLOCKS } from "../worldReader";
import type { Runners, Words } from "./runners";

/** The longest expedition takes 58 minutes: at four blocks a second so many times the blocks of one request. */
const REQUESTS = 3n;

const embarked = getAbiItem({ abi: hourglassAbi, name: "Embarked" });

/** Reads who is out. Every function rejects when the chain does not answer. */
export type RunnerReader = {
  /** Everybody whose expedition can still run, and the block of this reading; keys are lowercase addresses. */
  readOut: () => Promise<{ block: bigint; runners: Runners }>;
  /** The words of one player at a block; undefined: no expedition. */
  readWords: (player: string, block: bigint) => Promise<Words | undefined>;
  /** Seed of a day, by days since 1970; undefined: not drawn yet. */
  readDay: (day: number) => Promise<number | undefined>;
};

/** Creates the reader of the game at an address. */
export function createRunnerReader({ rpc, batchedRpc }: Readers, hourglass: Address): RunnerReader {
  const world = createWorldReader(rpc, batchedRpc, hourglass);

  const readWords = async (player: string, block: bigint): Promise<Words | undefined> => {
    const { run, pack } = await batchedRpc.readContract({
      ...{ abi: hourglassAbi, address: hourglass, functionName: "readPlayer" },
      ...{ args: [player as Address], blockNumber: block },
    });
    const decoded = decodeRun(run);
    return decoded && { run: decoded, pack: decodePack(pack) };
  };
  /** Who set out, oldest first. Of an answer that is too large the newest part: the others appear with their next deed. */
  const readDepartures = async (toBlock: bigint): Promise<readonly string[]> => {
    for (let span = OTHERS_BLOCKS; ; span /= 4n) {
      const fromBlock = toBlock > span ? toBlock - span : 0n;
      const asked = { address: hourglass, event: embarked, fromBlock, toBlock, strict: true } as const;
      try {
        return (await rpc.getLogs(asked)).map(({ args }) => args.player.toLowerCase());
      } catch (error) {
        if (span < 4n || !isTooLarge(error)) throw error;
      }
    }
  };

  return {
    readWords,
    readDay: async (day) => (await world.readDay(day)).seed,
    readOut: async () => {
      const block = await world.readHead();
      const ends = Array.from({ length: Number(REQUESTS) }, (_, part) => block - BigInt(part) * (OTHERS_BLOCKS + 1n));
      const parts = await Promise.all(ends.filter((end) => end >= 0n).map(readDepartures));
      const newest = [...new Set(parts.flatMap((players) => [...players].reverse()))].slice(0, MOST_OTHERS);
      const read = await Promise.all(
        newest.map(async (player) => {
          const words = await readWords(player, block);
          return words ? [[player, { ...words, block }] as const] : [];
        }),
      );
      return { block, runners: Object.fromEntries(read.flat()) };
    },
  };
}

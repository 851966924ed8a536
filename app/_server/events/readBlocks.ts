import type { Address, Hex, PublicClient } from "viem";
import { parseEventLogs } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import type { Deployment } from "@/app/_api/config";
import type { BlockEvent, LogEvent, OperationEvent } from "@/app/_api/events";

/** A block with all of its events, and its parent. */
export type WatchedBlock = BlockEvent & { parentHash: Hex };

/** How many block headers are requested at once. */
const HEADERS_AT_ONCE = 50;

/** What is read of a block besides its events. */
type Header = Pick<WatchedBlock, "number" | "hash" | "parentHash" | "timestamp">;

type ChainLog = {
  address: Address;
  topics: readonly Hex[];
  data: Hex;
  transactionHash: Hex;
  logIndex: number;
  blockNumber: bigint;
  blockHash: Hex;
};

/**
 * Reads blocks and their events.
 * @param chain Client of the chain.
 * @param deployment Addresses of this world.
 * @param from First block, inclusive.
 * @param to Last block, inclusive.
 * @param isWanted Whether a block without events is read as well.
 * @param head A block that was read already: it is not requested again.
 * @returns The blocks in order. Events are matched by block hash: if a block was replaced between two answers, this throws
 * an error instead of mixing them.
 * @throws When the chain does not answer, or changed meanwhile.
 */
export async function readBlocks(
  chain: PublicClient,
  deployment: Deployment,
  from: bigint,
  to: bigint,
  isWanted: (number: bigint) => boolean = () => true,
  head?: Header,
): Promise<WatchedBlock[]> {
  const logs = (await chain.getLogs({
    address: [deployment.entryPoint, deployment.sessionValidator, deployment.hourglass],
    fromBlock: from,
    toBlock: to,
  })) as ChainLog[];
  const withEvents = new Set(logs.map(({ blockNumber }) => blockNumber));
  const numbers = Array.from({ length: Number(to - from) + 1 }, (_, index) => from + BigInt(index)).filter(
    (number) => withEvents.has(number) || isWanted(number),
  );
  const blocks: WatchedBlock[] = [];
  for (let start = 0; start < numbers.length; start += HEADERS_AT_ONCE) {
    const asked = numbers.slice(start, start + HEADERS_AT_ONCE);
    const headers: Header[] = await Promise.all(
      asked.map((blockNumber) => (blockNumber === head?.number ? head : chain.getBlock({ blockNumber }))),
    );
    for (const { number, hash, parentHash, timestamp } of headers) {
      const own = logs.filter((log) => log.blockNumber === number);
      if (own.some((log) => log.blockHash !== hash)) throw new Error(`Block ${number} was replaced while it was read.`);
      blocks.push({ number, hash, parentHash, timestamp, ...sortLogs(own, deployment) });
    }
  }
  return blocks;
}

/** Sorts the logs of one block by kind. */
function sortLogs(logs: readonly ChainLog[], deployment: Deployment) {
  const of = (address: Address) => logs.filter((log) => log.address.toLowerCase() === address);
  return {
    operations: toOperations(of(deployment.entryPoint)),
    game: of(deployment.hourglass).map(toLogEvent),
    sessions: of(deployment.sessionValidator).map(toLogEvent),
  };
}

function toLogEvent({ address, topics, data, transactionHash, logIndex }: ChainLog): LogEvent {
  return { address: address.toLowerCase() as Address, topics: [...topics], data, transactionHash, logIndex };
}

function toOperations(logs: readonly ChainLog[]): OperationEvent[] {
  const parsed = parseEventLogs({ abi: entryPoint08Abi, logs: logs as Parameters<typeof parseEventLogs>[0]["logs"] });
  const reasons = new Map<Hex, Hex>();
  const operations: OperationEvent[] = [];
  for (const log of parsed) {
    // The reason is emitted before the operation's own event.
    if (log.eventName === "UserOperationRevertReason") reasons.set(log.args.userOpHash, log.args.revertReason);
    if (log.eventName !== "UserOperationEvent") continue;
    const revertReason = reasons.get(log.args.userOpHash);
    operations.push({
      ...log.args,
      sender: log.args.sender.toLowerCase() as Address,
      paymaster: log.args.paymaster.toLowerCase() as Address,
      ...(revertReason === undefined ? {} : { revertReason }),
      transactionHash: log.transactionHash,
      logIndex: log.logIndex,
    });
  }
  return operations;
}

import { entryPoint08Abi } from "viem/account-abstraction";

import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { readHeadAge } from "../headAge";
import { readCursor } from "../projections/cursor";
import { readBundlers } from "../rpc/bundlers";
import { watchDeposit } from "../sponsor/deposit";

/** The chain's head, and how old it is. A node that answers with an old head answers, and nothing can be played. */
export async function askChain() {
  const head = await readChainClient().getBlock();
  const blockAgeSeconds = Math.round(readHeadAge(head));
  const isStale = blockAgeSeconds > readServerEnv().CHAIN_STALE_SECONDS;
  return {
    ...(isStale && { status: "down" as const, note: `no new block for ${blockAgeSeconds} s` }),
    blockNumber: Number(head.number),
    blockAgeSeconds,
  };
}

/** Which of the bundlers serves; the players feel nothing of one that is gone, whoever runs it must know. */
export async function askBundler() {
  const { serving, down, total } = await readBundlers().report();
  if (serving === undefined) throw new Error(`None of ${total} bundlers answers.`);
  const note = down.length > 0 ? { note: `bundler ${down.join(" and ")} of ${total} does not answer` } : {};
  return { serving, total, ...note };
}

/** The sponsor can promise only what is deposited; little left is worth saying before it is nothing. */
export async function askSponsor() {
  const { entryPoint, sessionPaymaster } = await readDeployment();
  const depositWei = await readChainClient().readContract({
    address: entryPoint,
    abi: entryPoint08Abi,
    functionName: "balanceOf",
    args: [sessionPaymaster],
  });
  const low = readServerEnv().SPONSOR_LOW_DEPOSIT_WEI;
  watchDeposit(depositWei, low, Date.now());
  const note = depositWei < low ? { note: `The deposit is low: ${depositWei} wei, below ${low} wei.` } : {};
  if (depositWei === 0n) throw new Error("The sponsor has no deposit.");
  return { depositWei: depositWei.toString(), ...note };
}

export async function askDatabase() {
  await readDatabase().$queryRaw`SELECT 1`;
  return {};
}

/** How far the indexer is behind the chain. Without anybody who moves its cursor it is down, and still says where. */
export async function askIndexer() {
  const [cursor, head] = await Promise.all([readCursor(readDatabase()), readChainClient().getBlockNumber()]);
  if (!cursor) throw new Error("The indexer has not started.");
  const { blockNumber, percent, blocksPerSecond, isAbandoned, isStale } = cursor;
  return {
    status: isAbandoned ? ("down" as const) : ("up" as const),
    blockNumber: Number(blockNumber),
    lagBlocks: Math.max(0, Number(head - blockNumber)),
    percent,
    blocksPerSecond: blocksPerSecond ?? 0,
    ...(isAbandoned ? { note: "nobody moves it, the leaderboard is stale" } : {}),
    ...(isStale && !isAbandoned ? { note: "behind the chain, the leaderboard is stale" } : {}),
  };
}

import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readHeadAge } from "../headAge";
import { readCursor } from "../projections/cursor";
import { readBundlers } from "../rpc/bundlers";
import { readSponsor } from "../sponsor/sponsor";

/** The chain's head and its age. A node may answer with an old head; then nothing can be played. */
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

/** Which bundler serves. Players do not notice when one is down, but the operator must know. */
export async function askBundler() {
  const { serving, down, total } = await readBundlers().report();
  if (serving === undefined) throw new Error(`None of ${total} bundlers answers.`);
  const note = down.length > 0 ? { note: `bundler ${down.join(" and ")} of ${total} does not answer` } : {};
  return { serving, total, ...note };
}

/** The sponsor can promise only what is deposited; a low deposit is reported before it is empty. */
export async function askSponsor() {
  const depositWei = await (await readSponsor()).deposit();
  const low = readServerEnv().SPONSOR_LOW_DEPOSIT_WEI;
  const note = depositWei < low ? { note: `The deposit is low: ${depositWei} wei, below ${low} wei.` } : {};
  if (depositWei === 0n) throw new Error("The sponsor has no deposit.");
  return { depositWei: depositWei.toString(), ...note };
}

export async function askDatabase() {
  await readDatabase().$queryRaw`SELECT 1`;
  return {};
}

/** How far the indexer is behind the chain. If nobody moves its cursor it is down, and its position is still reported. */
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

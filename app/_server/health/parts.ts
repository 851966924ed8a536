import { entryPoint08Abi } from "viem/account-abstraction";

import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { readCursor } from "../projections/cursor";
import { forward } from "../rpc/upstream";

/** The chain's head, and how old it is by this machine's clock. */
export async function askChain() {
  const { number, timestamp } = await readChainClient().getBlock();
  return { blockNumber: Number(number), blockAgeSeconds: Math.round(Date.now() / 1000 - Number(timestamp)) };
}

/** Whether a bundler answers, for our EntryPoint. */
export async function askBundler() {
  const { entryPoint } = await readDeployment();
  const call = { jsonrpc: "2.0" as const, id: 1, method: "eth_supportedEntryPoints", params: [] };
  const upstream = { part: "bundler" as const, urls: readServerEnv().BUNDLER_URL, timeoutMs: 3_000 };
  const answer = await forward(upstream, call);
  const supported = JSON.stringify("result" in answer ? answer.result : []).toLowerCase();
  if (!supported.includes(entryPoint)) throw new Error(`The bundler does not serve EntryPoint ${entryPoint}.`);
  return {};
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

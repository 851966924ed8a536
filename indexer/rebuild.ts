import { setTimeout as pause } from "node:timers/promises";

import { log } from "@/app/_server/log";
import { readCursor } from "@/app/_server/projections/cursor";
import { type IndexerOptions, runIndexer } from "./run";
import { beginAnew } from "./world";

const LOOK_EVERY_MS = 250;
const SAY_EVERY_MS = 1_000;

/**
 * Deletes everything that was read of the chain and reads it again, next to a running indexer or without one: the leader
 * finds its cursor reset, and continues from there; without a leader this process reads.
 * @param options See {@link IndexerOptions}.
 * @throws When chain or database do not answer at the beginning; later it waits for them.
 */
export async function rebuild(options: IndexerOptions): Promise<void> {
  const { database, chain, readDeployment, signal } = options;
  const head = await chain.getBlockNumber();
  await beginAnew(database, chain, await readDeployment());
  log.info({ head: Number(head) }, "Everything indexed was deleted and is read again.");
  const end = new AbortController();
  const running = runIndexer({ ...options, signal: AbortSignal.any([signal, end.signal]) });
  try {
    let saidMs = performance.now();
    while (!signal.aborted) {
      const cursor = await readCursor(database).catch(() => undefined);
      if (cursor && cursor.blockNumber >= head) break;
      if (cursor && performance.now() - saidMs > SAY_EVERY_MS) {
        saidMs = performance.now();
        const { blockNumber, percent, blocksPerSecond } = cursor;
        log.info({ block: Number(blockNumber), head: Number(head), percent, blocksPerSecond }, "Rebuilding.");
      }
      await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    end.abort();
    await running;
  }
  if (!signal.aborted) log.info({ block: Number(head) }, "Rebuilt.");
}

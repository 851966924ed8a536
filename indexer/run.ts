import { setTimeout as pause } from "node:timers/promises";
import type { PublicClient } from "viem";

import type { Deployment } from "@/app/_api/config";
import type { Database } from "@/app/_server/database";
import { log } from "@/app/_server/log";
import { followOnce } from "./follow";
import { tryToLead } from "./leader";
import { createProgress } from "./progress";
import { enterWorld } from "./world";

/** Between two attempts to lead, or to reach what is down. */
const RETRY_MS = 1_000;

export type IndexerOptions = {
  databaseUrl: string;
  database: Database;
  chain: PublicClient;
  readDeployment: () => Promise<Deployment>;
  /** Calls back when there may be a new block; returns a function that unsubscribes. */
  watchHeads: (onHead: () => void) => () => void;
  /** Aborts when the process should end. */
  signal: AbortSignal;
};

/**
 * Follows the chain while it is the leader, until told to stop; waits while another one leads. Retries whatever is down.
 * @param options See {@link IndexerOptions}.
 */
export async function runIndexer(options: IndexerOptions): Promise<void> {
  const warn = createWarning();
  while (!options.signal.aborted) {
    const leadership = await tryToLead(options.databaseUrl).catch(warn);
    if (leadership) {
      log.info("This indexer leads.");
      const signal = AbortSignal.any([options.signal, leadership.lost]);
      await lead({ ...options, signal }).catch(warn);
      await leadership.release().catch(warn);
    }
    await pause(RETRY_MS, undefined, { signal: options.signal }).catch(() => undefined);
  }
}

async function lead(options: IndexerOptions): Promise<void> {
  const { database, chain, readDeployment, watchHeads, signal } = options;
  let deployment = await readDeployment();
  let position = await enterWorld(database, chain, deployment);
  let progress = createProgress(deployment.startBlock);
  const heads = createBell(signal);
  const unwatch = watchHeads(heads.ring);
  try {
    while (!signal.aborted) {
      const current = await readDeployment();
      if (current !== deployment) {
        position = await enterWorld(database, chain, current);
        progress = createProgress(current.startBlock);
      }
      deployment = current;
      const step = await followOnce({ database, chain, deployment, progress }, position);
      position = step.position;
      if (!step.isBehind) await heads.heard();
    }
  } finally {
    unwatch();
  }
}

/** Wakes a waiting caller; a ring without a waiting caller is kept for the next. */
function createBell(signal: AbortSignal) {
  let hasRung = false;
  let wake = () => {};
  const ring = () => {
    hasRung = true;
    wake();
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    heard: async () => {
      if (!hasRung)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      hasRung = signal.aborted;
    },
  };
}

/** Reports a problem once, not each second; after a while without problems the same message is reported again. */
function createWarning() {
  let last = { text: "", atMs: 0 };
  return (error: unknown): undefined => {
    const text = String(error);
    if (text !== last.text || Date.now() - last.atMs > 10 * RETRY_MS) {
      log.warn({ err: error }, "The indexer cannot go on; it tries again each second.");
    }
    last = { text, atMs: Date.now() };
  };
}

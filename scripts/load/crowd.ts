import { setTimeout as pause } from "node:timers/promises";
import type { PublicClient, Transport } from "viem";
import { http } from "viem";

import type { Config } from "@/app/_api/config";
import { watchEvents } from "./events.ts";
import { createWalker, type Walker } from "./walker.ts";

/** A player hurries: this long between two steps, unless three are still on their way. */
const THINK_MS = 250;
const MOST_OPEN = 3;
const PATIENCE_MS = 90_000;

/** The honest players of a run. */
export type Crowd = {
  walkers: readonly Walker[];
  /** One more, who begins now. */
  join: () => Promise<Walker>;
  /** Requests that they sent, together. */
  requests: () => number;
  /** They walk until told to stop. */
  walk: () => () => Promise<void>;
  /** Resolves when each of them, or of those who walk, has so many steps more than now; throws when they do not get on. */
  waitForSteps: (steps: number, who?: readonly Walker[]) => Promise<void>;
  /** Resolves when nothing is on its way any more, or time is over: what is open then is in the accounts. */
  drain: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Gathers honest players, each with an address of its own.
 * @param options Where the app is, the chain behind it, the world, and how many.
 * @returns The crowd; each has its first step on chain.
 */
export async function gatherCrowd(options: {
  appUrl: string;
  chain: PublicClient;
  config: Config;
  count: number;
}): Promise<Crowd> {
  const { appUrl, chain, config, count } = options;
  const leaving = new AbortController();
  const walkers: Walker[] = [];
  let requests = 0;

  const join = async () => {
    // Each from a network of its own, as players are.
    const address = `10.1.${walkers.length + 1}.1`;
    const to = (door: string): Transport =>
      http(`${appUrl}/api/${door}`, {
        ...{ retryCount: 0, timeout: 10_000 },
        fetchOptions: { headers: { "x-forwarded-for": address } },
        fetchFn: (url, init) => {
          requests += 1;
          return fetch(url, init);
        },
      });
    const walker = await createWalker({
      ...{ chain, config },
      doors: { rpc: to("rpc"), bundler: to("bundler"), sponsor: to("sponsor") },
      watch: (account) => watchEvents(appUrl, address, account, leaving.signal),
    });
    walkers.push(walker);
    return walker;
  };

  const walk = () => {
    const stopping = new AbortController();
    const walking = walkers.slice(0, count).map(async (walker) => {
      while (!stopping.signal.aborted) {
        if (walker.open() < MOST_OPEN) walker.step();
        await pause(THINK_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    });
    return async () => {
      stopping.abort();
      await Promise.all(walking);
    };
  };

  const waitUntil = async (isTrue: () => boolean) => {
    const deadlineMs = Date.now() + PATIENCE_MS;
    while (!isTrue() && Date.now() < deadlineMs) await pause(50);
    return isTrue();
  };

  for (let n = 0; n < count; n++) await join();
  for (const walker of walkers) walker.step();
  await waitUntil(() => walkers.every((walker) => walker.confirmedSteps() > 0));

  return {
    walkers,
    join,
    requests: () => requests,
    walk,
    waitForSteps: async (steps, who = walkers.slice(0, count)) => {
      const wanted = who.map((walker) => ({ walker, steps: walker.confirmedSteps() + steps }));
      const late = () => wanted.filter(({ walker, steps }) => walker.confirmedSteps() < steps);
      if (await waitUntil(() => late().length === 0)) return;
      throw new Error(`${late().length} of ${who.length} players do not get on after ${PATIENCE_MS / 1000} s.`);
    },
    drain: async () => {
      await waitUntil(() => walkers.every((walker) => walker.open() === 0));
    },
    stop: async () => {
      leaving.abort();
      await Promise.all(walkers.map((walker) => walker.stop()));
    },
  };
}

import type { Confirmations } from "@hourglass/session/core";
import { type Address, http, type PublicClient, type Transport } from "viem";

import type { Config } from "@/app/_api/config";
import { blockEvent } from "@/app/_api/events";
import { createOperationFeed } from "@/app/_bridge/operationFeed";
import { poll, repeat } from "../stack/until.ts";
import { createWalker, type Walker } from "./walker.ts";

/** A player hurries: this long between two actions, unless three are still on their way. */
const THINK_MS = 1_250;
const MOST_OPEN = 3;
const PATIENCE_MS = 90_000;
/** As long as a browser waits before it opens a lost stream again. */
const REOPEN_MS = 1_000;

export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>;

/**
 * Gathers honest players, each with an address of its own.
 * @returns The crowd; each has set out, on chain.
 */
export async function gatherCrowd(options: { appUrl: string; chain: PublicClient; config: Config; count: number }) {
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

  const actOf = (walker: Walker) => () => {
    if (walker.open() < MOST_OPEN) walker.act();
  };

  for (let n = 0; n < count; n++) await join();
  for (const walker of walkers) walker.act();
  await poll(() => walkers.every((walker) => walker.confirmedActions() > 0), PATIENCE_MS);

  return {
    walkers,
    /** One more, who begins now. */
    join,
    /** Requests that they sent, together. */
    requests: () => requests,
    /** They play until told to stop. */
    play: () => {
      const ends = walkers.slice(0, count).map((walker) => repeat(actOf(walker), THINK_MS));
      return () => Promise.all(ends.map((end) => end()));
    },
    /** Resolves when each of them, or of those who walk, has so many actions more than now; throws when they do not get on. */
    waitForActions: async (actions: number, who: readonly Walker[] = walkers.slice(0, count)) => {
      const wanted = who.map((walker) => ({ walker, actions: walker.confirmedActions() + actions }));
      const late = () => wanted.filter(({ walker, actions }) => walker.confirmedActions() < actions);
      if (await poll(() => late().length === 0, PATIENCE_MS)) return;
      throw new Error(`${late().length} of ${who.length} players do not get on after ${PATIENCE_MS / 1000} s.`);
    },
    /** Resolves when nothing is on its way any more, or time is over: what is open then is in the accounts. */
    drain: () => poll(() => walkers.every((walker) => walker.open() === 0), PATIENCE_MS),
    stop: async () => {
      leaving.abort();
      await Promise.all(walkers.map((walker) => walker.stop()));
    },
  };
}

/**
 * The event stream of the app for one account, as a page listens to it: opened again whenever it ends, from where it was.
 */
function watchEvents(appUrl: string, address: string, account: Address, signal: AbortSignal): Confirmations["watch"] {
  const feed = createOperationFeed();
  let lastEventId: string | undefined;
  const read = async () => {
    const headers = { "x-forwarded-for": address, ...(lastEventId && { "last-event-id": lastEventId }) };
    const response = await fetch(`${appUrl}/api/events?account=${account}`, { headers, signal });
    if (!response.ok || !response.body) return;
    let text = "";
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
      const messages = (text + chunk).split("\n\n");
      text = messages.pop() ?? "";
      for (const message of messages) {
        const [, id, data] = /^event: block\nid: (.*)\ndata: (.*)$/m.exec(message) ?? [];
        if (data === undefined) continue;
        lastEventId = id;
        feed.hear(blockEvent.parse(JSON.parse(data)));
      }
    }
  };
  const end = repeat(() => read().catch(() => undefined), REOPEN_MS);
  signal.addEventListener("abort", () => void end());
  return feed.watch;
}

import { eventsQuery, type FullEvent } from "@/app/_api/events";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { chargeAddress, readClient } from "../door/rateLimit";
import { readQuery, respond } from "../door/respond";
import { readHeadAge } from "../headAge";
import { parseInput } from "../json";
import { readSwaps } from "../swaps";
import { type BlockFeed, createBlockFeed } from "./blockFeed";
import { createPlaces, type Places } from "./places";
import { readBlocks } from "./readBlocks";
import { type BlockSource, readMissed } from "./resume";
import { createEventStream } from "./stream";
import { watchHeads } from "./watchHeads";

/** One feed for all streams, and one count of them; kept across reloads of this module during development. */
const shared = globalThis as { hourglassFeed?: BlockFeed; hourglassPlaces?: Places };

/** Blocks for a returning stream are read from the chain: this many count as one more request. */
const BLOCKS_PER_REQUEST = 20;

function createSource(headers: Headers): BlockSource {
  return {
    readBlocks: async (from, to) => {
      chargeAddress(headers, Math.ceil(Number(to - from + 1n) / BLOCKS_PER_REQUEST));
      return readBlocks(readChainClient(), await readDeployment(), from, to);
    },
    readHash: async (blockNumber) => (await readChainClient().getBlock({ blockNumber })).hash,
  };
}

/**
 * `GET /api/events?account=0x…`: new blocks with their operations and events, as server-sent events. `Last-Event-ID` resumes
 * after that block.
 */
export const serveEvents = respond("events", {
  parse: (request) => parseInput(eventsQuery, readQuery(request), "query"),
  decide: ({ account }, request) => {
    shared.hourglassPlaces ??= createPlaces(readServerEnv().STREAMS_PER_ADDRESS);
    const place = shared.hourglassPlaces.take(readClient(request.headers));
    // A stream with one message: for any other status the browser tells the page nothing, and does not try again.
    if (typeof place !== "function") return formatFull(place);
    const feed = openFeed();
    const { signal } = request;
    const lastEventId = request.headers.get("last-event-id") ?? undefined;
    return createEventStream({
      feed,
      account,
      signal,
      readMissed: () => readMissed(feed, createSource(request.headers), lastEventId, signal),
      onClose: place,
    });
  },
  answer: toStream,
});

function openFeed(): BlockFeed {
  shared.hourglassFeed ??= createBlockFeed({
    chain: readChainClient(),
    readDeployment: () => readDeployment(),
    watchHeads: (onHead) => watchHeads(readServerEnv().RPC_WS_URL, onHead),
    readSwaps: () => readSwaps(),
    isStale: (head) => readHeadAge(head) > readServerEnv().CHAIN_STALE_SECONDS,
  });
  return shared.hourglassFeed;
}

function toStream(body: ReadableStream<Uint8Array> | string): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: a proxy that compresses would delay events.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function formatFull(full: FullEvent): string {
  return `retry: ${full.retrySeconds * 1_000}\nevent: full\ndata: ${JSON.stringify(full)}\n\n`;
}

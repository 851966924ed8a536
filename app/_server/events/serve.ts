import { eventsQuery, type FullEvent } from "@/app/_api/events";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { chargeAddress, readClient, requireRate } from "../door/rateLimit";
import { toFailure } from "../failure";
import { readHeadAge } from "../headAge";
import { json, parseInput } from "../json";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { type BlockFeed, createBlockFeed } from "./blockFeed";
import { createPlaces, type Places } from "./places";
import { readBlocks } from "./readBlocks";
import { type BlockSource, readMissed } from "./resume";
import { createEventStream } from "./stream";
import { watchHeads } from "./watchHeads";

/** One feed for all streams, and one count of them; kept over reloads of this module while developing. */
const shared = globalThis as { hourglassFeed?: BlockFeed; hourglassPlaces?: Places };

/** Blocks that a stream is told of when it comes back are read from the chain: so many count as one request more. */
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
 * `GET /api/events?account=0x…`: new blocks with the operations and events in them, as server-sent events.
 * @param request The HTTP request. `Last-Event-ID` resumes after that block.
 * @returns The stream.
 */
export function serveEvents(request: Request): Response {
  try {
    requireRate(request.headers);
    const { account } = parseInput(eventsQuery, Object.fromEntries(new URL(request.url).searchParams), "query");
    shared.hourglassPlaces ??= createPlaces(readServerEnv().STREAMS_PER_ADDRESS);
    const place = shared.hourglassPlaces.take(readClient(request.headers));
    // As a stream with one message: of another status the browser tells the page nothing, and does not try again.
    if (typeof place !== "function") return toStream(formatFull(place));
    shared.hourglassFeed ??= createBlockFeed({
      chain: readChainClient(),
      readDeployment: () => readDeployment(),
      watchHeads: (onHead) => watchHeads(readServerEnv().RPC_WS_URL, onHead),
      isStale: (head) => readHeadAge(head) > readServerEnv().CHAIN_STALE_SECONDS,
    });
    const feed = shared.hourglassFeed;
    const { signal } = request;
    const lastEventId = request.headers.get("last-event-id") ?? undefined;
    const stream = createEventStream({
      feed,
      account,
      signal,
      readMissed: () => readMissed(feed, createSource(request.headers), lastEventId, signal),
      onClose: place,
    });
    return toStream(stream);
  } catch (error) {
    const failure = toFailure(error);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

function toStream(body: ReadableStream<Uint8Array> | string): Response {
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: something that compresses on the way would hold events back.
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

function formatFull(full: FullEvent): string {
  return `retry: ${full.retrySeconds * 1_000}\nevent: full\ndata: ${JSON.stringify(full)}\n\n`;
}

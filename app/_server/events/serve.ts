import { eventsQuery } from "@/app/_api/events";
import { errorCode } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { readClientAddress, requireRate } from "../door/rateLimit";
import { Failure, toFailure } from "../failure";
import { json, parseInput } from "../json";
import { errorResponse, retryHeaders } from "../rpc/serve";
import { type BlockFeed, createBlockFeed } from "./blockFeed";
import { readBlocks } from "./readBlocks";
import { type BlockSource, readMissed } from "./resume";
import { createEventStream } from "./stream";
import { watchHeads } from "./watchHeads";

/** Streams of one process. */
const MAX_STREAMS = 2_000;
/** Streams of one address: a room of a hundred behind one router, with tabs to spare, and not all that there are. */
const MAX_STREAMS_OF_ADDRESS = 300;

/** One feed for all streams; kept over reloads of this module while developing. */
const shared = globalThis as { hourglassFeed?: BlockFeed };
/** Open streams by address; nobody is in it who has none. */
const streams = new Map<string, number>();

function countStream(address: string, change: 1 | -1): void {
  const count = (streams.get(address) ?? 0) + change;
  if (count > 0) streams.set(address, count);
  else streams.delete(address);
}

function requireStream(address: string): void {
  const all = [...streams.values()].reduce((sum, count) => sum + count, 0);
  const own = streams.get(address) ?? 0;
  if (all < MAX_STREAMS && own < MAX_STREAMS_OF_ADDRESS) return;
  const words =
    all < MAX_STREAMS ? [`seen ${own} of this address`, MAX_STREAMS_OF_ADDRESS] : [`seen ${all}`, MAX_STREAMS];
  throw new Failure(`Streams: ${words[0]}; allowed: ${words[1]}`, { code: errorCode.rateLimited, httpStatus: 503 });
}

const source: BlockSource = {
  readBlocks: async (from, to) => readBlocks(readChainClient(), await readDeployment(), from, to),
  readHash: async (blockNumber) => (await readChainClient().getBlock({ blockNumber })).hash,
};

/**
 * `GET /api/events?account=0x…`: new blocks with the operations and events in them, as server-sent events.
 * @param request The HTTP request. `Last-Event-ID` resumes after that block.
 * @returns The stream.
 */
export function serveEvents(request: Request): Response {
  try {
    requireRate(request.headers);
    const { account } = parseInput(eventsQuery, Object.fromEntries(new URL(request.url).searchParams), "query");
    const address = readClientAddress(request.headers, readServerEnv().TRUSTED_PROXIES);
    requireStream(address);
    shared.hourglassFeed ??= createBlockFeed({
      chain: readChainClient(),
      readDeployment: () => readDeployment(),
      watchHeads: (onHead) => watchHeads(readServerEnv().RPC_WS_URL, onHead),
    });
    const feed = shared.hourglassFeed;
    const { signal } = request;
    const lastEventId = request.headers.get("last-event-id") ?? undefined;
    countStream(address, 1);
    const stream = createEventStream({
      feed,
      account,
      signal,
      readMissed: () => readMissed(feed, source, lastEventId, signal),
      onClose: () => countStream(address, -1),
    });
    return new Response(stream, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // no-transform: something that compresses on the way would hold events back.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  } catch (error) {
    const failure = toFailure(error);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

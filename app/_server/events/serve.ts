import { eventsQuery } from "@/app/_api/events";
import { errorCode } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { requireRate } from "../door/rateLimit";
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

/** One feed for all streams; kept over reloads of this module while developing. */
const shared = globalThis as { hourglassFeed?: BlockFeed };
let streams = 0;

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
    if (streams >= MAX_STREAMS) {
      throw new Failure(`Streams: seen ${streams}; allowed: ${MAX_STREAMS}`, {
        code: errorCode.rateLimited,
        httpStatus: 503,
      });
    }
    shared.hourglassFeed ??= createBlockFeed({
      chain: readChainClient(),
      readDeployment: () => readDeployment(),
      watchHeads: (onHead) => watchHeads(readServerEnv().RPC_WS_URL, onHead),
    });
    const feed = shared.hourglassFeed;
    const { signal } = request;
    const lastEventId = request.headers.get("last-event-id") ?? undefined;
    streams += 1;
    const stream = createEventStream({
      feed,
      account,
      signal,
      readMissed: () => readMissed(feed, source, lastEventId, signal),
      onClose: () => {
        streams -= 1;
      },
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

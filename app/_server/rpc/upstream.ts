import { z } from "zod";

import type { JsonRpcRequest, JsonRpcResponse, Part } from "@/app/_api/jsonRpc";
import { partDown } from "../failure";

const upstreamResponse = z.object({
  result: z.unknown().optional(),
  error: z.object({ code: z.number(), message: z.string(), data: z.unknown().optional() }).optional(),
});

export type Upstream = { part: Part; url: string; timeoutMs: number };

/**
 * Passes one JSON-RPC request on. An error that the upstream itself answers is an answer and goes back, but for addresses
 * in its words: those of hosted nodes hold keys, and one node's error may repeat another's address.
 * @param upstream Where to.
 * @param request What, already allowed.
 * @returns The answer, with the id of the request.
 * @throws Failure (part down) when the upstream does not answer in JSON-RPC.
 */
export async function forward({ part, url, timeoutMs }: Upstream, request: JsonRpcRequest): Promise<JsonRpcResponse> {
  try {
    // The id is ours: an upstream must not see, and cannot confuse, what clients chose.
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: request.method, params: request.params }),
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
      // A node that sends elsewhere would get what is meant for it.
      redirect: "error",
    });
    const { result, error } = upstreamResponse.parse(await response.json());
    if (error) return { jsonrpc: "2.0", id: request.id, error: { ...error, message: hideKeys(error.message, url) } };
    return { jsonrpc: "2.0", id: request.id, result: result ?? null };
  } catch (cause) {
    throw partDown(part, cause);
  }
}

/** Shorter pieces of an address are words, as "v2" or "rpc". */
const SHORTEST_KEY = 8;

function hideKeys(words: string, upstream: string): string {
  const { pathname, searchParams, username, password } = new URL(upstream);
  const pieces = [...pathname.split("/"), ...searchParams.values(), username, password];
  return pieces
    .filter((piece) => piece.length >= SHORTEST_KEY)
    .reduce((text, piece) => text.replaceAll(piece, "[hidden]"), words.replace(/\b[a-z]+:\/\/[^\s"')]+/gi, "[url]"));
}

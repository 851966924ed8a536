import { z } from "zod";

import { errorCode, type JsonRpcRequest, type JsonRpcResponse, type Part } from "@/app/_api/jsonRpc";
import { Failure, partDown } from "../failure";
import { type Allowance, createAllowance, readText } from "./answerText";

const upstreamResponse = z.object({
  result: z.unknown().optional(),
  error: z
    .object({ code: z.number().optional(), message: z.string().default("refused"), data: z.unknown().optional() })
    .optional(),
});

export type Upstream = { part: Part; url: string; timeoutMs: number };

/** What a server says of a request that it cannot read: whoever sent it is at fault, and the server is well. */
const CALLERS_FAULT = [400, 413, 414, 415, 422, 431];

/** JSON-RPC leaves it to servers; of an error that came without a code, from a server that is at fault itself. */
const UNNAMED = -32000;

/**
 * Passes one JSON-RPC request on. An error that the upstream itself answers is an answer and goes back, but for addresses
 * in its words: those of hosted nodes hold keys, and one node's error may repeat another's address.
 * @param upstream Where to.
 * @param request What, already allowed.
 * @param allowance How many bytes may come back, for all calls of a batch together.
 * @returns The answer, with the id of the request.
 * @throws Failure: part down, when the upstream does not answer in JSON-RPC; the caller's, when the upstream cannot read
 * the request, or the answer is too large.
 */
export async function forward(
  { part, url, timeoutMs }: Upstream,
  request: JsonRpcRequest,
  allowance: Allowance = createAllowance(),
): Promise<JsonRpcResponse> {
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
    const isCallers = CALLERS_FAULT.includes(response.status);
    const parsed = parseAnswer(await readText(response, allowance));
    if (!parsed && isCallers) throw unreadable(part, response.status);
    if (!parsed) throw new Error(`The answer is no JSON-RPC; its status is ${response.status}.`);
    const { result, error } = parsed;
    if (!error) return { jsonrpc: "2.0", id: request.id, result: result ?? null };
    const code = error.code ?? (isCallers ? errorCode.invalidParams : UNNAMED);
    return { jsonrpc: "2.0", id: request.id, error: { ...error, code, message: hideKeys(error.message, url) } };
  } catch (cause) {
    throw cause instanceof Failure ? cause : partDown(part, cause);
  }
}

/** Undefined for what is neither a result nor an error. */
function parseAnswer(text: string): z.output<typeof upstreamResponse> | undefined {
  try {
    return upstreamResponse.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function unreadable(part: Part, status: number): Failure {
  return new Failure(`The ${part} cannot read this request; it answered with status ${status}.`, {
    code: errorCode.invalidRequest,
  });
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

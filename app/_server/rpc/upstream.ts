import { z } from "zod";

import { errorCode, type JsonRpcRequest, type JsonRpcResponse, type Part } from "@/app/_api/jsonRpc";
import { Failure, partDown } from "../failure";
import { REQUEST_ID, readRequest, timed } from "../requestTrace";
import { type Allowance, createAllowance, readText } from "./answerText";

const upstreamResponse = z.object({
  result: z.unknown().optional(),
  error: z
    .object({ code: z.number().optional(), message: z.string().default("refused"), data: z.unknown().optional() })
    .optional(),
});

export type Upstream = { part: Part; url: string; timeoutMs: number };

/** Status codes for a request that the server cannot read: the sender is at fault, and the server works. */
const CALLERS_FAULT = [400, 413, 414, 415, 422, 431];

/** JSON-RPC's code for server errors; used for an error without a code, when the server itself is at fault. */
const UNNAMED = -32000;

/**
 * Forwards one JSON-RPC request. An error that the upstream itself returns is an answer and is passed on, without URLs
 * in its message: those of hosted nodes contain keys, and one node's error may repeat another's URL.
 * @param upstream Where to.
 * @param request The request, already checked.
 * @param allowance How many bytes may come back, for all calls of a batch together.
 * @returns The answer, with the id of the request.
 * @throws Failure: part down, when the upstream does not answer in JSON-RPC; the caller's fault, when the upstream cannot read
 * the request, or the answer is too large.
 */
export async function forward(
  { part, url, timeoutMs }: Upstream,
  request: JsonRpcRequest,
  allowance: Allowance = createAllowance(),
): Promise<JsonRpcResponse> {
  try {
    // Our own id: an upstream should not see, and cannot confuse, ids chosen by clients.
    const { id } = readRequest() ?? {};
    const ask = {
      method: "POST",
      headers: { "content-type": "application/json", ...(id && { [REQUEST_ID]: id }) },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: request.method, params: request.params }),
      signal: AbortSignal.timeout(timeoutMs),
      cache: "no-store",
      // A node that redirects would send the request to somebody else.
      redirect: "error",
    } as const;
    const response = await timed(part, () => fetch(url, ask));
    const isCallers = CALLERS_FAULT.includes(response.status);
    const parsed = parseAnswer(await readText(response, allowance));
    if (!parsed && isCallers) throw unreadable(part, response.status);
    if (!parsed) throw new Error(`The answer is not JSON-RPC; its status is ${response.status}.`);
    const { result, error } = parsed;
    if (!error) return { jsonrpc: "2.0", id: request.id, result: result ?? null };
    const code = error.code ?? (isCallers ? errorCode.invalidParams : UNNAMED);
    return { jsonrpc: "2.0", id: request.id, error: { ...error, code, message: hideKeys(error.message, url) } };
  } catch (cause) {
    throw cause instanceof Failure ? cause : partDown(part, cause);
  }
}

/** Undefined if it is neither a result nor an error. */
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

/** Shorter parts of a URL are words, such as "v2" or "rpc". */
const SHORTEST_KEY = 8;

function hideKeys(words: string, upstream: string): string {
  const { pathname, searchParams, username, password } = new URL(upstream);
  const pieces = [...pathname.split("/"), ...searchParams.values(), username, password];
  return pieces
    .filter((piece) => piece.length >= SHORTEST_KEY)
    .reduce((text, piece) => text.replaceAll(piece, "[hidden]"), words.replace(/\b[a-z]+:\/\/[^\s"')]+/gi, "[url]"));
}

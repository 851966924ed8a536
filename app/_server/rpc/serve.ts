import { errorCode, type JsonRpcRequest, type JsonRpcResponse, jsonRpcRequest } from "@/app/_api/jsonRpc";
import { readJsonBody } from "../door/body";
import { requireRate } from "../door/rateLimit";
import { requireSameSite } from "../door/sameSite";
import { Failure, toFailure } from "../failure";
import { json, parseInput } from "../json";
import { logRefusals } from "../logRefusals";
import { countRefusedCall } from "../metrics/record";

export type ServeOptions = {
  /** Name for the log. */
  door: string;
  maxBytes: number;
  /** Most requests in a batch. */
  maxBatch: number;
  /** Answers one request or throws. */
  handle: (request: JsonRpcRequest) => Promise<JsonRpcResponse>;
};

/**
 * A JSON-RPC 2.0 endpoint, single and batch. What concerns the whole request (foreign site, too fast, too large, no
 * JSON) is answered with its HTTP status; what concerns one call is answered with 200 and an error in its place, so
 * that clients see code and data.
 * @param request The HTTP request.
 * @param options See {@link ServeOptions}.
 * @returns The HTTP response.
 */
export async function serveJsonRpc(request: Request, options: ServeOptions): Promise<Response> {
  try {
    requireSameSite(request.headers);
    requireRate(request.headers);
    const body = await readJsonBody(request, options.maxBytes);
    if (!Array.isArray(body)) return json(await answerAll([body], options).then(([only]) => only));
    if (body.length === 0 || body.length > options.maxBatch) {
      throw new Failure(`Batch: seen ${body.length} calls; allowed: 1 to ${options.maxBatch}`, {
        code: errorCode.invalidRequest,
      });
    }
    if (body.length > 1) requireRate(request.headers, body.length - 1);
    return json(await answerAll(body, options));
  } catch (error) {
    const failure = toFailure(error);
    record(options.door, [failure]);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

/**
 * An error as JSON-RPC says it.
 * @param id Of the request, null when unknown.
 * @param failure What went wrong.
 * @returns The response object.
 */
export function errorResponse(id: string | number | null, failure: Failure): JsonRpcResponse {
  return { jsonrpc: "2.0", id, error: { code: failure.code, message: failure.message, data: failure.data } };
}

/** Calls of one batch that are answered at the same time: one who asks for fifty must not be served before fifty others. */
const AT_ONCE = 8;

async function answerAll(entries: readonly unknown[], options: ServeOptions): Promise<JsonRpcResponse[]> {
  const failures: Failure[] = [];
  const answers: JsonRpcResponse[] = [];
  const waiting = [...entries.entries()];
  const answerOne = async (entry: unknown): Promise<JsonRpcResponse> => {
    try {
      return await options.handle(parseInput(jsonRpcRequest, entry, "request"));
    } catch (error) {
      const failure = toFailure(error);
      failures.push(failure);
      return errorResponse(readId(entry), failure);
    }
  };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) answers[next[0]] = await answerOne(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  record(options.door, failures);
  return answers;
}

function readId(entry: unknown): string | number | null {
  if (typeof entry !== "object" || entry === null || !("id" in entry)) return null;
  return typeof entry.id === "string" || typeof entry.id === "number" ? entry.id : null;
}

/** Headers that tell a client when to try again. */
export function retryHeaders(failure: Failure): HeadersInit {
  const { retryAt } = failure.data;
  return retryAt === undefined ? {} : { "retry-after": String(Math.max(1, retryAt - Math.floor(Date.now() / 1000))) };
}

function record(door: string, failures: readonly Failure[]): void {
  for (const { code } of failures) countRefusedCall(door, code);
  logRefusals(door, failures);
}

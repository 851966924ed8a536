import { list, type Read, show, text } from "../../grant/readers.ts";
import { readJsonBody } from "./readBody.ts";
import { RpcFailure, rpcCode, toFailure } from "./rpcFailure.ts";

export type JsonRpcId = string | number | null;

/** One parsed call of JSON-RPC 2.0. */
export type JsonRpcCall = { jsonrpc: "2.0"; id: JsonRpcId; method: string; params: unknown[] };

/** The answer to one request of JSON-RPC 2.0. */
export type JsonRpcAnswer =
  | { jsonrpc: "2.0"; id: JsonRpcId; result: unknown }
  | { jsonrpc: "2.0"; id: JsonRpcId; error: { code: number; message: string; data?: unknown } };

/** The contents of one HTTP request: one call, or a batch of them, not parsed yet. */
export type JsonRpcCalls = { isBatch: boolean; entries: readonly unknown[] };

const MAX_ID_LENGTH = 100;
const MAX_METHOD_LENGTH = 64;
const MAX_PARAMS = 8;

/**
 * Reads the calls of an HTTP request.
 * @param request The request.
 * @param limits Bytes of its body, and calls in a batch, both inclusive.
 * @returns The calls.
 * @throws RpcFailure for errors of the whole request.
 */
export async function readCalls(
  request: Request,
  { maxBytes, maxBatch }: { maxBytes: number; maxBatch: number },
): Promise<JsonRpcCalls> {
  const body = await readJsonBody(request, maxBytes);
  if (!Array.isArray(body)) return { isBatch: false, entries: [body] };
  if (body.length > 0 && body.length <= maxBatch) return { isBatch: true, entries: body };
  throw new RpcFailure(`Batch: seen ${body.length} calls; allowed: 1 to ${maxBatch}`, { code: rpcCode.invalidRequest });
}

/** Number of calls of one batch that are answered at the same time, so that a batch of fifty does not delay fifty other players. */
const AT_ONCE = 8;

/**
 * Answers the calls of a request, each with a result or an error in its place.
 * @param calls As returned by {@link readCalls}.
 * @param handle Answers one or throws.
 * @returns The answers in order, a single one for a single call; and the refusals.
 */
export async function answerCalls(
  { isBatch, entries }: JsonRpcCalls,
  handle: (call: JsonRpcCall) => Promise<JsonRpcAnswer>,
): Promise<{ body: JsonRpcAnswer | readonly JsonRpcAnswer[]; failures: readonly RpcFailure[] }> {
  const failures: RpcFailure[] = [];
  const answers: JsonRpcAnswer[] = [];
  const waiting = [...entries.entries()];
  const answerOne = async (entry: unknown): Promise<JsonRpcAnswer> => {
    try {
      return await handle(readCall(entry, "request"));
    } catch (error) {
      const failure = toFailure(error);
      failures.push(failure);
      return toErrorAnswer(idOf(entry), failure);
    }
  };
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) answers[next[0]] = await answerOne(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const [only] = answers;
  return { body: isBatch || !only ? answers : only, failures };
}

/**
 * An error in JSON-RPC format.
 * @param id The call's id; null if unknown.
 * @param failure The error.
 */
export function toErrorAnswer(id: JsonRpcId, { code, message, data }: RpcFailure): JsonRpcAnswer {
  return { jsonrpc: "2.0", id, error: { code, message, data } };
}

/** Headers that tell a client when to try again. */
export function retryHeaders({ data: { retryAt } }: RpcFailure): Record<string, string> {
  return retryAt === undefined ? {} : { "retry-after": String(Math.max(1, retryAt - Math.floor(Date.now() / 1000))) };
}

/**
 * Refuses a method that is not on the list.
 * @param method The requested method.
 * @param allowed The list.
 * @throws RpcFailure (method not found) with both.
 */
export function requireMethod<Method extends string>(
  method: string,
  allowed: readonly Method[],
): asserts method is Method {
  if ((allowed as readonly string[]).includes(method)) return;
  throw new RpcFailure(`Method: seen "${method}"; allowed: ${allowed.join(", ")}`, {
    code: rpcCode.methodNotFound,
    data: { seen: method, allowed: allowed.join(", ") },
  });
}

const readId: Read<JsonRpcId> = (value, at) => {
  if (value === undefined || value === null) return null;
  return typeof value === "number" ? value : text(0, MAX_ID_LENGTH)(value, at);
};
const anything: Read<unknown> = (value) => value;
const readParams = list(anything, 0, MAX_PARAMS);

const readCall: Read<JsonRpcCall> = (value, at) => {
  const entry = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  if (entry.jsonrpc !== "2.0") {
    throw new RpcFailure(`${at}.jsonrpc: seen ${show(entry.jsonrpc)}; allowed: "2.0"`, {
      code: rpcCode.invalidParams,
    });
  }
  return {
    jsonrpc: "2.0",
    id: readId(entry.id, `${at}.id`),
    method: text(1, MAX_METHOD_LENGTH)(entry.method, `${at}.method`),
    params: entry.params === undefined ? [] : readParams(entry.params, `${at}.params`),
  };
};

function idOf(entry: unknown): JsonRpcId {
  if (typeof entry !== "object" || entry === null || !("id" in entry)) return null;
  return typeof entry.id === "string" || typeof entry.id === "number" ? entry.id : null;
}

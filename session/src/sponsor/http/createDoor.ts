import { custom, RpcRequestError, type Transport } from "viem";
import type { Guard, Log } from "./doorTypes.ts";
import { refusedLine } from "./doorTypes.ts";
import { answerCalls, type JsonRpcCall, readCalls, requireMethod, retryHeaders, toErrorAnswer } from "./jsonRpc.ts";
import { type RpcFailure, toFailure } from "./rpcFailure.ts";

/** Answers one method, or throws. `request` is undefined if it did not come by HTTP. */
export type Method = (params: readonly unknown[], request: Request | undefined) => Promise<unknown>;

const MAX_BYTES = 64 * 1024;

/**
 * A JSON-RPC 2.0 server without a framework. Errors of the whole request (refused by the guard, too large, not JSON) are
 * returned with an HTTP status; errors of a call with status 200, in the call's place.
 * @param methods By name.
 * @param parameters The guard, and the listener for refusals.
 * @returns The server over HTTP and as a viem transport. It never throws, except as a transport does.
 */
export function createDoor(
  methods: Readonly<Record<string, Method>>,
  { guard, log }: { guard?: Guard | undefined; log: Log },
): { fetch: (request: Request) => Promise<Response>; transport: Transport } {
  const names = Object.keys(methods);
  const ask = (method: string, params: readonly unknown[], request: Request | undefined) => {
    requireMethod(method, names);
    return (methods[method] as Method)(params, request);
  };

  async function fetch(request: Request): Promise<Response> {
    try {
      const stopped = await guard?.(request);
      if (stopped) return stopped;
      return await serve(request);
    } catch (error) {
      const failure = toFailure(error);
      log(refusedLine(failure));
      return respond(toErrorAnswer(null, failure), failure.httpStatus, failure);
    }
  }

  async function serve(request: Request): Promise<Response> {
    let stopped: Response | undefined;
    const handle = async ({ id, method, params }: JsonRpcCall) => {
      requireMethod(method, names);
      stopped ??= await guard?.(request, method);
      const result = stopped ? undefined : await ask(method, params, request);
      return { jsonrpc: "2.0", id, result } as const;
    };
    // One at a time: a call may need a dozen chain queries and a transaction of the ledger.
    const { body, failures } = await answerCalls(
      await readCalls(request, { maxBytes: MAX_BYTES, maxBatch: 1 }),
      handle,
    );
    for (const failure of failures) log(refusedLine(failure));
    return stopped ?? respond(body, 200, failures[0]);
  }

  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
    try {
      // The same as after sending it as JSON: no bigints, and no keys without a value.
      return await ask(method, JSON.parse(JSON.stringify(params)), undefined);
    } catch (error) {
      const failure = toFailure(error);
      log(refusedLine(failure));
      const { code, message, data } = failure;
      throw new RpcRequestError({ body: { method }, url: "sponsor", error: { code, message, data } });
    }
  };
  return { fetch, transport: custom({ request }, { key: "sponsor", name: "Sponsor", retryCount: 0 }) };
}

function respond(body: unknown, status: number, failure: RpcFailure | undefined): Response {
  const headers = {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...(failure && retryHeaders(failure)),
  };
  return new Response(JSON.stringify(body), { status, headers });
}

import {
  answerCalls,
  type JsonRpcAnswer,
  type JsonRpcCall,
  type JsonRpcCalls,
  readCalls,
} from "@hourglass/session/sponsor";
import { requireRate } from "../door/rateLimit";
import { fromOwnSite, type Route } from "../door/respond";
import { logRefusals } from "../logRefusals";
import type { Door } from "../metrics/counted";
import { countRefusedCall } from "../metrics/record";

export type JsonRpcOptions = {
  maxBytes: number;
  /** Most requests in a batch. */
  maxBatch: number;
  /** Begins one HTTP request: `handle` answers each of its calls or throws, `close` is called after the last. */
  open: (request: Request) => { handle: (call: JsonRpcCall) => Promise<JsonRpcAnswer>; close?: () => void };
};

/**
 * A JSON-RPC 2.0 endpoint, single and batch. Errors about the whole request (another site, too fast, too large, not
 * JSON) are answered with their HTTP status; errors about one call are answered with 200 and an error in its place, so
 * that clients see code and data.
 * @param door Its name.
 * @param options See {@link JsonRpcOptions}.
 * @returns The route.
 */
export function jsonRpc(
  door: Door,
  { maxBytes, maxBatch, open }: JsonRpcOptions,
): Route<JsonRpcCalls, JsonRpcAnswer | readonly JsonRpcAnswer[]> {
  return {
    guard: fromOwnSite,
    parse: async (request) => {
      const calls = await readCalls(request, { maxBytes, maxBatch });
      // One has already counted at the door.
      if (calls.entries.length > 1) requireRate(request.headers, calls.entries.length - 1);
      return calls;
    },
    decide: async (calls, request) => {
      const { handle, close } = open(request);
      const { body, failures } = await answerCalls(calls, handle);
      close?.();
      for (const { code } of failures) countRefusedCall(door, code);
      logRefusals(door, failures);
      return body;
    },
    refused: ({ code }) => countRefusedCall(door, code),
  };
}

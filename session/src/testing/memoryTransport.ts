import { createTransport, HttpRequestError, RpcRequestError, type Transport } from "viem";
import type { Part } from "../errors/errors.ts";
import type { Activity } from "./activity.ts";
import { type Answer, RpcFault } from "./rpcFault.ts";

/** The parts that are down. */
export type Outages = {
  isDown: (part: Part) => boolean;
  /** Stops a part. Returns a function that starts it again. */
  takeDown: (part: Part) => () => void;
};

/** Creates the empty list of parts that are down. */
export function createOutages(): Outages {
  const down = new Map<symbol, Part>();
  return {
    isDown: (part) => [...down.values()].includes(part),
    takeDown: (part) => {
      const id = Symbol(part);
      down.set(id, part);
      return () => void down.delete(id);
    },
  };
}

/** Called for events of a subscription; returns a function that ends it. */
export type Subscribe = (params: readonly unknown[], onData: (data: { result: unknown }) => void) => () => void;

/**
 * A viem transport to a part of the stack.
 * @param part The part that answers.
 * @param answer Its answers.
 * @param outages While the part is down, requests fail as over a broken network.
 * @param activity Requests are counted.
 * @param subscribe Present: the transport has subscriptions, like a web socket.
 */
export function createMemoryTransport(
  part: Part,
  answer: Answer,
  { isDown }: Outages,
  activity: Activity,
  subscribe?: Subscribe,
): Transport {
  const url = `memory:${part}`;
  const ask = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    // Over a network everything is JSON.
    const body = copy({ method, params: params ?? [] });
    if (isDown(part)) throw new HttpRequestError({ url, body, details: "nobody answers" });
    try {
      return copy((await answer(method, body.params as readonly unknown[])) ?? null);
    } catch (error) {
      if (!(error instanceof RpcFault)) throw error;
      const { code, message, data } = error;
      throw new RpcRequestError({ url, body, error: { code, message, ...(data && { data }) } });
    }
  };
  const request = (question: { method: string; params?: unknown }) => activity.during(() => ask(question));
  const shared = { key: "memory", name: `Memory, ${part}`, request: request as never, retryCount: 0 };
  if (!subscribe) return () => createTransport({ ...shared, type: "memory" });
  return () =>
    createTransport(
      { ...shared, type: "webSocket" },
      {
        subscribe: async (given: { params: readonly unknown[]; onData: (data: { result: unknown }) => void }) => {
          const unsubscribe = subscribe(copy(given.params), (data) => given.onData(copy(data)));
          return { subscriptionId: "0x1", unsubscribe: async () => unsubscribe() };
        },
      },
    );
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

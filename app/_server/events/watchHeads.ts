import { createPublicClient, webSocket } from "viem";

/** How often the chain is polled without a subscription. */
const POLL_MS = 100;

/** How often it is polled despite a subscription, in case a message got lost; also when a subscription is retried. */
const SAFETY_MS = 1_000;

/**
 * Calls back when there may be a new block: from a subscription if there is one, otherwise by polling.
 * @param wsUrl WebSocket JSON-RPC of a node, or undefined.
 * @param onHead Called often, even without a new block; the callee finds out.
 * @returns A function that stops it.
 */
export function watchHeads(wsUrl: string | undefined, onHead: () => void): () => void {
  let unsubscribe: (() => void) | undefined;
  const subscribe = () => {
    if (wsUrl === undefined || unsubscribe) return;
    const client = createPublicClient({ transport: webSocket(wsUrl, { retryCount: 0, reconnect: false }) });
    const unwatch = client.watchBlockNumber({
      onBlockNumber: onHead,
      // The next tick subscribes again.
      onError: () => {
        unsubscribe?.();
        unsubscribe = undefined;
      },
    });
    unsubscribe = () => {
      unwatch();
      client.transport.getRpcClient().then(
        (socket) => socket.close(),
        () => undefined,
      );
    };
  };
  const tick = () => {
    subscribe();
    onHead();
  };
  const timer = setInterval(tick, wsUrl === undefined ? POLL_MS : SAFETY_MS);
  tick();
  return () => {
    clearInterval(timer);
    unsubscribe?.();
    unsubscribe = undefined;
  };
}

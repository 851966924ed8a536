import { createPublicClient, webSocket } from "viem";

/** How often the chain is asked when nothing tells us of new blocks. */
const POLL_MS = 100;

/** How often it is asked although we are told, for the message that got lost; also when a subscription is tried again. */
const SAFETY_MS = 1_000;

/**
 * Calls back when there may be a new block: told by a subscription where there is one, else by the clock.
 * @param wsUrl WebSocket JSON-RPC of a node, or undefined.
 * @param onHead Called often, also for nothing; the callee finds out.
 * @returns Its undo.
 */
export function watchHeads(wsUrl: string | undefined, onHead: () => void): () => void {
  let unsubscribe: (() => void) | undefined;
  const subscribe = () => {
    if (wsUrl === undefined || unsubscribe) return;
    const client = createPublicClient({ transport: webSocket(wsUrl, { retryCount: 0, reconnect: false }) });
    const unwatch = client.watchBlockNumber({
      onBlockNumber: onHead,
      // The next tick of the clock subscribes anew.
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

import { type Address, createTestClient, createWalletClient, type Hex, http, publicActions } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Say } from "./service.ts";
import { repeat } from "./until.ts";

const CHECK_MS = 300;

/**
 * Fills holes in the nonces of the stack's own senders. When a reorganisation takes back a transaction of a sender whose
 * next one is on its way, that one waits in the pool for a number that nobody will use: Alto sends it anew with the same
 * number and a higher price, again and again ("underpriced"), and its players stand. A transaction that does nothing
 * takes the number; what waited is mined, and Alto learns from its receipt what became of its operations.
 */
export function watchNonceGaps(rpcUrl: string, keys: readonly Hex[], say: Say): () => Promise<void> {
  const transport = http(rpcUrl, { retryCount: 0, timeout: 5_000 });
  const client = createTestClient({ mode: "anvil", transport }).extend(publicActions);
  const wallets = keys.map((key) => createWalletClient({ account: privateKeyToAccount(key), transport }));
  /** Holes that were seen at the last look: who sends out of order for a moment is left alone. */
  let seen = new Set<string>();

  async function look(): Promise<void> {
    const { queued } = await client.getTxpoolContent();
    const now = new Set<string>();
    for (const wallet of wallets) {
      const { address } = wallet.account;
      const waiting = Object.keys(queued[address.toLowerCase() as Address] ?? queued[address] ?? {}).map(Number);
      if (waiting.length === 0) continue;
      const next = await client.getTransactionCount({ address, blockTag: "latest" });
      const first = Math.min(...waiting);
      for (let nonce = next; nonce < first; nonce += 1) {
        const hole = `${address} ${nonce}`;
        now.add(hole);
        if (!seen.has(hole)) continue;
        say(
          `The chain took back transaction ${nonce} of ${address}: an empty one takes its place, so that the next goes on.`,
        );
        await wallet.sendTransaction({ chain: null, to: address, nonce });
      }
    }
    seen = now;
  }

  // A chain that is down is said by its own service; the next look finds what is left to do.
  return repeat(() => look().catch(() => undefined), CHECK_MS);
}

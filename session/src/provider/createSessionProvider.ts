import { type Address, type Hex, numberToHex } from "viem";
import { createEmitter } from "../sessions/emitter.ts";
import type { Sessions } from "../sessions/types.ts";
import { announceProvider } from "./announce.ts";
import { createAnswers } from "./answers.ts";
import { createCalls } from "./calls.ts";
import { ProviderError, UNSUPPORTED } from "./providerErrors.ts";
import type { SessionProvider, SessionProviderOptions } from "./types.ts";

type ProviderEvents = {
  accountsChanged: (accounts: readonly Address[]) => void;
  connect: (info: { chainId: Hex }) => void;
  disconnect: (error: Error) => void;
};

/** Methods for wallets, which no chain can answer. */
const OF_WALLETS = /^(wallet_|personal_|eth_sign)/;

/**
 * Unmodified viem and wagmi code plays with the session key: `eth_sendTransaction`, `wallet_sendCalls` (each atomic by itself),
 * `wallet_getCallsStatus`, `wallet_getCapabilities`; reads go to the chain. Signatures of messages are refused with
 * 4200: a session key never signs for the account. Follows EIP-1193, EIP-5792 and, if announced, EIP-6963.
 * @param sessions The sessions of one world.
 * @param options See {@link SessionProviderOptions}.
 * @returns A provider that rejects with errors of the kit; their `code` is that of EIP-1193.
 */
export function createSessionProvider(sessions: Sessions, options: SessionProviderOptions = {}): SessionProvider {
  const { chain, client } = sessions;
  const events = createEmitter<ProviderEvents>();
  const undo = new Map<unknown, () => void>();
  const answers = createAnswers(sessions, createCalls(sessions, options.otherwise), options.open);

  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    const answer = Object.hasOwn(answers, method) ? answers[method] : undefined;
    if (answer) return answer(Array.isArray(params) ? params : []);
    if (OF_WALLETS.test(method)) {
      throw new ProviderError(UNSUPPORTED, "A session key cannot do this for the account.", { details: method });
    }
    return client.request({ method, params } as never);
  };

  const unwatch = sessions.watch((session) => {
    events.emit("accountsChanged", session ? [session.account] : []);
    if (session) events.emit("connect", { chainId: numberToHex(chain.id) });
    else events.emit("disconnect", new ProviderError(4900, "The session has ended."));
  });
  let unannounce = () => {};
  const provider = {
    get session() {
      return sessions.current;
    },
    request,
    on: (event: keyof ProviderEvents, listener: never) => {
      undo.set(listener, events.on(event, listener));
    },
    removeListener: (_: string, listener: unknown) => {
      undo.get(listener)?.();
      undo.delete(listener);
    },
    dispose: () => {
      unwatch();
      unannounce();
    },
  } as unknown as SessionProvider;
  unannounce = announceProvider(provider, options.announce);
  return provider;
}

import type { EIP1193Provider } from "viem";
import type { CreateConnectorFn } from "wagmi";
import type { Owner } from "../owners/owner.ts";
import { type OwnerSource, walletOwner } from "../owners/sources.ts";
import { createSessionProvider } from "../provider/createSessionProvider.ts";
import type { SessionProvider, SessionProviderOptions } from "../provider/types.ts";
import type { OpenParameters, Session, Sessions } from "../sessions/types.ts";

/** What the connector opens, for which owner, and its name. */
export type SessionConnectorParameters = Omit<OpenParameters, "owner" | "resume" | "signal" | "key"> &
  Pick<SessionProviderOptions, "otherwise"> & {
    sessions: Sessions;
    /** A connector that acts as the owner (`injected()`), or any owner. Default: `walletOwner()`. */
    owner?: CreateConnectorFn | { source: Owner | OwnerSource };
    /** Shown in lists of wallets. Default "Session". */
    name?: string;
  };

/** Remembers in wagmi's storage that the user disconnected manually. */
const LEFT = "hourglassSession.disconnected";

/** What the connector of a session has in addition to wagmi's. */
type Properties = { getSession: () => Session | undefined };

/**
 * A wagmi connector: `connect` opens a session with one prompt, or resumes it without any; from then on
 * `useSendCalls`, `useWriteContract` and `useSendTransaction` use the session key. The connected address is the account. When the
 * session ends the connector disconnects, unless it is renewed.
 * @param parameters See {@link SessionConnectorParameters}.
 * @returns For `createConfig({ connectors: [...] })`.
 */
export function sessionConnector(
  parameters: SessionConnectorParameters,
): CreateConnectorFn<SessionProvider, Properties> {
  const { sessions, owner, name = "Session", otherwise, ...rest } = parameters;
  const { chain } = sessions;

  return (config) => {
    const source = toSource(owner, config);
    const asked = { ...rest, owner: source };
    const provider = createSessionProvider(sessions, { open: asked, ...(otherwise && { otherwise }) });
    const resume = async () => {
      const open = await sessions.open({ ...asked, resume: "only" }).catch(() => undefined);
      return open !== undefined;
    };
    sessions.watch((session) => {
      if (session) config.emitter.emit("change", { accounts: [session.account], chainId: chain.id });
      else config.emitter.emit("disconnect");
    });

    return {
      ...{ id: "hourglassSession", name, type: "session" },
      connect: async ({ isReconnecting, withCapabilities } = {}) => {
        if (!isReconnecting) await config.storage?.removeItem(LEFT);
        if (!sessions.current && !(await resume()) && !isReconnecting) await sessions.open(asked);
        const { current } = sessions;
        if (!current) throw new Error("No session is stored here.");
        const accounts = [current.account];
        // wagmi types both shapes of the answer by a parameter that is known only at run time.
        const shaped = withCapabilities ? accounts.map((address) => ({ address, capabilities: {} })) : accounts;
        return { accounts: shaped as never, chainId: chain.id };
      },
      disconnect: async () => {
        await config.storage?.setItem(LEFT, true);
        await sessions.current?.close();
      },
      getAccounts: async () => (sessions.current ? [sessions.current.account] : []),
      getChainId: async () => chain.id,
      getProvider: async () => provider,
      isAuthorized: async () => {
        // After a manual disconnect a reload does not connect again.
        if (await config.storage?.getItem(LEFT)) return false;
        return sessions.current !== undefined || (await resume());
      },
      switchChain: async ({ chainId }) => {
        if (chainId !== chain.id) throw new Error(`This session is on chain ${chain.id}.`);
        return chain;
      },
      // The provider already reports these events through `sessions.watch`.
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => undefined,
      getSession: () => sessions.current,
    };
  };
}

/** A wagmi connector as the owner: it is connected when a signature is needed. */
function toSource(
  owner: SessionConnectorParameters["owner"],
  config: Parameters<CreateConnectorFn>[0],
): Owner | OwnerSource {
  if (!owner) return walletOwner();
  if (typeof owner !== "function") return owner.source;
  const connector = owner(config);
  return async (context) => {
    const { accounts } = await connector.connect();
    const provider = (await connector.getProvider()) as Pick<EIP1193Provider, "request">;
    return walletOwner(provider, accounts[0])(context);
  };
}

import { CancelledError, WaitEndedError } from "@hourglass/session/core";
import type { SignClient as Client } from "@walletconnect/sign-client";
import { type Address, type Chain, type EIP1193Provider, getAddress, numberToHex } from "viem";
import type { CreateConnectorFn } from "wagmi";
import { createPairing, type Pairing, readCode, type WalletConnectOptions } from "./pairing";

type Properties = { pairing: Pairing };
type SignClient = InstanceType<typeof Client>;
type Session = ReturnType<SignClient["session"]["get"]>;

export const WALLET_CONNECT = "walletConnect";
/** In wagmi's storage: whether a wallet was connected, so that nothing is loaded for those who never used it. */
const CONNECTED = "hourglassWalletConnect.connected";
/** What the wallet is asked for; everything else is read from the chain. */
const SIGNS = ["eth_signTypedData_v4", "personal_sign", "eth_sendTransaction"];
const EVENTS = ["accountsChanged", "chainChanged"];

/**
 * A wagmi connector for a wallet on another device, or in another app of this one (WalletConnect 2). Its code is loaded when it is
 * chosen, or when it was connected in an earlier visit. The page shows `pairing` itself.
 * @param options Project and relay.
 */
export function walletConnect(options: WalletConnectOptions): CreateConnectorFn<EIP1193Provider, Properties> {
  return (config) => {
    const [chain] = config.chains;
    const pairing = createPairing();
    let loading: Promise<SignClient> | undefined;
    let session: Session | undefined;

    const load = () => {
      loading ??= import("./openClient")
        .then(({ openClient }) => openClient(options))
        .then((client) => {
          client.on("session_delete", ({ topic }) => topic === session?.topic && drop());
          client.on("session_expire", ({ topic }) => topic === session?.topic && drop());
          session = client.session.getAll().find((each) => accountsOf(each, chain).length > 0);
          return client;
        });
      // A code that did not load is asked for again.
      loading.catch(() => {
        loading = undefined;
      });
      return loading;
    };
    const drop = () => {
      session = undefined;
      void config.storage?.removeItem(CONNECTED);
      config.emitter.emit("disconnect");
    };

    async function pair(client: SignClient): Promise<Session> {
      const namespace = { chains: [`eip155:${chain.id}`], methods: SIGNS, events: EVENTS };
      const { uri, approval } = await client.connect({ optionalNamespaces: { eip155: namespace } });
      if (!uri) throw new Error("The relay gave no code.");
      const cancelled = new Promise<never>((_, reject) => {
        pairing.setState({ code: readCode(uri, Date.now()), cancel: () => reject(new CancelledError()) });
      });
      const approving = approval();
      try {
        const approved = await Promise.race([approving, cancelled]);
        if (accountsOf(approved, chain).length > 0) return approved;
        await leave(client, approved);
        throw Object.assign(new Error("The wallet does not know this chain."), { code: 4902 });
      } catch (error) {
        // Whoever says yes to a code that nobody waits for is told so at once.
        void approving.then((late) => leave(client, late)).catch(() => undefined);
        if (/expired/i.test(String(error))) throw new WaitEndedError("The code has expired. Ask for a new one.");
        throw error;
      } finally {
        pairing.setState({ code: undefined, cancel: () => undefined });
      }
    }

    const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
      const accounts = session ? accountsOf(session, chain) : [];
      if (method === "eth_accounts" || method === "eth_requestAccounts") return accounts;
      if (method === "eth_chainId") return numberToHex(chain.id);
      if (!session || !SIGNS.includes(method))
        throw Object.assign(new Error(`${method} is not asked.`), { code: 4200 });
      const client = await load();
      return client.request({ topic: session.topic, chainId: `eip155:${chain.id}`, request: { method, params } });
    };

    return {
      ...{ id: WALLET_CONNECT, name: "A wallet on another device", type: WALLET_CONNECT, pairing },
      connect: async ({ isReconnecting, withCapabilities } = {}) => {
        const client = await load();
        if (!session && isReconnecting) throw new Error("No wallet is connected.");
        session ??= await pair(client);
        await config.storage?.setItem(CONNECTED, true);
        const accounts = accountsOf(session, chain);
        // wagmi types both shapes of the answer by a parameter that is known only at run time.
        const shaped = withCapabilities ? accounts.map((address) => ({ address, capabilities: {} })) : accounts;
        return { accounts: shaped as never, chainId: chain.id };
      },
      disconnect: async () => {
        pairing.getState().cancel();
        const [client, ending] = [await loading, session];
        drop();
        if (client && ending) await leave(client, ending);
      },
      getAccounts: async () => (session ? accountsOf(session, chain) : []),
      getChainId: async () => chain.id,
      getProvider: async () => ({ request, on: () => undefined, removeListener: () => undefined }) as never,
      isAuthorized: async () => {
        if (!(await config.storage?.getItem(CONNECTED))) return false;
        await load();
        return session !== undefined;
      },
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: drop,
    };
  };
}

/** The wallet's accounts on this chain. */
function accountsOf({ namespaces }: Session, { id }: Chain): Address[] {
  const [prefix, accounts] = [`eip155:${id}:`, namespaces.eip155?.accounts ?? []];
  return accounts.filter((each) => each.startsWith(prefix)).map((each) => getAddress(each.slice(prefix.length)));
}

/** Best effort: a wallet that is gone cannot be told. */
const leave = (client: SignClient, { topic }: Session) =>
  client.disconnect({ topic, reason: { code: 6000, message: "Disconnected by the player" } }).catch(() => undefined);

// The wallet approves once; after that, unmodified wagmi hooks sign the guestbook without a prompt.
import { allow, createSessions, parseDeployment } from "@hourglass/session";
import { sessionConnector } from "@hourglass/session/wagmi";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type FormEvent, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { type Address, defineChain, parseAbi } from "viem";
import {
  createConfig,
  http,
  useConnect,
  useConnection,
  useConnectors,
  useReadContract,
  useWaitForTransactionReceipt,
  useWriteContract,
  WagmiProvider,
} from "wagmi";

const abi = parseAbi([
  "struct Entry { address by; string text; }",
  "function sign(string text)",
  "function entries() view returns (Entry[])",
]);
type World = { deployment: unknown; guestbook: Address; rpc: string; bundler: string; sponsor: string };

const world: World = await (await fetch("world.json")).json();
const address = world.guestbook;
const deployment = parseDeployment(world.deployment);
const chain = defineChain({
  id: deployment.chainId,
  name: deployment.name,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [world.rpc] } },
});
const sessions = createSessions({ chain, deployment, bundler: http(world.bundler), sponsor: http(world.sponsor) });
// The owner is the wallet that announces itself in this browser; you can use any wagmi connector instead (`owner: injected()`).
const session = sessionConnector({
  sessions,
  permissions: [allow({ address, abi, functions: { sign: true } })],
  limits: { calls: 50 },
});
const config = createConfig({
  chains: [chain],
  connectors: [session],
  transports: { [chain.id]: http() },
  pollingInterval: 500,
  multiInjectedProviderDiscovery: false,
});

function Guestbook() {
  const { address: account, isConnected } = useConnection();
  const [connector] = useConnectors();
  const connect = useConnect();
  const { data: entries = [], refetch } = useReadContract({ address, abi, functionName: "entries" });
  const { mutateAsync: writeContract, data: hash, error } = useWriteContract();
  const { isSuccess } = useWaitForTransactionReceipt({ hash });
  const sign = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = String(new FormData(form).get("text"));
    form.reset();
    await writeContract({ address, abi, functionName: "sign", args: [text] });
    await refetch();
  };
  if (!isConnected) {
    return (
      <button type="button" onClick={() => connector && connect.mutate({ connector })}>
        Connect
      </button>
    );
  }
  return (
    <>
      <form onSubmit={(event) => void sign(event)}>
        <label>
          Your words <input name="text" required />
        </label>
        <button type="submit">Sign</button>
      </form>
      <ol>
        {entries.map(({ by, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are added at the end, and none is removed.
          <li key={index}>
            {text} ({by})
          </li>
        ))}
      </ol>
      <p role="status">{error?.message ?? (isSuccess ? "Signed." : `Playing as ${account}.`)}</p>
    </>
  );
}

const root = document.querySelector("#root");
if (!root) throw new Error("The page has no root.");
createRoot(root).render(
  <StrictMode>
    <WagmiProvider config={config}>
      <QueryClientProvider client={new QueryClient()}>
        <Guestbook />
      </QueryClientProvider>
    </WagmiProvider>
  </StrictMode>,
);

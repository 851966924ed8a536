// A guest signs a guestbook: no wallet, no prompt, no fee.
import { allow, createSessions, deviceOwner, isSessionError, parseDeployment, type Session } from "@hourglass/session";
import { type Address, createPublicClient, defineChain, http, parseAbi } from "viem";

const abi = parseAbi([
  "struct Entry { address by; string text; }",
  "function sign(string text)",
  "function entries() view returns (Entry[])",
  "error TextTooLong(uint256 seen, uint256 allowed)",
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
const client = createPublicClient({ chain, transport: http(), pollingInterval: 500 });
const sessions = createSessions({ chain, deployment, bundler: http(world.bundler), sponsor: http(world.sponsor) });
const permissions = [allow({ address, abi, functions: { sign: true } })] as const;
const open = () => sessions.open({ owner: deviceOwner(), permissions, limits: { calls: 50 } });

const find = <element extends HTMLElement>(selector: string): element => {
  const found = document.querySelector<element>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
};
const show = (words: string) => {
  find("#status").textContent = words;
};

async function showEntries(): Promise<void> {
  const entries = await client.readContract({ address, abi, functionName: "entries" });
  const rows = entries.map(({ by, text }) =>
    Object.assign(document.createElement("li"), { textContent: `${text} (${by})` }),
  );
  find("#entries").replaceChildren(...rows);
}

/** Shows what is left, now and whenever it changes. */
function follow(session: Session): Session {
  const tell = ({ left, status }: Session["snapshot"]) => show(`${left.calls} signatures left, session ${status}.`);
  tell(session.snapshot);
  session.on("change", tell);
  return session;
}

find<HTMLFormElement>("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const text = String(new FormData(form).get("text"));
  form.reset();
  try {
    const session = sessions.current ?? follow(await open());
    await session.writeContract({ address, abi, functionName: "sign", args: [text] });
    await showEntries();
  } catch (error) {
    show(isSessionError(error) ? error.shortMessage : String(error));
  }
});
find("#end").addEventListener("click", async () => {
  await sessions.current?.end();
  show("The session ended.");
});

await showEntries();
// Resumes the session that this browser still has, without a prompt.
await sessions
  .open({ owner: deviceOwner(), permissions, limits: { calls: 50 }, resume: "only" })
  .then(follow, () => show("Sign to start your hour."));

// Serves a guestbook, proxies chain and bundler, and pays for what a page may do.
//   RPC=… BUNDLER=… GUESTBOOK=0x… SPONSOR_KEY=0x… RELAYER_KEY=0x… node dist/server.js deployment.json FOLDER…
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";
import { text } from "node:stream/consumers";
import { allow, parseDeployment } from "@hourglass/session";
import { createRelay, createSponsor, memoryLedger } from "@hourglass/session/sponsor";
import { type Address, defineChain, type Hex, parseAbi, parseEther, parseGwei } from "viem";
import { privateKeyToAccount } from "viem/accounts";

const need = (variable: string) => {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set.`);
  return value;
};
const [file = "", ...folders] = process.argv.slice(2);
const json = JSON.parse(readFileSync(file, "utf8"));
const deployment = parseDeployment(json);
const [rpc, bundler, guestbook] = [need("RPC"), need("BUNDLER"), need("GUESTBOOK") as Address];
const chain = defineChain({
  id: deployment.chainId,
  name: deployment.name,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [rpc] } },
});

const ledger = memoryLedger();
const relay = createRelay({
  ...{ chain, deployment, ledger, account: privateKeyToAccount(need("RELAYER_KEY") as Hex) },
  budgets: { network: { wei: parseEther("0.1"), per: "day" } },
});
const abi = parseAbi(["function sign(string text)"]);
const sponsor = createSponsor({
  ...{ chain, deployment, ledger, relay, signer: privateKeyToAccount(need("SPONSOR_KEY") as Hex) },
  policy: {
    // Nothing else is paid for, whatever a page requests.
    sessions: { allow: [allow({ address: guestbook, abi, functions: { sign: true } })], maxGas: parseEther("0.05") },
    budgets: { everybody: { wei: parseEther("1"), per: "day" }, account: { wei: parseEther("0.2"), per: "day" } },
    ...{ maxFeePerGas: parseGwei("20"), maxPriorityFeePerGas: parseGwei("2") },
  },
});

const TYPES: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };

async function answer(incoming: IncomingMessage): Promise<Response> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const [, name = "", asked = ""] = url.pathname.split("/");
  if (incoming.method === "POST") {
    const headers = { "content-type": "application/json" };
    const post = { method: "POST", headers, body: await text(incoming) };
    if (name === "sponsor") return sponsor(new Request(url, post));
    return fetch(name === "rpc" ? rpc : bundler, post);
  }
  const { origin } = url;
  const doors = { rpc: `${origin}/rpc`, bundler: `${origin}/bundler`, sponsor: `${origin}/sponsor` };
  if (asked === "world.json") return Response.json({ deployment: json, guestbook, ...doors });
  const folder = folders.find((each) => path.basename(each) === name);
  if (!folder || !["", "main.js"].includes(asked)) return new Response("Not found.", { status: 404 });
  const page = path.join(folder, asked || "index.html");
  return new Response(readFileSync(page), { headers: { "content-type": TYPES[path.extname(page)] ?? "text/plain" } });
}

const server = createServer((incoming, outgoing) => {
  answer(incoming)
    .catch((error: unknown) => new Response(String(error), { status: 502 }))
    .then(async (response) => {
      const type = response.headers.get("content-type") ?? "text/plain";
      outgoing.writeHead(response.status, { "content-type": type }).end(Buffer.from(await response.arrayBuffer()));
    });
});
// By name and not by IP address: a page's keys need a secure context, which localhost is.
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) console.log(`http://localhost:${address.port}`);
});

// Serves the sponsor and the relayer over HTTP, like one copy of the app, for tests that need several. Next.js adds
// the socket's address if no proxy has done so; this does the same.
import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

import { serveRevoke } from "./relay/serve";
import { serveSponsor } from "./sponsor/serve";

const doors: Record<string, (request: Request) => Promise<Response>> = {
  "/api/sponsor": serveSponsor,
  "/api/revoke": serveRevoke,
};

async function toRequest(incoming: IncomingMessage): Promise<Request> {
  const headers = new Headers({ "x-forwarded-for": incoming.socket.remoteAddress ?? "" });
  for (const [name, value] of Object.entries(incoming.headers)) if (value) headers.set(name, String(value));
  return new Request(`http://app.test${incoming.url}`, {
    method: "POST",
    headers,
    body: await buffer(incoming),
  });
}

createServer(async (incoming, outgoing) => {
  const serve = doors[incoming.url ?? ""];
  if (!serve || incoming.method !== "POST") return void outgoing.writeHead(404).end();
  const response = await serve(await toRequest(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}).listen(Number(process.env.PORT), "127.0.0.1");

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Transport } from "viem";

/**
 * A sponsor with an address, as a page reaches it.
 * @param transport The sponsor.
 * @returns Its address, and how to close it.
 */
export async function serveSponsor(transport: Transport): Promise<{ url: string; close: () => void }> {
  const { request } = transport({});
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", async () => {
      const { id, method, params } = JSON.parse(Buffer.concat(parts).toString());
      const answer = await request({ method, params }).then(
        (result) => ({ result }),
        (error: Error) => ({ error: { code: -32000, message: error.message } }),
      );
      response.setHeader("content-type", "application/json").end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

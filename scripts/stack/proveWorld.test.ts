import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";

import { proveWorld } from "./proveWorld";

let server: Server;
afterEach(() => server.close());

async function answer(...answers: [status: number, body: string][]): Promise<string> {
  let asked = 0;
  server = createServer((_, response) => {
    const [status, body] = answers[Math.min(asked, answers.length - 1)] ?? [500, ""];
    asked += 1;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const world = (hourglass: string) => JSON.stringify({ deployment: { hourglass } });

test("a world that answers for itself is proven, also when it first does not", async () => {
  const url = await answer([503, "{}"], [200, world("0xaa")]);
  await expect(proveWorld(url, "0xAA")).resolves.toBeUndefined();
});

test("a world that stays silent is not called playable; what it said is", async () => {
  const url = await answer([503, '{"error":{"message":"The chain does not answer."}}']);
  const proof = proveWorld(url, "0xaa", 300);
  await expect(proof).rejects.toThrow(/nobody could play.*answered 503.*The chain does not answer/s);
});

test("another world at the same port is not taken for this one", async () => {
  const url = await answer([200, world("0xbb")]);
  await expect(proveWorld(url, "0xaa", 0)).rejects.toThrow("answers for another world (game at 0xbb, here at 0xaa)");
});

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";

import { proveWorld } from "./proveWorld";

async function answer(...answers: [status: number, body: string][]): Promise<string> {
  const server = createServer((_, response) => {
    const [status, body] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, ""];
    response.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const world = (hourglass: string) => JSON.stringify({ deployment: { hourglass } });

test("a world that answers for itself is proven, also when it first does not", async () => {
  const url = await answer([503, "{}"], [200, world("0xaa")]);
  await expect(proveWorld(url, "0xAA")).resolves.toBeUndefined();
});

test("a world that stays silent is not called playable; what it said is", async () => {
  const proof = proveWorld(await answer([503, '{"error":{"message":"The chain does not answer."}}']), "0xaa", 300);
  await expect(proof).rejects.toThrow(/nobody could play.*answered 503.*The chain does not answer/s);
});

test("another world at the same port is not taken for this one", async () => {
  const proof = proveWorld(await answer([200, world("0xbb")]), "0xaa", 0);
  await expect(proof).rejects.toThrow("answers for another world (game at 0xbb, here at 0xaa)");
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { http, parseAbi } from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allow } from "../index.ts";
import { createMemoryStack, testOwner } from "../testing/index.ts";

const address = "0x1111111111111111111111111111111111111111";
const abi = parseAbi(["function sign(string text)"]);
const permissions = [allow({ address, abi, functions: { sign: true } })] as const;

let answer: { status: number; body: string };
let url: string;
const server = createServer((_request, response) => void response.writeHead(answer.status).end(answer.body));
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wrong/path`;
});
afterAll(() => void server.close());

const open = (status: number, body: string) => {
  answer = { status, body };
  const sessions = createMemoryStack().sessions({ sponsor: http(url) });
  return sessions.open({ owner: testOwner(), permissions, limits: { calls: 5 } });
};

test("a sponsor URL that leads nowhere is what the error is about, and not the limits", async () => {
  await expect(open(404, "Not Found")).rejects.toMatchObject({
    ...{ name: "RefusedError", part: "sponsor", httpStatus: 404 },
    details: "seen HTTP 404: Not Found; wanted a JSON-RPC answer",
    advice: expect.stringContaining("URL that createSessions was given as sponsor"),
  });
});

test("a sponsor that does not know the method names no limit: then the app must", async () => {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32601, message: "no such method" } });
  await expect(open(200, body)).rejects.toMatchObject({ advice: expect.stringContaining("limits.gas") });
});

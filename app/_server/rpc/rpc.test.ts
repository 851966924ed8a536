import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { requireMethod } from "@hourglass/session/sponsor";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { stubTestEnv } from "@/app/_env/testEnv";

import { respond } from "../door/respond";
import { createAllowance } from "./answerText";
import { bundlerMethods, rpcMethods } from "./methods";
import { jsonRpc } from "./serve";
import { forward, type Upstream } from "./upstream";

stubTestEnv();

describe("the list of methods", () => {
  test.each(["eth_sendRawTransaction", "anvil_setBalance", "debug_traceCall", "eth_accounts", "ETH_CALL"])(
    "of the chain refuses %s and says what is allowed",
    (method) => {
      expect(() => requireMethod(method, rpcMethods)).toThrow(new RegExp(`seen "${method}"; allowed: .*eth_call`));
    },
  );

  test.each(["debug_bundler_clearState", "eth_sendRawTransaction", "pimlico_sendUserOperationNow"])(
    "of the bundler refuses %s",
    (method) => {
      expect(() => requireMethod(method, bundlerMethods)).toThrow("allowed:");
    },
  );
});

describe("an upstream", () => {
  let server: Server;
  let up: Upstream;
  const call = { jsonrpc: "2.0" as const, id: "mine", method: "eth_chainId", params: [] };
  const down = "http://127.0.0.1:1";

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? "";
      const message = "project a1b2c3d4e5f6 is over its limit, see https://node.example/a1b2c3d4e5f6; AA21 didn't pay";
      const answers: Record<string, [status: number, body: string]> = {
        "/": [200, JSON.stringify({ jsonrpc: "2.0", id: 1, result: "0x7a69" })],
        "/uncoded": [500, JSON.stringify({ error: { message: "broken" } })],
        "/uncoded-400": [400, JSON.stringify({ error: { message: "what is this" } })],
        "/unreadable": [400, "Bad Request"],
        "/broken": [500, "Internal Server Error"],
        "/large": [200, JSON.stringify({ jsonrpc: "2.0", id: 1, result: `0x${"00".repeat(600)}` })],
      };
      const refusal = { jsonrpc: "2.0", id: 1, error: { code: -32500, message, data: "0x08c379a0" } };
      const [status, body] = answers[path] ?? [200, JSON.stringify(refusal)];
      response.writeHead(status).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    up = { part: "bundler", url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutMs: 1000 };
  });
  afterAll(() => server.close());

  test("answers with the caller's id", async () => {
    expect(await forward(up, call)).toEqual({ jsonrpc: "2.0", id: "mine", result: "0x7a69" });
  });

  test("that refuses is passed on, without keys and URLs in its message", async () => {
    expect(await forward({ ...up, url: `${up.url}/v2/a1b2c3d4e5f6` }, call)).toEqual({
      ...{ jsonrpc: "2.0", id: "mine" },
      error: {
        code: -32500,
        message: "project [hidden] is over its limit, see [url] AA21 didn't pay",
        data: "0x08c379a0",
      },
    });
  });

  test("whose error has no code has still answered; the status says whose fault it is", async () => {
    expect(await forward({ ...up, url: `${up.url}/uncoded` }, call)).toMatchObject({ error: { code: -32000 } });
    expect(await forward({ ...up, url: `${up.url}/uncoded-400` }, call)).toMatchObject({ error: { code: -32602 } });
  });

  test("that cannot read a request is not down, but one that fails is", async () => {
    const unreadable = { code: -32600, httpStatus: 400, data: {} };
    await expect(forward({ ...up, url: `${up.url}/unreadable` }, call)).rejects.toMatchObject(unreadable);
    await expect(forward({ ...up, url: `${up.url}/broken` }, call)).rejects.toMatchObject({ code: -32001 });
  });

  test("may not answer more than allowed for all calls of a request together", async () => {
    const allowance = createAllowance(3_000);
    const ask = () => forward({ ...up, url: `${up.url}/large` }, call, allowance);
    expect([await ask(), await ask()]).toMatchObject([{ id: "mine" }, { id: "mine" }]);
    await expect(ask()).rejects.toMatchObject({ code: -32011 });
  });

  test("that is down is named in the error, without its URL", async () => {
    const error = await forward({ ...up, url: down }, call).catch((seen: unknown) => seen);
    expect(error).toMatchObject({ code: -32001, data: { part: "bundler" } });
    expect(String(error)).not.toContain("127.0.0.1");
  });
});

describe("a JSON-RPC door", () => {
  const route = respond(
    "rpc",
    jsonRpc("rpc", {
      maxBytes: 1000,
      maxBatch: 3,
      open: () => ({
        handle: async ({ id, method }) => {
          requireMethod(method, ["ok"]);
          return { jsonrpc: "2.0", id, result: true };
        },
      }),
    }),
  );
  const serve = (body: unknown) =>
    route(
      new Request("http://localhost/api/x", {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    );
  const ok = { jsonrpc: "2.0", id: 1, method: "ok" };

  test("answers each call of a batch in order", async () => {
    const answers = await (await serve([ok, { ...ok, id: 2, method: "no" }, 5])).json();
    expect(answers).toMatchObject([
      { id: 1, result: true },
      { id: 2, error: { code: -32601, data: { seen: "no", allowed: "ok" } } },
      { id: null, error: { code: -32602 } },
    ]);
  });

  test("refuses a batch that is too long, or empty", async () => {
    expect((await serve([ok, ok, ok, ok])).status).toBe(400);
    expect(await (await serve([])).json()).toMatchObject({
      error: { message: "Batch: seen 0 calls; allowed: 1 to 3" },
    });
  });
});

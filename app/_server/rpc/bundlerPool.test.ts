import { describe, expect, test, vi } from "vitest";

import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { createBundlerPool } from "./bundlerPool";

type Behaviour = "down" | "internal" | unknown;

/** Bundlers with given behaviours, and a record of who was asked what. */
function createBundlers(...behaviours: Behaviour[]) {
  const asked: string[] = [];
  const clock = { nowMs: 0 };
  const askOne = async (url: string, { id, method }: JsonRpcRequest): Promise<JsonRpcResponse> => {
    asked.push(`${url} ${method}`);
    const behaviour = behaviours[Number(url)];
    if (behaviour === "down") throw new Error("refused");
    if (behaviour === "internal") return { jsonrpc: "2.0", id, error: { code: -32603, message: "internal" } };
    if (behaviour === "AA25") return { jsonrpc: "2.0", id, error: { code: -32500, message: "AA25" } };
    return { jsonrpc: "2.0", id, result: behaviour };
  };
  const pool = createBundlerPool(
    behaviours.map((_, index) => String(index)),
    askOne,
    () => clock.nowMs,
  );
  return { pool, asked: () => asked.splice(0), behaviours, clock };
}

const call = (method: string): JsonRpcRequest => ({ jsonrpc: "2.0", id: 7, method, params: [] });
const send = call("eth_sendUserOperation");

describe("several bundlers", () => {
  test("the first one serves as long as it answers", async () => {
    const { pool, asked } = createBundlers("0xa", "0xb");
    expect(await pool.ask(send)).toEqual({ jsonrpc: "2.0", id: 7, result: "0xa" });
    await pool.ask(send);
    expect(asked()).toEqual(["0 eth_sendUserOperation", "0 eth_sendUserOperation"]);
  });

  test("the next one takes over when one is down, and no player waits for that one again", async () => {
    const { pool, asked } = createBundlers("down", "0xb");
    expect(await pool.ask(send)).toMatchObject({ result: "0xb" });
    expect(asked()).toHaveLength(2);
    expect(await pool.ask(send)).toMatchObject({ result: "0xb" });
    expect(asked()).toEqual(["1 eth_sendUserOperation"]);
  });

  test("the first one serves again after it answered a request that no player waited for", async () => {
    const { pool, asked, behaviours, clock } = createBundlers("down", "0xb");
    await pool.ask(send);
    clock.nowMs += 5_000;
    asked();
    expect(await pool.ask(send)).toMatchObject({ result: "0xb" });
    expect(asked()).toEqual(["0 eth_supportedEntryPoints", "1 eth_sendUserOperation"]);
    behaviours[0] = "0xa";
    // It failed once more meanwhile, so it rests twice as long.
    clock.nowMs += 5_000;
    expect(await pool.ask(send)).toMatchObject({ result: "0xb" });
    clock.nowMs += 5_000;
    expect(await pool.ask(send)).toMatchObject({ result: "0xb" });
    await vi.waitFor(async () => expect(await pool.ask(send)).toMatchObject({ result: "0xa" }));
  });

  test("the next one is asked when one says it cannot serve; when none can, the error is passed on", async () => {
    expect(await createBundlers("internal", "0xb").pool.ask(send)).toMatchObject({ result: "0xb" });
    expect(await createBundlers("internal", "down").pool.ask(send)).toMatchObject({ error: { code: -32603 } });
  });

  test("a refusal is an answer: no other bundler is asked", async () => {
    const { pool, asked } = createBundlers("AA25", "0xb");
    expect(await pool.ask(send)).toMatchObject({ error: { message: "AA25" } });
    expect(asked()).toHaveLength(1);
  });

  test("an operation is looked up at each of them", async () => {
    const receipt = { receipt: {} };
    const find = call("eth_getUserOperationReceipt");
    expect(await createBundlers(null, receipt).pool.find(find)).toMatchObject({ result: receipt });
    expect(await createBundlers({ status: "not_found" }, { status: "included" }).pool.find(find)).toMatchObject({
      result: { status: "included" },
    });
    expect(await createBundlers(null, "down").pool.find(find)).toMatchObject({ result: null });
    expect(await createBundlers("down", null).pool.find(find)).toMatchObject({ result: null });
  });

  test("when all are down, the error names the part, and each is asked every time", async () => {
    const { pool, asked } = createBundlers("down", "down");
    await expect(pool.ask(send)).rejects.toMatchObject({ code: -32001, data: { part: "bundler" } });
    await expect(pool.ask(send)).rejects.toMatchObject({ code: -32001 });
    expect(asked()).toHaveLength(4);
  });

  test("the report says which one serves", async () => {
    expect(await createBundlers("0xa", "0xb").pool.report()).toEqual({ serving: 1, down: [], total: 2 });
    expect(await createBundlers("down", "0xb").pool.report()).toEqual({ serving: 2, down: [1], total: 2 });
    expect(await createBundlers("down", "down").pool.report()).toEqual({ serving: undefined, down: [1, 2], total: 2 });
  });
});

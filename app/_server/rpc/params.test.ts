import { describe, expect, test } from "vitest";

import { type RpcMethod, rpcMethods } from "./methods";
import { costOf, MAX_CALL_GAS, toCheapParams } from "./params";

const check = (method: RpcMethod, ...params: unknown[]) => toCheapParams(method, params, async () => 10_000n);
const refused = { code: -32602 };
const somebody = `0x${"0a".repeat(20)}`;
const hash = `0x${"00".repeat(32)}`;

describe("eth_getLogs", () => {
  test("is allowed within the range", async () => {
    for (const filter of [
      { fromBlock: "0x1", toBlock: "0x1388" },
      { fromBlock: "0x2328", toBlock: "latest" },
      { blockHash: hash },
    ]) {
      await expect(check("eth_getLogs", filter)).resolves.toEqual([filter]);
    }
  });

  test("is allowed a longer range for one event with one topic value", async () => {
    const filter = { topics: [hash, hash], fromBlock: "0x1", toBlock: "0x186a0" };
    await expect(check("eth_getLogs", filter)).resolves.toEqual([filter]);
    // An operation is about its sender, which is the second of its topics.
    const bySender = { ...filter, topics: [hash, null, hash] };
    await expect(check("eth_getLogs", bySender)).resolves.toEqual([bySender]);
    await expect(check("eth_getLogs", { ...filter, fromBlock: "0x0" })).rejects.toMatchObject(refused);
    for (const topics of [[], [hash], [hash, null], [null, hash], [hash, [hash]], [[hash], hash]]) {
      await expect(check("eth_getLogs", { ...filter, topics })).rejects.toMatchObject(refused);
    }
  });

  test.each([
    { fromBlock: "0x1", toBlock: "0x1389" },
    { fromBlock: "0x1" },
    { fromBlock: "earliest" },
    { fromBlock: "0x2328", address: Array(17).fill(somebody) },
    { fromBlock: "0x2328", limit: 1 },
  ])("refuses %j", async (filter) => {
    await expect(check("eth_getLogs", filter)).rejects.toMatchObject(refused);
  });
});

describe.each(["eth_call", "eth_estimateGas"] as const)("%s", (method) => {
  const call = { to: somebody, data: "0x5b600056" };

  test("has a gas limit whatever the caller says", async () => {
    const most = `0x${MAX_CALL_GAS.toString(16)}`;
    await expect(check(method, call)).resolves.toEqual([{ ...call, gas: most }]);
    await expect(check(method, { ...call, gas: "0x5208" }, "latest")).resolves.toEqual([
      { ...call, gas: "0x5208" },
      "latest",
    ]);
    await expect(check(method, { ...call, gas: most })).resolves.toBeDefined();
  });

  test.each([
    ["code sent by the caller", [{ data: "0x5b600056" }]],
    ["endless gas", [{ ...call, gas: "0xffffffffffffffff" }]],
    ["one more than allowed", [{ ...call, gas: `0x${(MAX_CALL_GAS + 1n).toString(16)}` }]],
    ["gas that is not a number", [{ ...call, gas: -1 }]],
    ["state overrides", [call, "latest", {}]],
    ["block overrides", [call, "latest", {}, {}]],
    ["an access list", [{ ...call, accessList: [] }]],
    ["authorisations", [{ ...call, authorizationList: [] }]],
    ["nothing", []],
  ])("refuses %s", async (_, params) => {
    await expect(check(method, ...params)).rejects.toMatchObject(refused);
  });
});

test.each<[RpcMethod, unknown[]]>([
  ["trace_transaction", []],
  ["trace_transaction", ["latest"]],
  ["trace_transaction", [hash, { tracer: "{ result: () => {} }" }]],
  ["eth_getBlockByNumber", ["latest", true]],
  ["eth_getBlockByHash", [hash, true]],
  ["eth_feeHistory", ["0xffff", "latest", []]],
  ["eth_feeHistory", [1, "latest", Array(11).fill(50)]],
  ["eth_getBalance", [[[[]]], "latest"]],
  ["eth_getCode", [somebody, "latest", {}]],
  ["eth_chainId", [1]],
  ["eth_getTransactionReceipt", ["0x12"]],
])("%s refuses %j", async (method, params) => {
  await expect(check(method, ...params)).rejects.toMatchObject(refused);
});

test("viem's requests are allowed", async () => {
  await expect(check("eth_getBlockByNumber", "latest", false)).resolves.toEqual(["latest", false]);
  await expect(check("eth_feeHistory", "0x4", "latest", [20])).resolves.toEqual(["0x4", "latest", [20]]);
  await expect(check("eth_getCode", somebody, "0x10")).resolves.toEqual([somebody, "0x10"]);
  await expect(check("eth_blockNumber")).resolves.toEqual([]);
});

test("every method has a cost, and expensive methods cost more", () => {
  for (const method of rpcMethods) expect(costOf(method)).toBeGreaterThanOrEqual(1);
  expect(costOf("eth_call")).toBeGreaterThan(costOf("eth_chainId"));
  expect(costOf("eth_estimateGas")).toBeGreaterThan(costOf("eth_call"));
});

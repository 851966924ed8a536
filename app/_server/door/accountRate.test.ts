import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodeUseSignature } from "@hourglass/session/core";
import { numberToHex } from "viem";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { stubTestEnv } from "@/app/_env/testEnv";
import { createExampleRequest } from "@/session/test/sponsorExample";
import { stringify } from "../json";
import { serveBundler } from "../rpc/bundlerDoor";
import { exampleDeployment } from "../testDeployment";

/** The code at every account's address; the same server also acts as the chain. */
const cloneCode = `0x363d3d373d3d3d363d73${exampleDeployment.playerAccountImplementation.slice(2)}5af43d82803e903d91602b57fd5bf3`;
/** A bundler that accepts every operation except those of accounts on its refusal list. */
let bundler: Server;
let reached = 0;
const answer = (id: number, result: string) => ({ jsonrpc: "2.0", id, result });
const refused = new Set<string>();
const folder = mkdtempSync(path.join(tmpdir(), "hourglass-rate-"));

beforeAll(async () => {
  // The clock is frozen, so that buckets do not refill on a busy machine.
  vi.useFakeTimers({ toFake: ["Date"] });
  bundler = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const call = JSON.parse(body);
    // The same server also acts as the chain, which is asked in batches.
    if (Array.isArray(call)) return void response.end(JSON.stringify(call.map(({ id }) => answer(id, cloneCode))));
    const { method, params } = call;
    if (!method.endsWith("UserOperation") && !method.endsWith("UserOperationGas")) {
      return void response.end(JSON.stringify({ jsonrpc: "2.0", id: 1, error: { code: -32601, message: "no" } }));
    }
    reached += 1;
    const refusal = { jsonrpc: "2.0", id: 1, error: { code: -32507, message: "AA24 signature error" } };
    response.end(JSON.stringify(refused.has(params[0]?.sender) ? refusal : answer(1, "0x01")));
  });
  await new Promise<void>((resolve) => bundler.listen(0, "127.0.0.1", resolve));
  const deploymentFile = path.join(folder, "31337.json");
  writeFileSync(deploymentFile, stringify(exampleDeployment));
  const url = `http://127.0.0.1:${(bundler.address() as AddressInfo).port}`;
  stubTestEnv({
    ...{ BUNDLER_URL: url, RPC_URL: url },
    DEPLOYMENT_FILE: deploymentFile,
    ACCOUNT_RATE_PER_SECOND: "1",
    RATE_PER_SECOND: "25",
  });
});
afterAll(() => {
  vi.useRealTimers();
  bundler.close();
  rmSync(folder, { recursive: true, force: true });
});

const account = (n: number) => numberToHex(0xacc000 + n, { size: 20 });

const { grant } = createExampleRequest();
/** For an enabled session: a key of 20 bytes, rules without policies, and nothing else that matters here. */
const signature = encodeUseSignature({ key: grant.sessionKey, sessionSignature: "0xaa", hints: [0] }, grant);
const operation = (sender: string) => ({
  sender,
  nonce: numberToHex(BigInt(exampleDeployment.sessionValidator) << 96n),
  callData: "0x",
  ...{ callGasLimit: "0x1", verificationGasLimit: "0x1", preVerificationGas: "0x1" },
  ...{ maxFeePerGas: "0x1", maxPriorityFeePerGas: "0x1" },
  signature,
});

async function ask(method: string, sender: string, from: string) {
  const response = await serveBundler(
    new Request("http://app.test/api/bundler", {
      method: "POST",
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method,
        params: [operation(sender), exampleDeployment.entryPoint],
      }),
      headers: { "content-type": "application/json", "x-forwarded-for": from },
    }),
  );
  const { error } = (await response.json()) as { error?: { code: number; message: string; data?: object } };
  return { status: response.status, code: error?.code, message: error?.message, data: error?.data };
}

const send = (sender: string, from: string) => ask("eth_sendUserOperation", sender, from);
const RATE_LIMITED = -32005;

describe("operations are limited", () => {
  test("of one account, from many addresses", async () => {
    const codes = [];
    for (let n = 0; n < 8; n++) codes.push((await send(account(1), `192.0.2.${n}`)).code);
    expect(codes).toEqual([...Array(4).fill(undefined), ...Array(4).fill(RATE_LIMITED)]);
    expect(await send(account(1), "192.0.2.99")).toMatchObject({
      message: expect.stringContaining("allowed: 1 operations of an account per second"),
      data: { retryAt: expect.any(Number) },
    });
    // In capitals it is the same account.
    const capitals = `0x${account(1).slice(2).toUpperCase()}`;
    expect((await send(capitals, "192.0.2.98")).code).toBe(RATE_LIMITED);
  });

  test("of many accounts, from one address", async () => {
    const before = reached;
    let held = 0;
    for (let n = 0; n < 150; n++) {
      if ((await send(account(100 + n), "192.0.2.200")).status === 429) held += 1;
    }
    // The bucket of an address holds a hundred.
    expect(held).toBe(50);
    expect(reached - before).toBe(100);
  });

  test("sooner, if the bundler refuses them: it simulated them for nothing", async () => {
    for (let n = 0; n < 50; n++) refused.add(account(500 + n));
    let passed = 0;
    for (let n = 0; n < 50; n++) if ((await send(account(500 + n), "192.0.2.201")).code === -32507) passed += 1;
    expect(passed).toBe(10);
  });
});

test("a stranger without the account's key cannot use up its rate", async () => {
  const victim = account(2);
  refused.add(victim);
  for (let n = 0; n < 30; n++) expect((await send(victim, `192.0.2.${100 + n}`)).code).toBe(-32507);
  refused.delete(victim);
  expect((await send(victim, "192.0.2.210")).code).toBeUndefined();
});

test("estimates have their own rate", async () => {
  const codes = [];
  for (let n = 0; n < 25; n++) {
    codes.push((await ask("eth_estimateUserOperationGas", account(3), `192.0.2.${n + 100}`)).code);
  }
  expect(codes.slice(0, 20)).toEqual(Array(20).fill(undefined));
  expect(codes.at(-1)).toBe(RATE_LIMITED);
  expect((await send(account(3), "192.0.2.211")).code).toBeUndefined();
});

test("an operation without a sender does not reach the bundler", async () => {
  const before = reached;
  expect((await send("me", "192.0.2.212")).code).toBe(-32602);
  expect(reached).toBe(before);
});

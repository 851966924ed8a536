import { createClient, custom, defineChain } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test, vi } from "vitest";
import {
  exampleDeployment,
  exampleParams,
  exampleWorld,
  market,
  marketAbi,
  playable,
} from "../../test/sponsorExample.ts";
import { toUnavailableOrRefused } from "../errors/decodeFailure.ts";
import { allow } from "../permissions/allow.ts";
import {
  type CreateSponsorParameters,
  createSponsor,
  memoryLedger,
  RpcFailure,
  type SponsorLogLine,
  type SponsorPolicy,
} from "./index.ts";

const chain = defineChain({
  ...{ id: 31337, name: "example", nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 } },
  rpcUrls: { default: { http: ["http://127.0.0.1:1"] } },
});
const policy: SponsorPolicy = {
  sessions: { allow: [playable], maxGas: exampleWorld.sessions.maxGas },
  ...{ maxFeePerGas: 10n, maxPriorityFeePerGas: 5n, budgets: { everybody: { wei: 1_000n, per: "day" } } },
};

/** A sponsor whose chain does not answer. */
function start(changes: Partial<CreateSponsorParameters> = {}) {
  const lines: SponsorLogLine[] = [];
  const sponsor = createSponsor({
    ...{ chain, deployment: exampleDeployment, policy, ledger: memoryLedger() },
    transport: custom(
      { request: () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1")) },
      { retryCount: 0 },
    ),
    signer: privateKeyToAccount(`0x${"11".repeat(32)}`),
    log: (line) => void lines.push(line),
    ...changes,
  });
  return { sponsor, lines };
}

const JSON_TYPE = { "content-type": "application/json" };
const post = (body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  new Request("http://sponsor.test", { method: "POST", body: JSON.stringify(body), headers });
const call = (method: string, params: readonly unknown[] = []) => ({ jsonrpc: "2.0", id: 3, method, params });
const answerOf = async (response: Response) => ({ http: response.status, ...((await response.json()) as object) });

test("a deployment without a paymaster is refused at once, and it says how to get one", () => {
  const { sessionPaymaster: _, ...deployment } = exampleDeployment;
  expect(() => start({ deployment })).toThrow("This deployment has no paymaster.");
});

describe("a sponsor over HTTP", () => {
  test("offers what a page must know before it requests a grant", async () => {
    const { sponsor } = start({ name: "Example Inc." });
    expect(await answerOf(await sponsor(post(call("session_offer"))))).toEqual({
      ...{ http: 200, jsonrpc: "2.0", id: 3 },
      result: {
        ...{ name: "Example Inc.", chainId: 31337, paymaster: exampleDeployment.sessionPaymaster },
        ...{ maxGas: "0x3e8", maxDuration: 3600, maxFeePerGas: "0xa", maxPriorityFeePerGas: "0x5" },
        ...{ paymasterVerificationGasLimit: "0x1d4c0", paymasterPostOpGasLimit: "0x0", relays: false },
      },
    });
    const done = async () => ({ status: "done" }) as const;
    const relay = { revoke: done, change: done, enable: done };
    expect(start({ relay }).sponsor.offer).toMatchObject({ relays: true, name: "Example" });
  });

  test("returns a stub that differs from an answer, without asking the chain", async () => {
    const { sponsor, lines } = start();
    const answer = await answerOf(await sponsor(post(call("pm_getPaymasterStubData", exampleParams()))));
    expect(answer).toMatchObject({
      result: { isFinal: false, paymasterData: expect.stringMatching(/^0x00[0-9a-f]{186}$/) },
    });
    expect(lines).toEqual([]);
  });

  test("never throws, whatever it receives: errors have a code", async () => {
    const { sponsor, lines } = start();
    const cases: [unknown, object][] = [
      [
        call("pm_getPaymasterData", exampleParams()),
        { http: 200, id: 3, error: { code: -32001, data: { part: "rpc" } } },
      ],
      [
        call("pm_getPaymasterData", exampleParams({ maxGasWei: "1001" })),
        { id: 3, error: { code: -32501, data: { seen: "1001" } } },
      ],
      [call("pm_getPaymasterData", [5]), { id: 3, error: { code: -32602 } }],
      [call("pm_getPaymasterData", exampleParams().slice(0, 3)), { id: 3, error: { code: -32602 } }],
      [call("eth_sendRawTransaction"), { id: 3, error: { code: -32601, data: { seen: "eth_sendRawTransaction" } } }],
      [call("session_revoke", [{}]), { id: 3, error: { code: -32601 } }],
      [call("toString"), { id: 3, error: { code: -32601 } }],
      [
        { ...call("session_offer"), jsonrpc: "1.0" },
        { id: 3, error: { code: -32602 } },
      ],
      [5, { id: null, error: { code: -32602 } }],
      [[call("session_offer"), call("session_offer")], { http: 400, id: null, error: { code: -32600 } }],
    ];
    for (const [body, wanted] of cases) expect(await answerOf(await sponsor(post(body)))).toMatchObject(wanted);
    expect(await answerOf(await sponsor(post({}, { "content-type": "text/plain" })))).toMatchObject({ http: 415 });
    const get = new Request("http://sponsor.test");
    expect(await answerOf(await sponsor(get))).toMatchObject({ http: 415 });
    expect(lines).toHaveLength(cases.length + 2);
    // The cause is in the log, and not in the answer.
    const [outage] = lines;
    expect(outage).toMatchObject({ level: "error", event: "refused", failure: { code: -32001 } });
    expect(String(outage?.failure?.cause)).toContain("ECONNREFUSED");
    expect(outage?.message).not.toContain("ECONNREFUSED");
  });

  test("is stopped by its guard: before the body is read, by method before the chain is asked, by an answer or by an error", async () => {
    const asked: (string | undefined)[] = [];
    const guard = vi.fn((request: Request, method?: string) => {
      asked.push(method);
      expect(request.bodyUsed).toBe(method !== undefined);
      if (request.headers.get("authorization") !== "me") return new Response("who?", { status: 401 });
      if (method === "pm_getPaymasterData") {
        throw new RpcFailure("slower", {
          code: -32005,
          httpStatus: 429,
          data: { retryAt: Math.ceil(Date.now() / 1000) + 60 },
        });
      }
      return undefined;
    });
    const { sponsor, lines } = start({ guard });
    expect((await sponsor(post(call("session_offer")))).status).toBe(401);
    const mine = { ...JSON_TYPE, authorization: "me" };
    expect(await answerOf(await sponsor(post(call("session_offer"), mine)))).toMatchObject({
      result: { maxGas: "0x3e8" },
    });
    const slow = await sponsor(post(call("pm_getPaymasterData", exampleParams()), mine));
    expect(Number(slow.headers.get("retry-after"))).toBeGreaterThan(50);
    expect(await answerOf(slow)).toMatchObject({ http: 200, id: 3, error: { code: -32005, message: "slower" } });
    expect(asked).toEqual([undefined, undefined, "session_offer", undefined, "pm_getPaymasterData"]);
    expect(lines).toHaveLength(1);

    const late = start({ guard: (_request, method) => (method ? new Response("no", { status: 403 }) : undefined) });
    expect((await late.sponsor(post(call("session_offer")))).status).toBe(403);
    const broken = start({ guard: () => Promise.reject(new Error("secret")) });
    const answer = await answerOf(await broken.sponsor(post(call("session_offer"))));
    expect(answer).toMatchObject({ http: 500, error: { code: -32603 } });
    expect(JSON.stringify(answer)).not.toContain("secret");
  });
});

describe("a sponsor without HTTP", () => {
  const ask = (sponsor: ReturnType<typeof start>["sponsor"], method: string, params: readonly unknown[] = []) =>
    createClient({ transport: sponsor.transport }).request({ method, params } as never);

  test("is a viem transport, which has no guard and rejects like one", async () => {
    const guard = vi.fn();
    const { sponsor } = start({ guard });
    expect(await ask(sponsor, "session_offer")).toMatchObject({ maxGas: "0x3e8" });
    const refusal = await ask(sponsor, "pm_getPaymasterStubData", exampleParams({ maxGasWei: "1001" })).catch(
      (error: unknown) => toUnavailableOrRefused("sponsor", error),
    );
    expect(refusal).toMatchObject({ name: "RefusedError", part: "sponsor", rpcCode: -32501 });
    expect(String(refusal)).toContain("maxGasWei: seen 1001; allowed: 1 to 1000 wei for one session");
    const outage = await ask(sponsor, "pm_getPaymasterData", exampleParams()).catch((error: unknown) =>
      toUnavailableOrRefused("sponsor", error),
    );
    expect(outage).toMatchObject({ name: "UnavailableError", part: "rpc" });
    expect(guard).not.toHaveBeenCalled();
  });
});

describe("a policy that cannot be kept is refused when the sponsor is created", () => {
  const list = (limits: object) =>
    allow({ address: market, abi: marketAbi, functions: { list: limits } } as Parameters<typeof allow>[0]);

  test.each<[string, SponsorPolicy]>([
    ["a tip above the fee", { ...policy, maxPriorityFeePerGas: 11n }],
    [
      "calls of owners whose limits somebody would have to count",
      { ...policy, ownerCalls: { allow: [list({ calls: 3 })], maxGas: 1n } },
    ],
    [
      "also if the list depends on the account",
      { ...policy, ownerCalls: { allow: () => [list({ calls: 3 })], maxGas: 1n } },
    ],
    [
      "a policy contract for calls of owners",
      { ...policy, ownerCalls: { allow: [list({ policies: [{ policy: market, config: "0x" }] })], maxGas: 1n } },
    ],
  ])("%s", (_name, wrong) => {
    expect(() => start({ policy: wrong })).toThrow("This sponsor's policy cannot be kept.");
  });

  test("and a valid policy is accepted", () => {
    expect(() =>
      start({ policy: { ...policy, ownerCalls: { allow: [list({ value: 3n }), playable], maxGas: 1n } } }),
    ).not.toThrow();
  });
});

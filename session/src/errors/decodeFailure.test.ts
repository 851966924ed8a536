import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, custom, encodeErrorResult, type Hex, http, parseAbi } from "viem";
import { entryPoint08Abi } from "viem/account-abstraction";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sessionValidatorAbi } from "../abis/abis.ts";
import { decodeRevert, failureText, formatContractError, toUnavailableOrRefused } from "./decodeFailure.ts";
import { RefusedError, UnavailableError } from "./errors.ts";

const targetAbi = parseAbi(["error TooFar(uint256 seen, uint256 allowed)"]);
const spend = encodeErrorResult({ abi: sessionValidatorAbi, errorName: "SpendExceeded", args: [5n, 3n] });
const spendError = { name: "SpendExceeded", args: [5n, 3n] };

describe("revert bytes", () => {
  test("the EntryPoint's wrapper is decoded", () => {
    const args = [0n, "AA23 reverted", spend] as const;
    const data = encodeErrorResult({ abi: entryPoint08Abi, errorName: "FailedOpWithRevert", args });
    expect(decodeRevert(data)).toEqual({ entryPointCode: "AA23", contractError: spendError });
  });

  test("an EntryPoint code alone is a code", () => {
    const args = [0n, "AA25 invalid account nonce"] as const;
    expect(decodeRevert(encodeErrorResult({ abi: entryPoint08Abi, errorName: "FailedOp", args }))).toEqual({
      entryPointCode: "AA25",
    });
  });

  test("a target's own error needs its ABI; unknown bytes give nothing, and do not throw", () => {
    const data = encodeErrorResult({ abi: targetAbi, errorName: "TooFar", args: [9n, 4n] });
    expect(decodeRevert(data, targetAbi)).toEqual({ contractError: { name: "TooFar", args: [9n, 4n] } });
    for (const bytes of [data, "0x", "0x12", "0xdeadbeef"] as Hex[]) expect(decodeRevert(bytes)).toEqual({});
  });

  test("has a text for the player and one for the log", () => {
    expect(failureText({ entryPointCode: "AA23", contractError: spendError })).toBe(
      "This would spend more than this session allows.",
    );
    expect(failureText({ entryPointCode: "AA22" })).toBe("This session has expired.");
    expect(failureText({})).toBeUndefined();
    expect(formatContractError(spendError)).toBe("SpendExceeded(5, 3)");
  });
});

describe("answers of a service", () => {
  let respond: { status: number; body: string };
  let url: string;
  const server = createServer((_request, response) => {
    const type = respond.body.startsWith("{") ? "application/json" : "text/html";
    response.writeHead(respond.status, { "content-type": type }).end(respond.body);
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const ask = async (status: number, error: object | string) => {
    const body = typeof error === "string" ? error : JSON.stringify({ jsonrpc: "2.0", id: 1, error });
    respond = { status, body };
    const client = createClient({ transport: http(url, { retryCount: 0 }) });
    const request = client.request({ method: "eth_chainId" });
    return request.then(
      () => undefined,
      (thrown: unknown) => toUnavailableOrRefused("bundler", thrown, targetAbi),
    );
  };

  test("a bundler's AA23 with bytes is a refusal with the module's own error", async () => {
    const message = `UserOperation reverted with reason: AA23 reverted ${spend}`;
    const error = await ask(200, { code: -32500, message });
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).toMatchObject({
      ...{ part: "bundler", entryPointCode: "AA23", contractError: spendError },
      shortMessage: "This would spend more than this session allows.",
      details: "AA23 SpendExceeded(5, 3)",
    });
  });

  test("a refusal without a code keeps the service's words for the log", async () => {
    const error = await ask(200, { code: -32602, message: "preVerificationGas is not enough" });
    expect(error).toMatchObject({ constructor: RefusedError, details: "preVerificationGas is not enough" });
  });

  test("a sponsor's own words reach the player", async () => {
    const request = async () => {
      throw { code: -32504, message: "This wallet has used up today's sessions." };
    };
    const client = createClient({ transport: custom({ request }, { retryCount: 0 }) });
    const error = await client
      .request({ method: "eth_chainId" })
      .catch((thrown) => toUnavailableOrRefused("sponsor", thrown));
    expect(error).toMatchObject({ part: "sponsor", shortMessage: "This wallet has used up today's sessions." });
  });

  test.each([
    ["internal error", 200, { code: -32603, message: "boom" }],
    ["rate limit", 429, { code: -32005, message: "slow down" }],
    ["gateway's page", 502, "<html>Bad Gateway</html>"],
    ["part behind a proxy that is down", 503, { code: -32001, message: "down", data: { part: "bundler" } }],
  ])("a %s is temporary: asking again is right", async (_, status, error) => {
    expect(await ask(status, error)).toMatchObject({ constructor: UnavailableError, part: "bundler" });
  });

  test.each([
    [404, "<html>Not Found</html>", "HTTP 404: <html>Not Found</html>"],
    [404, '{"message":"No such page"}', "HTTP 404: Not Found"],
    [401, "", "HTTP 401: Unauthorized"],
  ])("HTTP %i without a JSON-RPC answer is about the address: the advice names it", async (status, body, seen) => {
    expect(await ask(status, body)).toMatchObject({
      ...{ constructor: RefusedError, part: "bundler", httpStatus: status },
      shortMessage: "The bundler cannot be reached.",
      details: `seen ${seen}; wanted a JSON-RPC answer`,
      advice: "Check the URL that createSessions was given as bundler, and who may use it.",
    });
  });

  test("what a JSON-RPC service refuses with an HTTP status is not about the address", async () => {
    const error = await ask(400, { code: -32602, message: "no such field" });
    expect(error).toMatchObject({ constructor: RefusedError, httpStatus: undefined, details: "no such field" });
  });

  test("a proxy may name the part that is really down", async () => {
    const error = await ask(503, { code: -32001, message: "down", data: { part: "rpc" } });
    expect(error).toMatchObject({ constructor: UnavailableError, part: "rpc" });
  });

  test("no answer at all is temporary too", async () => {
    const client = createClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
    const error = await client
      .request({ method: "eth_chainId" })
      .catch((thrown) => toUnavailableOrRefused("rpc", thrown));
    expect(error).toMatchObject({ constructor: UnavailableError, part: "rpc" });
  });
});

import { prepareOperation, revokeBySessionKey, sponsorContext } from "@hourglass/session/core";
import { encodeAbiParameters, numberToHex } from "viem";
import { formatUserOperationRequest } from "viem/account-abstraction";
import type { Config } from "@/app/_api/config";
import { encodeMove } from "@/app/_server/testWorld";
import type { Walker } from "./walker";

/**
 * What must come back: an HTTP status, a JSON-RPC code, or a refusal in the bundler's own words. `flood` is harmless once
 * and is sent to be too much; `same voucher` asks again for what was given, which must cost nothing. "Slow down" is right
 * everywhere.
 */
export type Expected = number | "refused" | "flood" | "same voucher";

/** One request that no honest page sends. */
export type BadRequest = {
  /** What is wrong with it, for the table. */
  name: string;
  path: string;
  /** Of a POST; without one it is a GET. */
  body?: string;
  headers: Record<string, string>;
  expected: Expected;
};

const json = { "content-type": "application/json" };
const call = (method: string, params: unknown[] = []) => JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });

/** All kinds of bad requests of the harness. */
export async function createBadRequests(config: Config, victim: Walker, thief: Walker): Promise<readonly BadRequest[]> {
  const { entryPoint, chainId, hourglass } = config.deployment;
  const voucherRequest = (grant: Walker["guest"]["grant"], ownerSignature: `0x${string}`) =>
    call("pm_getPaymasterData", [
      { sender: grant.account, nonce: numberToHex(grant.nonceKey << 64n), callData: "0x" },
      entryPoint,
      numberToHex(chainId),
      sponsorContext(grant, ownerSignature),
    ]);
  const { grant, ownerSignature, key } = victim.guest;
  const prepared = (sign: Walker["guest"]["key"]["sign"]) =>
    prepareOperation({
      ...{ chainId, entryPoint, signed: victim.guest, enables: true, nowSeconds: 0, factory: victim.guest.factory },
      signer: { ...key, sign },
      calls: [{ to: hourglass, data: encodeMove("0x01") }],
      nonce: grant.nonceKey << 64n,
      fees: { maxFeePerGas: 4_000_000_000n, maxPriorityFeePerGas: 1_000_000_000n },
      gasLimits: { callGasLimit: 400_000n, verificationGasLimit: 1_500_000n, preVerificationGas: 200_000n },
    });
  const [stolen, replayed] = await Promise.all([prepared(thief.guest.key.sign), prepared(key.sign)]);
  const send = ({ operation }: typeof stolen, to: string) =>
    call("eth_sendUserOperation", [formatUserOperationRequest(operation), to]);
  const tooMuch = encodeAbiParameters([{ type: "bytes" }], [`0x${"00".repeat(150_000)}`]);
  const { calls: _, session: __, ...proof } = await revokeBySessionKey(victim.guest.module, grant, thief.guest.key);
  const revocation = { ...proof, nonceKey: numberToHex(proof.nonceKey) };
  const origin = "https://evil.example";
  return [
    post("no JSON", "/api/rpc", "{", 400),
    post("no JSON-RPC", "/api/bundler", '{"a":1}', -32602),
    post("a form", "/api/rpc", call("eth_chainId"), 415, { "content-type": "text/plain" }),
    post("too large", "/api/rpc", call("eth_call", [{ data: tooMuch }]), 413),
    post("too large", "/api/sponsor", call("pm_getPaymasterData", [tooMuch]), 413),
    post("batch too long", "/api/rpc", `[${Array(51).fill(call("eth_chainId"))}]`, 400),
    post("foreign method", "/api/rpc", call("anvil_setBalance"), -32601),
    post("foreign method", "/api/rpc", call("eth_sendRawTransaction", ["0x"]), -32601),
    post("foreign method", "/api/bundler", call("debug_bundler_clearState"), -32601),
    post("range too wide", "/api/rpc", call("eth_getLogs", [{ fromBlock: "0x0", toBlock: "0xffffff" }]), -32602),
    post("state override", "/api/rpc", call("eth_call", [{ to: hourglass }, "latest", {}]), -32602),
    post("foreign site", "/api/bundler", call("eth_chainId"), 403, { origin }),
    post("foreign site", "/api/sponsor", call("pm_getPaymasterData"), 403, { "sec-fetch-site": "cross-site" }),
    post("foreign site", "/api/revoke", "{}", 403, { origin: "null" }),
    post("other EntryPoint", "/api/bundler", send(stolen, numberToHex(1, { size: 20 })), -32602),
    post("stolen signature", "/api/bundler", send(stolen, entryPoint), "refused"),
    post("replayed operation", "/api/bundler", send(replayed, entryPoint), "refused"),
    post("wrong grant", "/api/sponsor", voucherRequest(grant, thief.guest.ownerSignature), "refused"),
    post("wrong grant", "/api/sponsor", voucherRequest({ ...grant, maxActions: 9 }, ownerSignature), "refused"),
    post("voucher asked again", "/api/sponsor", voucherRequest(grant, ownerSignature), "same voucher"),
    post("wrong revocation", "/api/revoke", JSON.stringify(revocation), 403),
    { name: "no address", path: "/api/events?account=me", headers: {}, expected: 400 },
    post("flood", "/api/rpc", `[${Array(50).fill(call("eth_chainId"))}]`, "flood"),
  ];
}

const post = (name: string, path: string, body: string, expected: Expected, headers = {}): BadRequest => ({
  ...{ name, path, body, expected, headers: { ...json, ...headers } },
});

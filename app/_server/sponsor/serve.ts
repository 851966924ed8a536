import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { readDeployment } from "../deployment";
import { toRange } from "../door/range";
import { readClientAddress, requireRate } from "../door/rateLimit";
import { Failure } from "../failure";
import { countGivenVoucher } from "../metrics/record";
import { requireMethod } from "../rpc/methods";
import { retryHeaders, serveJsonRpc } from "../rpc/serve";
import { answerOperation } from "./answerOperation";
import { answerSession } from "./answerSession";
import { parseSponsorRequest } from "./request";

const STUB = "pm_getPaymasterStubData";
const FINAL = "pm_getPaymasterData";
const FINAL_COST = 5;

/**
 * `POST /api/sponsor`: ERC-7677. The stub has the shape and cost of the answer and promises nothing; the answer is a
 * voucher for a whole session, or for one operation of an owner, in the ledger before it is given.
 * @param request The HTTP request.
 * @returns The HTTP response; with Retry-After when a refusal passes by itself.
 */
export async function serveSponsor(request: Request): Promise<Response> {
  let refusal: Failure | undefined;
  const handle = (call: JsonRpcRequest) =>
    sponsor(call, request.headers).catch((error: unknown) => {
      if (error instanceof Failure) refusal = error;
      throw error;
    });
  const response = await serveJsonRpc(request, { door: "sponsor", maxBytes: 64 * 1024, maxBatch: 1, handle });
  for (const [name, value] of new Headers(refusal && retryHeaders(refusal))) response.headers.set(name, value);
  return response;
}

async function sponsor(call: JsonRpcRequest, headers: Headers): Promise<JsonRpcResponse> {
  requireMethod(call.method, [STUB, FINAL]);
  // A voucher is ten look-ups of the chain and a transaction of the ledger.
  if (call.method === FINAL) requireRate(headers, FINAL_COST - 1);
  const env = readServerEnv();
  const deployment = await readDeployment();
  const asked = parseSponsorRequest(call.params);
  const desk = {
    env,
    world: {
      deployment,
      sessionMaxWei: env.SPONSOR_SESSION_WEI,
      operationMaxWei: env.SPONSOR_OPERATION_WEI,
      maxFeePerGas: env.SPONSOR_MAX_FEE_PER_GAS,
      maxPriorityFeePerGas: env.SPONSOR_MAX_PRIORITY_FEE_PER_GAS,
    },
    range: toRange(readClientAddress(headers, env.TRUSTED_PROXIES)),
    isFinal: call.method === FINAL,
  };
  const { paymasterVerificationGasLimit, paymasterPostOpGasLimit, paymasterData } =
    asked.kind === "session" ? await answerSession(asked, desk) : await answerOperation(asked, desk);
  if (desk.isFinal) countGivenVoucher();
  return {
    jsonrpc: "2.0",
    id: call.id,
    result: {
      paymaster: deployment.sessionPaymaster,
      paymasterData,
      paymasterVerificationGasLimit: `0x${paymasterVerificationGasLimit.toString(16)}`,
      paymasterPostOpGasLimit: `0x${paymasterPostOpGasLimit.toString(16)}`,
      sponsor: { name: env.SPONSOR_NAME },
      isFinal: desk.isFinal,
    },
  };
}

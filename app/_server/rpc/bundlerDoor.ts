import { requireMethod } from "@hourglass/session/sponsor";
import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { readServerEnv } from "@/app/_env/server";
import { createFeeFloor, type FeeFloor, PRICE_METHOD } from "../bundling/feeFloor";
import { type BundledOperation, parseOperation } from "../bundling/operation";
import { createPolicy } from "../bundling/policy";
import { requirePolicy } from "../bundling/requirePolicy";
import { readChainClient } from "../chain";
import { readDeployment } from "../deployment";
import { takeEstimate, takeOperation } from "../door/accountRate";
import { chargeAddress, requireRate } from "../door/rateLimit";
import { respond } from "../door/respond";
import { Failure, partDown } from "../failure";
import { readBundlers } from "./bundlers";
import { bundlerMethods } from "./methods";
import { jsonRpc } from "./serve";

const SEND = "eth_sendUserOperation";
const ESTIMATE = "eth_estimateUserOperationGas";
/** Methods that only the bundler can answer that received the operation. */
const FIND = ["eth_getUserOperationByHash", "eth_getUserOperationReceipt", "pimlico_getUserOperationStatus"];

/** An estimate simulates an operation many times; a refused operation was simulated for nothing. */
const ESTIMATE_COST = 4;
const REFUSED_COST = 10;

/** One floor for all requests, which Next.js may serve from separate copies of this module. */
const shared = globalThis as { hourglassFeeFloor?: FeeFloor };

function readFeeFloor(): FeeFloor {
  shared.hourglassFeeFloor ??= createFeeFloor((request) => readBundlers().ask(request));
  return shared.hourglassFeeFloor;
}

/** `POST /api/bundler`: the bundlers, without their keys, only for this game's EntryPoint and accounts. */
export const serveBundler = respond(
  "bundler",
  jsonRpc("bundler", {
    maxBytes: 128 * 1024,
    maxBatch: 20,
    open: ({ headers }) => ({
      handle: async (call) => {
        requireMethod(call.method, bundlerMethods);
        if (call.method === SEND) return send(headers, call);
        if (call.method === ESTIMATE) return estimate(headers, call);
        if (FIND.includes(call.method)) return readBundlers().find(call);
        const answer = await readBundlers().ask(call);
        if (call.method === PRICE_METHOD) readFeeFloor().hear(answer);
        return answer;
      },
    }),
  }),
);

/** Many addresses with one account share its bucket; many accounts at one address share the address's. */
async function send(headers: Headers, call: JsonRpcRequest): Promise<JsonRpcResponse> {
  const operation = parseOperation(call, (await readDeployment()).entryPoint, false);
  const giveBack = takeOperation(operation.sender);
  let isAccepted = false;
  try {
    await requireBundled(operation, false);
    await readFeeFloor().require(operation);
    const answer = await readBundlers().ask(call);
    isAccepted = !("error" in answer);
    return answer;
  } finally {
    if (!isAccepted) {
      chargeAddress(headers, REFUSED_COST);
      giveBack();
    }
  }
}

async function estimate(headers: Headers, call: JsonRpcRequest): Promise<JsonRpcResponse> {
  const operation = parseOperation(call, (await readDeployment()).entryPoint, true);
  takeEstimate(operation.sender);
  requireRate(headers, ESTIMATE_COST);
  await requireBundled(operation, true);
  return readBundlers().ask(call);
}

async function requireBundled(operation: BundledOperation, isDraft: boolean): Promise<void> {
  const deployment = await readDeployment();
  const policy = createPolicy(deployment, readServerEnv().BUNDLER_ALSO);
  await requirePolicy({ chain: readChainClient(), deployment, policy }, operation, isDraft).catch((error: unknown) => {
    throw error instanceof Failure ? error : partDown("rpc", error);
  });
}

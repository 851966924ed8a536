import { z } from "zod";

import type { JsonRpcRequest, JsonRpcResponse } from "@/app/_api/jsonRpc";
import { address } from "@/app/_api/primitives";
import { readDeployment } from "../deployment";
import { takeEstimate, takeOperation } from "../door/accountRate";
import { chargeAddress, requireRate } from "../door/rateLimit";
import { parseInput } from "../json";
import { readBundlers } from "./bundlers";
import { bundlerMethods, requireMethod } from "./methods";
import { serveJsonRpc } from "./serve";

const SEND = ["eth_sendUserOperation", "pimlico_sendUserOperationNow"];
const ESTIMATE = "eth_estimateUserOperationGas";
/** What only the bundler knows that was given the operation. */
const FIND = ["eth_getUserOperationByHash", "eth_getUserOperationReceipt", "pimlico_getUserOperationStatus"];

/** An estimate simulates an operation many times over; a refused operation was simulated for nothing. */
const ESTIMATE_COST = 4;
const REFUSED_COST = 10;

/**
 * `POST /api/bundler`: the bundlers, without their keys, for this game's EntryPoint only.
 * @param request The HTTP request.
 * @returns The HTTP response.
 */
export function serveBundler(request: Request): Promise<Response> {
  return serveJsonRpc(request, {
    door: "bundler",
    maxBytes: 128 * 1024,
    maxBatch: 20,
    handle: async (call) => {
      requireMethod(call.method, bundlerMethods);
      if (SEND.includes(call.method)) return send(request.headers, call);
      if (call.method === ESTIMATE) {
        takeEstimate(await readSender(call));
        requireRate(request.headers, ESTIMATE_COST);
      }
      return FIND.includes(call.method) ? readBundlers().find(call) : readBundlers().ask(call);
    },
  });
}

/** Many addresses with one account meet its bucket; many accounts at one address meet the address's. */
async function send(headers: Headers, call: JsonRpcRequest): Promise<JsonRpcResponse> {
  const giveBack = takeOperation(await readSender(call));
  let isAccepted = false;
  try {
    const answer = await readBundlers().ask(call);
    isAccepted = !("error" in answer);
    if (!isAccepted) chargeAddress(headers, REFUSED_COST);
    return answer;
  } finally {
    if (!isAccepted) giveBack();
  }
}

async function readSender({ params }: JsonRpcRequest) {
  const { entryPoint } = await readDeployment();
  const allowed = address.refine((seen) => seen === entryPoint, { error: `allowed: EntryPoint ${entryPoint}` });
  const [{ sender }] = parseInput(z.tuple([z.object({ sender: address }).loose(), allowed]), params, "params");
  return sender;
}

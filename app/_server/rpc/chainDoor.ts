import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { chargeAddress, requireRate } from "../door/rateLimit";
import { partDown } from "../failure";
import { createAllowance, MAX_ANSWER_BYTES } from "./answerText";
import { requireMethod, rpcMethods } from "./methods";
import { costOf, toCheapParams } from "./params";
import { serveJsonRpc } from "./serve";
import { forward } from "./upstream";

/** So many bytes of an answer count as one request more. */
const BYTES_PER_REQUEST = 32_768;

/**
 * `POST /api/rpc`: the chain, read-only, without its key.
 * @param request The HTTP request.
 * @returns The HTTP response.
 */
export async function serveChain(request: Request): Promise<Response> {
  const allowance = createAllowance();
  const response = await serveJsonRpc(request, {
    door: "rpc",
    maxBytes: 256 * 1024,
    maxBatch: 50,
    handle: async (call) => {
      requireMethod(call.method, rpcMethods);
      const cost = costOf(call.method);
      // Each call counted as one already.
      if (cost > 1) requireRate(request.headers, cost - 1);
      const params = await toCheapParams(call.method, call.params, readHead);
      const node = { part: "rpc", url: readServerEnv().RPC_URL, timeoutMs: 10_000 } as const;
      return forward(node, { ...call, params: [...params] }, allowance);
    },
  });
  const size = MAX_ANSWER_BYTES - allowance.left;
  if (size >= BYTES_PER_REQUEST) chargeAddress(request.headers, Math.floor(size / BYTES_PER_REQUEST));
  return response;
}

async function readHead(): Promise<bigint> {
  return await readChainClient()
    .getBlockNumber({ cacheTime: 0 })
    .catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
}

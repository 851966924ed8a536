import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { partDown } from "../failure";
import { requireMethod, rpcMethods } from "./methods";
import { requireCheapParams } from "./params";
import { serveJsonRpc } from "./serve";
import { forward } from "./upstream";

/**
 * `POST /api/rpc`: the chain, read-only, without its key.
 * @param request The HTTP request.
 * @returns The HTTP response.
 */
export function serveChain(request: Request): Promise<Response> {
  return serveJsonRpc(request, {
    door: "rpc",
    maxBytes: 256 * 1024,
    maxBatch: 50,
    handle: async (call) => {
      requireMethod(call.method, rpcMethods);
      await requireCheapParams(call.method, call.params, readHead);
      return forward({ part: "rpc", url: readServerEnv().RPC_URL, timeoutMs: 10_000 }, call);
    },
  });
}

async function readHead(): Promise<bigint> {
  return await readChainClient()
    .getBlockNumber({ cacheTime: 0 })
    .catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
}

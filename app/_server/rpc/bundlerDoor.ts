import { z } from "zod";

import { address } from "@/app/_api/primitives";
import { readServerEnv } from "@/app/_env/server";
import { readDeployment } from "../deployment";
import { parseInput } from "../json";
import { bundlerMethods, requireMethod } from "./methods";
import { serveJsonRpc } from "./serve";
import { forward } from "./upstream";

/** Methods whose second parameter names the EntryPoint. */
const entryPointMethods = ["eth_sendUserOperation", "eth_estimateUserOperationGas", "pimlico_sendUserOperationNow"];

/**
 * `POST /api/bundler`: the bundler, without its key, for this game's EntryPoint only.
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
      if (entryPointMethods.includes(call.method)) {
        const { entryPoint } = await readDeployment();
        const allowed = address.refine((seen) => seen === entryPoint, { error: `allowed: EntryPoint ${entryPoint}` });
        parseInput(z.tuple([z.record(z.string(), z.unknown()), allowed]).rest(z.unknown()), call.params, "params");
      }
      // pimlico_sendUserOperationNow answers only when the operation is mined.
      return forward({ part: "bundler", urls: readServerEnv().BUNDLER_URL, timeoutMs: 20_000 }, call);
    },
  });
}

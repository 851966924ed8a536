import { requireMethod } from "@hourglass/session/sponsor";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient } from "../chain";
import { chargeAddress, requireRate } from "../door/rateLimit";
import { respond } from "../door/respond";
import { partDown } from "../failure";
import { createAllowance, MAX_ANSWER_BYTES } from "./answerText";
import { rpcMethods } from "./methods";
import { requireOwnTransaction } from "./ownTransaction";
import { costOf, toCheapParams } from "./params";
import { jsonRpc } from "./serve";
import { forward } from "./upstream";

/** This many bytes of an answer count as one more request. */
const BYTES_PER_REQUEST = 32_768;

/** `POST /api/rpc`: the chain, read-only, without its key. */
export const serveChain = respond(
  "rpc",
  jsonRpc("rpc", {
    maxBytes: 256 * 1024,
    maxBatch: 50,
    open: ({ headers }) => {
      const allowance = createAllowance();
      return {
        handle: async (call) => {
          requireMethod(call.method, rpcMethods);
          const cost = costOf(call.method);
          // Each call already counted as one.
          if (cost > 1) requireRate(headers, cost - 1);
          const params = await toCheapParams(call.method, call.params, readHead);
          if (call.method === "trace_transaction") await requireOwnTransaction(call.params[0]);
          const node = { part: "rpc", url: readServerEnv().RPC_URL, timeoutMs: 10_000 } as const;
          return forward(node, { ...call, params: [...params] }, allowance);
        },
        close: () => {
          const size = MAX_ANSWER_BYTES - allowance.left;
          if (size >= BYTES_PER_REQUEST) chargeAddress(headers, Math.floor(size / BYTES_PER_REQUEST));
        },
      };
    },
  }),
);

async function readHead(): Promise<bigint> {
  return await readChainClient()
    .getBlockNumber({ cacheTime: 0 })
    .catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
}

import type { Config } from "@/app/_api/config";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient, readWorldId } from "./chain";
import { readDeployment } from "./deployment";
import { requireRate } from "./door/rateLimit";
import { partDown, toFailure } from "./failure";
import { json } from "./json";
import { logRefusals } from "./logRefusals";
import { errorResponse, retryHeaders } from "./rpc/serve";
import { paymasterPostOpGasLimit, paymasterVerificationGasLimit } from "./sponsor/gas";

/**
 * `GET /api/config`: which world this is. Asked of the chain each time, so that a page notices another one.
 * @param request The HTTP request; without one nobody's rate is counted.
 * @returns The HTTP response; 503 while the chain is down, because without its identity the rest misleads.
 */
export async function serveConfig(request?: Request): Promise<Response> {
  try {
    if (request) requireRate(request.headers);
    const env = readServerEnv();
    const deployment = await readDeployment();
    const worldId = await readWorldId(readChainClient(), deployment.startBlock).catch((cause: unknown) => {
      throw partDown("rpc", cause);
    });
    const config: Config = {
      deployment,
      worldId,
      sponsor: {
        name: env.SPONSOR_NAME,
        sessionMaxWei: env.SPONSOR_SESSION_WEI,
        maxFeePerGas: env.SPONSOR_MAX_FEE_PER_GAS,
        maxPriorityFeePerGas: env.SPONSOR_MAX_PRIORITY_FEE_PER_GAS,
        paymasterVerificationGasLimit,
        paymasterPostOpGasLimit,
      },
    };
    return json(config);
  } catch (error) {
    const failure = toFailure(error);
    logRefusals("config", [failure]);
    return json(errorResponse(null, failure), { status: failure.httpStatus, headers: retryHeaders(failure) });
  }
}

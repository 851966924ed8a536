import type { Config } from "@/app/_api/config";
import { readServerEnv } from "@/app/_env/server";
import { readChainClient, readWorldId } from "./chain";
import { readDeployment } from "./deployment";
import { nothing, respond } from "./door/respond";
import { partDown } from "./failure";
import { readSponsor } from "./sponsor/sponsor";

/** Reads the chain each time, so that a page notices another world; without its identity the rest would be misleading. */
async function readConfig(): Promise<Config> {
  const deployment = await readDeployment();
  const worldId = await readWorldId(readChainClient(), deployment.startBlock).catch((cause: unknown) => {
    throw partDown("rpc", cause);
  });
  const { offer } = await readSponsor();
  const { name, maxFeePerGas, maxPriorityFeePerGas } = offer;
  const { paymasterVerificationGasLimit, paymasterPostOpGasLimit } = offer;
  const { WALLETCONNECT_PROJECT_ID: projectId, WALLETCONNECT_RELAY_URL: relayUrl } = readServerEnv();
  return {
    ...(projectId && { walletConnect: { projectId, ...(relayUrl && { relayUrl }) } }),
    deployment,
    worldId,
    sponsor: {
      ...{ name, sessionMaxWei: offer.maxGas, maxFeePerGas, maxPriorityFeePerGas },
      ...{ paymasterVerificationGasLimit, paymasterPostOpGasLimit },
    },
  };
}

const serve = respond("config", { parse: nothing, decide: readConfig });

/**
 * `GET /api/config`: which world this is.
 * @param request The HTTP request; without one there is no sender.
 * @returns The HTTP response; 503 while the chain is down.
 */
export const serveConfig = (request: Request = new Request("http://localhost/api/config")) => serve(request);

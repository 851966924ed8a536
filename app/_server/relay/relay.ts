import { createRelay, type Relay } from "@hourglass/session/sponsor";
import { http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "@/app/_api/config";
import { readServerEnv } from "@/app/_env/server";
import { createPolicy, readKind } from "../bundling/policy";
import { describeChain } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { toFailure } from "../failure";
import { stringify } from "../json";
import { countRevocation } from "../metrics/record";
import { createLedger } from "../sponsor/ledger";
import { tell } from "../sponsor/tell";

/** One for all copies of this module: its budgets are in memory. */
const shared = globalThis as { hourglassRelay?: { world: string; relay: Pick<Relay, "revoke" | "change" | "enable"> } };

/**
 * The relay of this process; another deployment gets another relay. The outcome of each revocation is counted.
 * @throws Failure that says what is wrong with the deployment.
 */
export async function readRelay(): Promise<Pick<Relay, "revoke" | "change" | "enable">> {
  const deployment = await readDeployment();
  const world = stringify(deployment);
  if (shared.hourglassRelay?.world !== world) shared.hourglassRelay = { world, relay: openRelay(deployment) };
  return shared.hourglassRelay.relay;
}

function openRelay(deployment: Deployment): Pick<Relay, "revoke" | "change" | "enable"> {
  const env = readServerEnv();
  const also = createPolicy(deployment, env.BUNDLER_ALSO);
  const relay = createRelay({
    deployment,
    chain: describeChain(env.RPC_URL, env.CHAIN_ID),
    transport: http(env.RPC_URL, { batch: true, retryCount: 0, timeout: 5_000 }),
    account: privateKeyToAccount(env.RELAYER_KEY),
    budgets: { network: { wei: env.RELAYER_RANGE_DAY_WEI, per: "day" } },
    ledger: createLedger(readDatabase),
    knows: ({ address, code }) => readKind(also, deployment, address, code) !== undefined,
    log: tell,
  });
  return {
    ...{ change: relay.change, enable: relay.enable },
    revoke: async (...asked) => {
      try {
        const answer = await relay.revoke(...asked);
        countRevocation(answer.status);
        return answer;
      } catch (error) {
        countRevocation(toFailure(error).httpStatus >= 500 ? "failed" : "refused");
        throw error;
      }
    },
  };
}

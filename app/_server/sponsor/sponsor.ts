import { createSponsor, type Guard, type Sponsor } from "@hourglass/session/sponsor";
import { http } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Deployment } from "@/app/_api/config";
import { readServerEnv } from "@/app/_env/server";
import { describeChain } from "../chain";
import { readDatabase } from "../database";
import { readDeployment } from "../deployment";
import { toRange } from "../door/range";
import { readClientAddress, requireRate } from "../door/rateLimit";
import { fromOwnSite } from "../door/respond";
import { stringify } from "../json";
import { readRelay } from "../relay/relay";
import { createLedger } from "./ledger";
import { createPolicy } from "./policy";
import { tell } from "./tell";

/** A voucher costs ten look-ups of the chain and a transaction of the ledger. */
const FINAL = "pm_getPaymasterData";
const FINAL_COST = 5;

/** One for all copies of this module. */
const shared = globalThis as { hourglassSponsor?: { world: string; sponsor: Sponsor } };

/**
 * The sponsor of this process; another deployment gets another sponsor.
 * @returns The kit's handler, with this game's policy and its door as the guard.
 * @throws Failure that says what is wrong with the deployment.
 */
export async function readSponsor(): Promise<Sponsor> {
  const [deployment, relay] = await Promise.all([readDeployment(), readRelay()]);
  const world = stringify(deployment);
  // No await from here on: of several simultaneous first requests, one creates it for all.
  if (shared.hourglassSponsor?.world !== world) {
    shared.hourglassSponsor = { world, sponsor: openSponsor(deployment, relay) };
  }
  return shared.hourglassSponsor.sponsor;
}

function openSponsor(deployment: Deployment, relay: Awaited<ReturnType<typeof readRelay>>): Sponsor {
  const env = readServerEnv();
  return createSponsor({
    ...{ deployment, relay, guard, log: tell, name: env.SPONSOR_NAME, lowDeposit: env.SPONSOR_LOW_DEPOSIT_WEI },
    chain: describeChain(env.RPC_URL, env.CHAIN_ID),
    transport: http(env.RPC_URL, { batch: true, retryCount: 0, timeout: 5_000 }),
    signer: privateKeyToAccount(env.SPONSOR_SIGNER_KEY),
    policy: createPolicy(deployment, env),
    ledger: createLedger(readDatabase),
    network: (request) => toRange(readClientAddress(request.headers, env.TRUSTED_PROXIES)),
  });
}

const guard: Guard = ({ headers }, method) => {
  if (method === undefined) fromOwnSite(headers);
  else if (method === FINAL) requireRate(headers, FINAL_COST - 1);
  return undefined;
};

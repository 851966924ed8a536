import type { Hex } from "viem";
import { z } from "zod";

import {
  describeIssues,
  describeVariable,
  EnvironmentError,
  privateKey,
  type Source,
  url,
  whole,
  withoutEmpty,
} from "../../app/_env/fields.ts";
import { requireOwnKeys } from "../../app/_env/realChain.ts";
import {
  LOCAL_CHAIN_ID,
  requireSponsorLimits,
  type SponsorLimits,
  sponsorLimits,
} from "../../app/_env/sponsorLimits.ts";
import { readEnvironment } from "../stack/environment.ts";
import { localKeys } from "../stack/keys.ts";

const schema = z.object({
  RPC_URL: url("http:", "https:"),
  CHAIN_ID: whole(1, Number.MAX_SAFE_INTEGER),
  DEPLOYMENT_FILE: z.string({ error: "path of the JSON file that the deploy script wrote" }),
  DATABASE_URL: url("postgresql:", "postgres:").optional(),
  SPONSOR_OWNER_KEY: privateKey.optional(),
  SPONSOR_WATCHER_KEY: privateKey.optional(),
  ...sponsorLimits,
});

export type OperatorKey = "SPONSOR_OWNER_KEY" | "SPONSOR_WATCHER_KEY";

/** What the operator's commands know of the world. Keys, database and limits are asked for when a command needs them. */
export type OperatorEnv = ReturnType<typeof parseOperatorEnv>;

/**
 * Parses the operator's environment. Without RPC_URL it is what the running stack wrote down.
 * @param dataDir Folder of that stack.
 * @throws UsageError when none runs; EnvironmentError that names every variable that is wrong. A key is never shown.
 */
export function parseOperatorEnv(source: Source, dataDir: string) {
  const set = withoutEmpty(source);
  const given: Source = set.RPC_URL === undefined ? { ...readEnvironment(dataDir), ...set } : set;
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(describeIssues(parsed.error, given));
  const { RPC_URL, CHAIN_ID, DEPLOYMENT_FILE, DATABASE_URL } = parsed.data;
  const missing = (name: string, allowed: string) => new EnvironmentError(describeVariable(name, given, allowed));
  return {
    rpcUrl: RPC_URL,
    chainId: CHAIN_ID,
    deploymentFile: DEPLOYMENT_FILE,
    databaseUrl: (): string => {
      if (DATABASE_URL === undefined) throw missing("DATABASE_URL", "the database of the app, for what is promised");
      return DATABASE_URL;
    },
    key: (name: OperatorKey): Hex => {
      const key = parsed.data[name] ?? (CHAIN_ID === LOCAL_CHAIN_ID ? localKeys.deployer : undefined);
      if (key === undefined) throw missing(name, "a private key: 0x and 64 hexadecimal digits");
      if (CHAIN_ID !== LOCAL_CHAIN_ID) requireOwnKeys({ [name]: key });
      return key;
    },
    limits: (): SponsorLimits => requireSponsorLimits(parsed.data, CHAIN_ID),
  };
}

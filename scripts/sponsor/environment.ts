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
import { databaseUrl as embeddedUrl } from "../stack/database/server.ts";
import { appEnvironment, recallEnvironment } from "../stack/environment.ts";
import { localKeys } from "../stack/keys.ts";
import { parseOptions } from "../stack/options.ts";
import { deploymentFileOf } from "../stack/stack.ts";

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
 * Parses the operator's environment. Without RPC_URL it is the one of the local stack: as the running one wrote it down,
 * else wherever its variables put it.
 * @throws EnvironmentError that names every variable that is wrong; a key is never shown.
 */
export function parseOperatorEnv(source: Source, dataDir?: string) {
  const set = withoutEmpty(source);
  const given: Source = set.RPC_URL === undefined ? { ...localEnvironment(set, dataDir), ...set } : set;
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

function localEnvironment(set: Source, folder: string | undefined): Source {
  const options = parseOptions(folder === undefined ? [] : ["--data", folder], set);
  // Only --help is not a set of options, and it is not among the arguments.
  if (options === "help") return {};
  const { ports, dataDir } = options;
  const databaseUrl = options.databaseUrl ?? embeddedUrl(ports.database);
  return (
    recallEnvironment(dataDir) ?? appEnvironment({ ports, databaseUrl, deploymentFile: deploymentFileOf(dataDir) })
  );
}

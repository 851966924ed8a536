import { z } from "zod";

import { bundlerAlso, noneAlso } from "./bundlerAlso";
import {
  describeIssues,
  describeVariable,
  EnvironmentError,
  hostNames,
  privateKey,
  type Source,
  url,
  wei,
  whole,
  withoutEmpty,
} from "./fields";
import { requireOwnKeys } from "./realChain";
import { LOCAL_CHAIN_ID, requireSponsorLimits, type SponsorLimits, sponsorLimits } from "./sponsorLimits";

const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** PostgreSQL. */
  DATABASE_URL: url("postgresql:", "postgres:"),
  RPC_URL: url("http:", "https:"),
  /** For subscriptions; without it the server polls for new blocks. */
  RPC_WS_URL: url("ws:", "wss:").optional(),
  /** One or more ERC-4337 bundlers, separated by commas: the first one serves, and the next takes over while it does not answer. */
  BUNDLER_URL: z
    .string({ error: "one or more URLs, separated by commas" })
    .transform((text) => text.split(",").map((entry) => entry.trim()))
    .pipe(z.array(url("http:", "https:")).min(1)),
  /** What the bundler accepts in addition to this world's own contracts. */
  BUNDLER_ALSO: bundlerAlso.default(noneAlso),
  CHAIN_ID: whole(1, Number.MAX_SAFE_INTEGER),
  /** JSON file written by the deploy script. */
  DEPLOYMENT_FILE: z.string({ error: "path of the JSON file that the deploy script wrote" }),
  /** Signs vouchers. Holds no money. */
  SPONSOR_SIGNER_KEY: privateKey,
  /** Pays for relayed revocations. Holds a little money. */
  RELAYER_KEY: privateKey,
  /**
   * What revocations may cost the relayer per day for one range of addresses (IPv4 /24, IPv6 /48), in wei; a twentieth of
   * it for sessions that were promised and never enabled. Has a default on the local chain only.
   */
  RELAYER_RANGE_DAY_WEI: wei.optional(),
  /** Lets players connect a wallet on another device: the id of a project of WalletConnect. */
  WALLETCONNECT_PROJECT_ID: z
    .string()
    .regex(/^[0-9a-f]{32}$/, { error: "32 hexadecimal digits, from the WalletConnect dashboard" })
    .optional(),
  /** Another relay than WalletConnect's own. */
  WALLETCONNECT_RELAY_URL: url("ws:", "wss:").optional(),
  SPONSOR_NAME: z.string().min(1).max(64).default("Hourglass"),
  ...sponsorLimits,
  /** Average requests per second allowed from one address; bursts of four times that. */
  RATE_PER_SECOND: whole(1, 100_000).default(100),
  /** Average operations per second allowed for one account, from any address; bursts of four times that. */
  ACCOUNT_RATE_PER_SECOND: whole(1, 1_000).default(10),
  /** How many reverse proxies in front of the app add to X-Forwarded-For. */
  TRUSTED_PROXIES: whole(0, 10).default(0),
  /** Host names of this server besides localhost, 127.0.0.1 and [::1], separated by commas, without ports; it refuses all others. */
  APP_HOSTS: hostNames.default([]),
  /** Event streams that one address may hold open: one browser needs one. Many players behind one router need more. */
  STREAMS_PER_ADDRESS: whole(1, 10_000).default(16),
  /** The chain counts as down when its newest block is older. Use several block times of the chain. */
  CHAIN_STALE_SECONDS: whole(1, 3_600).default(10),
  /** Whoever sends it as a bearer token may read `/api/metrics`; without a token nobody may. */
  METRICS_TOKEN: z
    .string()
    .min(16, { error: "16 characters or more" })
    .max(200, { error: "200 characters or less" })
    .optional(),
  LOG_LEVEL: logLevel.default("info"),
});

/** At one gwei per gas about three hundred revocations: a room of players, each of whom ends three sessions. */
const LOCAL_RELAYER_RANGE_DAY_WEI = 20_000_000_000_000_000n;

type Parsed = z.infer<typeof schema>;

/** Everything that the server reads from its environment, checked. */
export type ServerEnv = Omit<Parsed, keyof SponsorLimits | "RELAYER_RANGE_DAY_WEI"> &
  SponsorLimits & { RELAYER_RANGE_DAY_WEI: bigint };

/**
 * Parses an environment.
 * @param source Usually `process.env`.
 * @returns The checked values, with defaults.
 * @throws EnvironmentError that lists every wrong variable.
 */
export function parseServerEnv(source: Source): ServerEnv {
  const given = withoutEmpty(source);
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new EnvironmentError(describeIssues(parsed.error, given));
  const { CHAIN_ID, SPONSOR_SIGNER_KEY, RELAYER_KEY, METRICS_TOKEN } = parsed.data;
  const limits = requireSponsorLimits(parsed.data, CHAIN_ID);
  if (CHAIN_ID !== LOCAL_CHAIN_ID) requireOwnKeys({ RELAYER_KEY, SPONSOR_SIGNER_KEY }, METRICS_TOKEN);
  return { ...parsed.data, ...limits, RELAYER_RANGE_DAY_WEI: requireRelayerLimit(parsed.data) };
}

function requireRelayerLimit({ CHAIN_ID, RELAYER_RANGE_DAY_WEI: given }: Parsed): bigint {
  if (given !== undefined) return given;
  if (CHAIN_ID === LOCAL_CHAIN_ID) return LOCAL_RELAYER_RANGE_DAY_WEI;
  throw new EnvironmentError(
    describeVariable("RELAYER_RANGE_DAY_WEI", {}, `set it: only chain ${LOCAL_CHAIN_ID} has a default`),
  );
}

let current: ServerEnv | undefined;

/**
 * The one place that reads `process.env` on the server. Reads it at the first use, so a build needs no secrets.
 * @returns The checked environment.
 * @throws EnvironmentError when it is wrong.
 */
export function readServerEnv(): ServerEnv {
  current ??= parseServerEnv(process.env);
  return current;
}

/**
 * Only the log level: the log must also work when the rest of the environment is wrong.
 * @returns LOG_LEVEL if valid, else `info`, or `silent` in tests.
 */
export function readLogLevel(): z.infer<typeof logLevel> {
  return logLevel.catch(process.env.NODE_ENV === "test" ? "silent" : "info").parse(process.env.LOG_LEVEL);
}

/**
 * Where the local stack writes which contracts it replaced during development. Separate from the rest, because
 * pure code needs it too.
 * @returns SWAPS_FILE on the development server, else undefined.
 */
export function readSwapsFile(): string | undefined {
  return process.env.NODE_ENV === "development" ? process.env.SWAPS_FILE || undefined : undefined;
}

import { z } from "zod";

/** The local chain's id: only there have the sponsor's limits defaults, because only there is wei worth nothing. */
const LOCAL_CHAIN_ID = 31337;

const url = (...protocols: string[]) =>
  z
    .string({ error: `a URL that starts with ${protocols.join(" or ")}` })
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `a URL that starts with ${protocols.join(" or ")}`,
    });

const privateKey = z
  .string({ error: "a private key: 0x and 64 hexadecimal digits" })
  .regex(/^0x[0-9a-fA-F]{64}$/, { error: "a private key: 0x and 64 hexadecimal digits" })
  .transform((text) => text as `0x${string}`);

const whole = (min: number, max: number) =>
  z.coerce
    .number({ error: `a whole number from ${min} to ${max}` })
    .int({ error: `a whole number from ${min} to ${max}` })
    .min(min, { error: `a whole number from ${min} to ${max}` })
    .max(max, { error: `a whole number from ${min} to ${max}` });

const wei = z
  .string()
  .regex(/^[0-9]{1,28}$/, { error: "a whole number of wei, at most 28 digits" })
  .transform((text) => BigInt(text));

const logLevel = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  /** PostgreSQL. */
  DATABASE_URL: url("postgresql:", "postgres:"),
  RPC_URL: url("http:", "https:"),
  /** Subscriptions; without it new blocks are polled for. */
  RPC_WS_URL: url("ws:", "wss:").optional(),
  /** One or more ERC-4337 bundlers, by comma; the next is asked when one cannot be reached. */
  BUNDLER_URL: z
    .string({ error: "one or more URLs, by comma" })
    .transform((text) => text.split(",").map((entry) => entry.trim()))
    .pipe(z.array(url("http:", "https:")).min(1)),
  CHAIN_ID: whole(1, Number.MAX_SAFE_INTEGER),
  /** JSON file that the deploy script writes. */
  DEPLOYMENT_FILE: z.string({ error: "path of the JSON file that the deploy script wrote" }),
  /** Signs vouchers. Holds no money. */
  SPONSOR_SIGNER_KEY: privateKey,
  /** Pays for relayed revocations. Holds a little money. */
  RELAYER_KEY: privateKey,
  SPONSOR_NAME: z.string().min(1).max(64).default("Hourglass"),
  /** The most that one session may promise, in wei. */
  SPONSOR_SESSION_WEI: wei.optional(),
  /** The most that is promised to one account in a day (UTC), in wei. */
  SPONSOR_ACCOUNT_DAY_WEI: wei.optional(),
  /** The most that is promised to everybody in a day (UTC), in wei. */
  SPONSOR_DAY_WEI: wei.optional(),
  SPONSOR_MAX_FEE_PER_GAS: wei.optional(),
  SPONSOR_MAX_PRIORITY_FEE_PER_GAS: wei.optional(),
  /** Below this deposit the sponsor reports trouble, in wei. */
  SPONSOR_LOW_DEPOSIT_WEI: wei.optional(),
  /** Requests per second that one address may send, on average; bursts of four times that. */
  RATE_PER_SECOND: whole(1, 100_000).default(100),
  /** How many reverse proxies in front of the app add to X-Forwarded-For. */
  TRUSTED_PROXIES: whole(0, 10).default(0),
  /** Who sends it as a bearer token may read `/api/metrics`; without it nobody may. */
  METRICS_TOKEN: z
    .string()
    .min(16, { error: "16 characters or more" })
    .max(200, { error: "200 characters or less" })
    .optional(),
  LOG_LEVEL: logLevel.default("info"),
});

/** Limits of the sponsor on the local chain. */
const localLimits = {
  // Counted at the maximum that each operation may cost: enough for all actions of an hour, each sent alone.
  SPONSOR_SESSION_WEI: 4_000_000_000_000_000_000n,
  SPONSOR_ACCOUNT_DAY_WEI: 48_000_000_000_000_000_000n,
  SPONSOR_DAY_WEI: 2_000_000_000_000_000_000_000n,
  SPONSOR_MAX_FEE_PER_GAS: 20_000_000_000n,
  SPONSOR_MAX_PRIORITY_FEE_PER_GAS: 5_000_000_000n,
  SPONSOR_LOW_DEPOSIT_WEI: 5_000_000_000_000_000_000n,
} as const;

type Limits = { -readonly [Name in keyof typeof localLimits]: bigint };

/** Everything that the server reads from its environment, checked. */
export type ServerEnv = Omit<z.infer<typeof schema>, keyof Limits> & Limits;

/** The environment is wrong: names each variable, what was seen (secrets excepted) and what is allowed. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";
}

/**
 * Parses an environment.
 * @param source Usually `process.env`.
 * @returns The checked values, with defaults.
 * @throws EnvironmentError that lists every variable that is wrong.
 */
export function parseServerEnv(source: Readonly<Record<string, string | undefined>>): ServerEnv {
  // An empty variable is what a shell or a compose file leaves for "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => describe(String(issue.path[0]), given, issue.message)).join("\n"),
    );
  }
  const limits: Partial<Limits> = {};
  const missing: string[] = [];
  for (const name of Object.keys(localLimits) as (keyof Limits)[]) {
    const value = parsed.data[name] ?? (parsed.data.CHAIN_ID === LOCAL_CHAIN_ID ? localLimits[name] : undefined);
    if (value === undefined) missing.push(describe(name, given, `set it: only chain ${LOCAL_CHAIN_ID} has a default`));
    else limits[name] = value;
  }
  if (missing.length > 0) throw new EnvironmentError(missing.join("\n"));
  return { ...parsed.data, ...(limits as Limits) };
}

function describe(name: string, given: Readonly<Record<string, string | undefined>>, allowed: string): string {
  const secret = /KEY|URL|SECRET|TOKEN/.test(name);
  const seen = given[name] === undefined ? "nothing" : secret ? "a value that is not shown" : `"${given[name]}"`;
  return `${name}: seen ${seen}; allowed: ${allowed}`;
}

let current: ServerEnv | undefined;

/**
 * The one door to `process.env` on the server. Reads it at the first use, so that a build needs no secrets.
 * @returns The checked environment.
 * @throws EnvironmentError when it is wrong.
 */
export function readServerEnv(): ServerEnv {
  current ??= parseServerEnv(process.env);
  return current;
}

/**
 * The log's level alone: the log must also work when the rest of the environment is wrong.
 * @returns LOG_LEVEL when it is one, else `info`, or `silent` in tests.
 */
export function readLogLevel(): z.infer<typeof logLevel> {
  return logLevel.catch(process.env.NODE_ENV === "test" ? "silent" : "info").parse(process.env.LOG_LEVEL);
}

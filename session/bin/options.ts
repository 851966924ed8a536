import { parseArgs } from "node:util";
import { type Address, type Hex, isAddress, isHex, parseEther, size } from "viem";

/** A usage error: reported without a stack trace. */
export class UsageError extends Error {}

export const USAGE = `Deploys the session contracts of @hourglass/session. Running it again adds what is missing.

  hourglass-session deploy --rpc URL --key-env VARIABLE --name PRODUCT [options]

  --rpc URL                 the chain
  --key-env VARIABLE        environment variable that holds the deployer's private key; never the key itself
  --name PRODUCT            name that owners see in everything that they sign, at most 31 bytes
  --sponsor ADDRESS         signer whose vouchers the paymaster accepts; without it there is no paymaster
  --roles-owner ADDRESS     owner of factory and paymaster (default: the deployer)
  --play-target ADDRESS     contract that guests may call; may be repeated (default: none)
  --max-duration SECONDS    longest session (default: 3600)
  --factory-stake ETHER     minimum stake afterwards (default: none)
  --paymaster-stake ETHER   the same for the paymaster
  --deposit ETHER           minimum deposit of the paymaster afterwards (default: none)
  --entry-point             deploys EntryPoint v0.8 if it is missing: local chains; needs @account-abstraction/contracts@0.8.0
  --out FILE                file for the deployment (default: standard output)
`;

/** The options of `deploy`. */
export type DeployOptions = {
  rpc: string;
  key: Hex;
  name: string;
  sponsor: Address | undefined;
  rolesOwner: Address | undefined;
  playTargets: readonly Address[];
  maxDuration: number | undefined;
  factoryStake: bigint | undefined;
  paymasterStake: bigint | undefined;
  deposit: bigint | undefined;
  entryPoint: boolean;
  out: string | undefined;
};

const text = { type: "string" } as const;
const OPTIONS = {
  ...{ rpc: text, "key-env": text, name: text, sponsor: text, "roles-owner": text, "max-duration": text, out: text },
  ...{ "factory-stake": text, "paymaster-stake": text, deposit: text },
  "play-target": { type: "string", multiple: true },
  "entry-point": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Reads the command line.
 * @param args The arguments after the command's name.
 * @param env The environment, which holds the key.
 * @returns What to deploy; undefined if help was requested.
 * @throws UsageError with what was seen and what is wanted.
 */
export function readOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const { values, positionals } = parse(args);
  if (values.help || (positionals.length === 0 && Object.keys(values).length === 0)) return undefined;
  if (positionals.join(" ") !== "deploy") {
    throw new UsageError(`Seen '${positionals.join(" ")}'; the only command is 'deploy'.`);
  }
  const { rpc, name, out, sponsor, "roles-owner": rolesOwner, "play-target": playTargets = [] } = values;
  return {
    rpc: need("rpc", rpc),
    name: need("name", name),
    key: readKey(need("key-env", values["key-env"]), env),
    sponsor: sponsor === undefined ? undefined : toAddress("sponsor", sponsor),
    rolesOwner: rolesOwner === undefined ? undefined : toAddress("roles-owner", rolesOwner),
    playTargets: playTargets.map((target) => toAddress("play-target", target)),
    maxDuration: toSeconds(values["max-duration"]),
    factoryStake: toWei("factory-stake", values["factory-stake"]),
    paymasterStake: toWei("paymaster-stake", values["paymaster-stake"]),
    deposit: toWei("deposit", values.deposit),
    entryPoint: values["entry-point"] ?? false,
    out,
  } satisfies DeployOptions;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function need(option: string, value: string | undefined): string {
  if (value === undefined || value === "") throw new UsageError(`--${option} is missing.`);
  return value;
}

/** Never shows the value: it may be part of a key. */
function readKey(variable: string, env: Readonly<Record<string, string | undefined>>): Hex {
  const key = env[variable];
  if (key === undefined) throw new UsageError(`--key-env names ${variable}, which is not set.`);
  if (!isHex(key) || size(key) !== 32) throw new UsageError(`${variable} is not a private key: 0x and 64 digits.`);
  return key;
}

function toAddress(option: string, value: string): Address {
  if (!isAddress(value, { strict: false })) throw new UsageError(`--${option}: seen '${value}', wanted an address.`);
  return value;
}

function toSeconds(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError(`--max-duration: seen '${value}', wanted whole seconds.`);
  return Number(value);
}

function toWei(option: string, value: string | undefined): bigint | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+(\.\d{1,18})?$/.test(value))
    throw new UsageError(`--${option}: seen '${value}', wanted ether, such as 0.5.`);
  return parseEther(value);
}

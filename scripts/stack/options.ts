import path from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { root } from "./paths.ts";

/** `spareBundler`: of a second bundler, which takes over while the first does not answer; absent: there is none. */
export type Ports = { app: number; rpc: number; bundler: number; database: number; spareBundler?: number };
export type PortName = keyof Ports;

export type StackOptions = {
  ports: Ports;
  /** Everything the stack keeps: the chain, the database, logs. */
  dataDir: string;
  /** A PostgreSQL server that somebody else runs; undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** Runs the production build instead of the development server. */
  production: boolean;
  /** Forgets the world and begins a new one. */
  reset: boolean;
  /** Starts a part again that ended by itself. */
  restarts: boolean;
};

export type Environment = Record<string, string | undefined>;

/** Flag, variable and default of each port; the error messages name the same ones. */
export const PORTS: Record<PortName, { flag: string; variable: string; preset?: number; part: string }> = {
  app: { flag: "--port", variable: "HOURGLASS_PORT", preset: 3000, part: "app" },
  rpc: { flag: "--rpc-port", variable: "HOURGLASS_RPC_PORT", preset: 8545, part: "chain" },
  bundler: { flag: "--bundler-port", variable: "HOURGLASS_BUNDLER_PORT", preset: 4337, part: "bundler" },
  database: { flag: "--database-port", variable: "HOURGLASS_DATABASE_PORT", preset: 54329, part: "database" },
  spareBundler: { flag: "--spare-bundler-port", variable: "HOURGLASS_SPARE_BUNDLER_PORT", part: "second bundler" },
};

export const USAGE = `npm run dev -- [flags]

  --reset                 forget the world (chain, contracts, database) and begin a new one
  --production            run the production build ('npm run build' first); this is what 'npm start' does
${Object.values(PORTS)
  .map(
    ({ flag, variable, preset, part }) =>
      `  ${`${flag} N`.padEnd(22)}  port of the ${part} (or ${variable}, else ${preset ?? "there is none"})`,
  )
  .join("\n")}
  --data FOLDER           where everything is kept (or HOURGLASS_DATA, else .data)
  --help                  this text

DATABASE_URL names a PostgreSQL server of yours; HOURGLASS_NO_RESTART=1 leaves down what ended by itself.`;

/** Input that is not of the form that the command takes: the message is for the person who typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

const [TEXT, SWITCH] = [{ type: "string" }, { type: "boolean", default: false }] as const;

/** Flags win over the environment, the environment over the defaults. */
export function parseOptions(argv: readonly string[], env: Environment): StackOptions | "help" {
  const ofPorts = Object.fromEntries(Object.values(PORTS).map(({ flag }) => [flag.slice(2), TEXT]));
  const options = { ...ofPorts, data: TEXT, help: SWITCH, production: SWITCH, reset: SWITCH };
  const { data, help, production, reset, ...given } = readArguments({ args: [...argv], options }, USAGE).values;
  if (help) return "help";
  const ports = Object.entries(PORTS).flatMap(([name, each]) => {
    const port = readPort(each, given, env) ?? each.preset;
    return port === undefined ? [] : [{ ...each, name, port }];
  });
  refuseSamePort(ports);
  return {
    ports: Object.fromEntries(ports.map(({ name, port }) => [name, port])) as Ports,
    ...{ production, reset },
    dataDir: dataFolder(data, env),
    databaseUrl: readDatabaseUrl(env),
    restarts: !readSwitch("HOURGLASS_NO_RESTART", env),
  };
}

/**
 * Reads the arguments of a command.
 * @throws UsageError that says what was seen, in Node's words.
 */
export function readArguments<Config extends ParseArgsConfig>(config: Config, usage: string) {
  try {
    const parsed = parseArgs(config);
    const [empty] = Object.entries(parsed.values).filter(([, value]) => value === "");
    if (empty) throw new Error(`--${empty[0]} needs a value, none was seen.`);
    return parsed;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** Where a world is: what `--data` says, else the environment, else .data. */
export const dataFolder = (folder: string | undefined, env: Environment) =>
  path.resolve(root, folder ?? (env.HOURGLASS_DATA || ".data"));

type Named = { flag: string; variable: string };

function readPort({ flag, variable }: Named, given: Environment, env: Environment): number | undefined {
  const typed = given[flag.slice(2)];
  const text = typed ?? (env[variable] || undefined);
  if (text === undefined) return undefined;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(`${typed === undefined ? variable : flag} is '${text}'; it must be a number from 1 to 65535.`);
}

/** Two parts cannot listen at one port. */
function refuseSamePort(wanted: readonly { flag: string; part: string; port: number }[]): void {
  const [one, two] = wanted.filter(({ port }, _, all) => all.filter((other) => other.port === port).length > 1);
  if (!one || !two) return;
  throw new UsageError(
    `Port ${one.port} is wanted for two parts, ${one.part} and ${two.part}. ` +
      `Give them different ones with ${one.flag} and ${two.flag}.`,
  );
}

function readDatabaseUrl({ DATABASE_URL: text }: Environment): string | undefined {
  if (!text) return undefined;
  if (URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol)) return text;
  // Not shown: it may hold a password.
  throw new UsageError("DATABASE_URL is not an address of the form postgresql://user:password@host:5432/name.");
}

function readSwitch(variable: string, env: Environment): boolean {
  const text = env[variable];
  if (!text || text === "0") return false;
  if (text === "1") return true;
  throw new UsageError(`${variable} is '${text}'; it must be 1, 0 or not set.`);
}

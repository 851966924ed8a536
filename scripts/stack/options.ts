import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./paths.ts";

export type Ports = { app: number; rpc: number; bundler: number; database: number };
export type PortName = keyof Ports;

export type StackOptions = {
  ports: Ports;
  /** Port of a second bundler, which takes over while the first does not answer; undefined: there is none. */
  spareBundlerPort?: number | undefined;
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
export const PORTS: Record<PortName, { flag: string; variable: string; preset: number; part: string }> = {
  app: { flag: "--port", variable: "HOURGLASS_PORT", preset: 3000, part: "app" },
  rpc: { flag: "--rpc-port", variable: "HOURGLASS_RPC_PORT", preset: 8545, part: "chain" },
  bundler: { flag: "--bundler-port", variable: "HOURGLASS_BUNDLER_PORT", preset: 4337, part: "bundler" },
  database: { flag: "--database-port", variable: "HOURGLASS_DATABASE_PORT", preset: 54329, part: "database" },
};
const SPARE = { flag: "--spare-bundler-port", variable: "HOURGLASS_SPARE_BUNDLER_PORT", part: "second bundler" };
const DATA = { flag: "--data" };

export const USAGE = `npm run dev -- [flags]

  --reset               forget the world (chain, contracts, database) and begin a new one
  --production          run the production build ('npm run build' first); this is what 'npm start' does
${Object.values(PORTS)
  .map(
    ({ flag, variable, preset, part }) =>
      `  ${`${flag} N`.padEnd(22)}port of the ${part} (or ${variable}, else ${preset})`,
  )
  .join("\n")}
  --spare-bundler-port N   starts a second bundler there (or ${SPARE.variable}, else none)
  --data FOLDER         where everything is kept (or HOURGLASS_DATA, else .data)
  --help                this text

DATABASE_URL names a PostgreSQL server of yours; HOURGLASS_NO_RESTART=1 leaves down what ended by itself.`;

/** Input that is not of the form that the command takes: the message is for the person who typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Flags win over the environment, the environment over the defaults. */
export function parseOptions(argv: readonly string[], env: Environment): StackOptions | "help" {
  const valued = [...Object.values(PORTS), SPARE, DATA];
  const flags = readFlags(argv, valued, ["--reset", "--production", "--help"], USAGE);
  if (flags.has("--help")) return "help";
  const wanted = Object.entries(PORTS).map(([name, port]) => ({
    ...{ ...port, name },
    port: readPort(port, flags, env) ?? port.preset,
  }));
  const spareBundlerPort = readPort(SPARE, flags, env);
  refuseSamePort([...wanted, ...(spareBundlerPort === undefined ? [] : [{ ...SPARE, port: spareBundlerPort }])]);
  return {
    ports: Object.fromEntries(wanted.map(({ name, port }) => [name, port])) as Ports,
    spareBundlerPort,
    dataDir: resolveFolder(flags.get(DATA.flag), env),
    databaseUrl: readDatabaseUrl(env),
    production: flags.has("--production"),
    reset: flags.has("--reset"),
    restarts: !readSwitch("HOURGLASS_NO_RESTART", env),
  };
}

/**
 * Reads the flags of a command.
 * @throws UsageError that says what was seen and what is allowed.
 */
export function readFlags(
  argv: readonly string[],
  valued: readonly { flag: string }[],
  switches: readonly string[],
  usage: string,
): Map<string, string> {
  const options = Object.fromEntries(valued.map(({ flag }) => [flag.slice(2), { type: "string" as const }]));
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  return new Map(
    tokens.map((token) => {
      const typed = argv[token.index] ?? "";
      if (token.kind === "option" && token.name in options)
        return [token.rawName, requireValue(token.rawName, token.value)];
      if (switches.includes(typed)) return [typed, ""];
      throw new UsageError(`Seen '${typed}', which is no flag of this command.\n\n${usage}`);
    }),
  );
}

/** Takes `--data FOLDER` out of the arguments of a command that works beside a running stack. */
export function takeDataFolder(argv: readonly string[], env: Environment): { dataDir: string; rest: string[] } {
  const options = { data: { type: "string" } } as const;
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const token = tokens.find((each) => each.kind === "option" && each.name === "data");
  if (token?.kind !== "option") return { dataDir: resolveFolder(undefined, env), rest: [...argv] };
  const dataDir = resolveFolder(requireValue("--data", token.value), env);
  return { dataDir, rest: argv.toSpliced(token.index, token.inlineValue ? 1 : 2) };
}

const resolveFolder = (folder: string | undefined, env: Environment) =>
  path.resolve(root, folder ?? (env.HOURGLASS_DATA || ".data"));

function requireValue(flag: string, value: string | undefined): string {
  if (value && !value.startsWith("--")) return value;
  throw new UsageError(`${flag} needs a value, none was seen.`);
}

type Named = { flag: string; variable: string };

function readPort({ flag, variable }: Named, flags: Map<string, string>, env: Environment): number | undefined {
  const fromFlag = flags.get(flag);
  const text = fromFlag ?? (env[variable] || undefined);
  if (text === undefined) return undefined;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new UsageError(
    `${fromFlag === undefined ? variable : flag} is '${text}'; it must be a number from 1 to 65535.`,
  );
}

/** Two parts cannot listen at one port. */
function refuseSamePort(wanted: readonly { flag: string; part: string; port: number }[]): void {
  for (const [index, { port, part, flag }] of wanted.entries()) {
    const twin = wanted.slice(index + 1).find((other) => other.port === port);
    if (!twin) continue;
    throw new UsageError(
      `Port ${port} is wanted for two parts, ${part} and ${twin.part}. ` +
        `Give them different ones with ${flag} and ${twin.flag}.`,
    );
  }
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

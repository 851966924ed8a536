import path from "node:path";
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
const SPARE = { flag: "--spare-bundler-port", variable: "HOURGLASS_SPARE_BUNDLER_PORT" };
const PORT_NAMES: readonly PortName[] = ["app", "rpc", "bundler", "database"];

export const USAGE = `npm run dev -- [flags]

  --reset               forget the world (chain, contracts, database) and begin a new one
  --production          run the production build ('npm run build' first); this is what 'npm start' does
  --port N              port of the app          (or HOURGLASS_PORT, else ${PORTS.app.preset})
  --rpc-port N          port of the chain        (or HOURGLASS_RPC_PORT, else ${PORTS.rpc.preset})
  --bundler-port N      port of the bundler      (or HOURGLASS_BUNDLER_PORT, else ${PORTS.bundler.preset})
  --database-port N     port of the database     (or HOURGLASS_DATABASE_PORT, else ${PORTS.database.preset})
  --spare-bundler-port N   starts a second bundler there (or HOURGLASS_SPARE_BUNDLER_PORT, else none)
  --data FOLDER         where everything is kept (or HOURGLASS_DATA, else .data)
  --help                this text

DATABASE_URL names a PostgreSQL server of yours; HOURGLASS_NO_RESTART=1 leaves down what ended by itself.`;

/** Input that is not of the form that the command takes: the message is for the person who typed it. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Flags win over the environment, the environment over the defaults. */
export function parseOptions(argv: readonly string[], env: Environment): StackOptions | "help" {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const valued = [...PORT_NAMES.map((name) => PORTS[name].flag), SPARE.flag, "--data"];
  const plain = ["--reset", "--production", "--help"];
  for (let index = 0; index < argv.length; index++) {
    const [flag = "", inline] = splitOnce(argv[index] ?? "");
    if (plain.includes(flag) && inline === undefined) switches.add(flag);
    else if (valued.includes(flag)) {
      const value = inline ?? argv[++index];
      if (value === undefined || value.startsWith("--")) throw new UsageError(`${flag} needs a value, none was seen.`);
      values.set(flag, value);
    } else throw new UsageError(`Seen '${argv[index]}', which is no flag of this command.\n\n${USAGE}`);
  }
  if (switches.has("--help")) return "help";
  const ports = Object.fromEntries(
    PORT_NAMES.map((name) => [name, readPort(PORTS[name], values, env) ?? PORTS[name].preset]),
  ) as Ports;
  const spareBundlerPort = readPort(SPARE, values, env);
  refuseSamePort(ports, spareBundlerPort);
  return {
    ports,
    spareBundlerPort,
    dataDir: path.resolve(root, values.get("--data") ?? (env.HOURGLASS_DATA || ".data")),
    databaseUrl: readDatabaseUrl(env),
    production: switches.has("--production"),
    reset: switches.has("--reset"),
    restarts: !readSwitch("HOURGLASS_NO_RESTART", env),
  };
}

/**
 * Takes `--data FOLDER` out of the arguments of a command that works beside a running stack.
 * @param argv What was typed.
 * @param env Usually `process.env`.
 * @returns The world's folder, and the other arguments.
 * @throws UsageError when the flag has no value.
 */
export function takeDataFolder(argv: readonly string[], env: Environment): { dataDir: string; rest: string[] } {
  const at = argv.findIndex((argument) => splitOnce(argument)[0] === "--data");
  const preset = env.HOURGLASS_DATA || ".data";
  if (at < 0) return { dataDir: path.resolve(root, preset), rest: [...argv] };
  const inline = splitOnce(argv[at] ?? "")[1];
  const value = inline ?? argv[at + 1];
  if (!value || value.startsWith("--")) throw new UsageError("--data needs a value, none was seen.");
  const rest = argv.filter((_, index) => index !== at && (inline !== undefined || index !== at + 1));
  return { dataDir: path.resolve(root, value), rest };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
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

function refuseSamePort(ports: Ports, spareBundlerPort: number | undefined): void {
  const taken = PORT_NAMES.find((name) => ports[name] === spareBundlerPort);
  if (taken) {
    throw new UsageError(
      `Port ${spareBundlerPort} is wanted for two parts, ${PORTS[taken].part} and second bundler. ` +
        `Give them different ones with ${PORTS[taken].flag} and ${SPARE.flag}.`,
    );
  }
  for (const name of PORT_NAMES) {
    const twin = PORT_NAMES.find((other) => other !== name && ports[other] === ports[name]);
    if (!twin) continue;
    throw new UsageError(
      `Port ${ports[name]} is wanted for two parts, ${PORTS[name].part} and ${PORTS[twin].part}. ` +
        `Give them different ones with ${PORTS[name].flag} and ${PORTS[twin].flag}.`,
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

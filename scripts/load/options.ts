import { UsageError } from "../stack/options.ts";

export const USAGE = `npm run load -- [flags]

  --faults              kill -9 database, indexer, bundler and app in turn, under load
  --players N           honest players, 2 to 50 (default 8)
  --seconds N           how long they play alone, and how long under load, 5 to 600 (default 20)
  --data FOLDER         the world that runs from there (default: one of its own, which it ends again)
  --app URL             a world that runs on this machine already
  --rpc URL             its chain, where it is not at its usual port
  --database URL        its database, likewise
  --help                this text

Exit code 1 when an action was lost or counted twice, a budget was exceeded, or something was answered that must not be.`;

export type LoadArguments = {
  faults: boolean;
  players: number;
  seconds: number;
  data: string | undefined;
  app: string | undefined;
  rpc: string | undefined;
  database: string | undefined;
};

/**
 * Reads the command line.
 * @param argv Without node and script.
 * @returns The arguments, or `help`.
 * @throws UsageError that says what was seen and what is allowed.
 */
export function parseLoadArguments(argv: readonly string[]): LoadArguments | "help" {
  const valued = ["--players", "--seconds", "--data", "--app", "--rpc", "--database"];
  const values = new Map<string, string>();
  let faults = false;
  for (let index = 0; index < argv.length; index++) {
    const flag = argv[index] ?? "";
    if (flag === "--help") return "help";
    if (flag === "--faults") faults = true;
    else if (valued.includes(flag)) {
      const value = argv[++index];
      if (value === undefined || value.startsWith("--")) throw new UsageError(`${flag} needs a value, none was seen.`);
      values.set(flag, value);
    } else throw new UsageError(`Seen '${flag}', which is no flag of this command.\n\n${USAGE}`);
  }
  const whole = (flag: string, min: number, max: number, preset: number) => {
    const text = values.get(flag) ?? String(preset);
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new UsageError(`${flag}: seen '${text}'; allowed: a whole number from ${min} to ${max}`);
  };
  const [app, data] = [values.get("--app"), values.get("--data")];
  const foreign = app !== undefined ? "--app" : data !== undefined ? "--data" : undefined;
  if (faults && foreign) {
    throw new UsageError(
      `--faults: seen with ${foreign}; allowed: in a world of its own only, since it kills what it finds.`,
    );
  }
  return {
    ...{ faults, app, data, rpc: values.get("--rpc"), database: values.get("--database") },
    players: whole("--players", 2, 50, 8),
    seconds: whole("--seconds", 5, 600, 20),
  };
}

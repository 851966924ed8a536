import { readFlags, UsageError } from "../stack/options.ts";

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

const VALUED = ["--players", "--seconds", "--data", "--app", "--rpc", "--database"].map((flag) => ({ flag }));

/** Reads the command line. */
export function parseLoadArguments(argv: readonly string[]) {
  const flags = readFlags(argv, VALUED, ["--faults", "--help"], USAGE);
  if (flags.has("--help")) return "help";
  const whole = (flag: string, min: number, max: number, preset: number) => {
    const text = flags.get(flag) ?? String(preset);
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new UsageError(`${flag}: seen '${text}'; allowed: a whole number from ${min} to ${max}`);
  };
  const faults = flags.has("--faults");
  const foreign = ["--app", "--data"].find((flag) => flags.has(flag));
  if (faults && foreign) {
    throw new UsageError(
      `--faults: seen with ${foreign}; allowed: in a world of its own only, since it kills what it finds.`,
    );
  }
  return {
    ...{ faults, data: flags.get("--data"), app: flags.get("--app") },
    ...{ rpc: flags.get("--rpc"), database: flags.get("--database") },
    players: whole("--players", 2, 50, 8),
    seconds: whole("--seconds", 5, 600, 20),
  };
}

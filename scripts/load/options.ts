import { parseArgs } from "node:util";
import { UsageError } from "../stack/options.ts";

export const USAGE = `npm run load -- [flags]

  --faults              kill -9 database, indexer, bundler and app in turn, under load
  --players N           honest players, 2 to 50 (default 8)
  --seconds N           how long they play alone, and how long under load, 5 to 600 (default 20)
  --data FOLDER         the world that runs from there (default: one of its own, which it ends again)
  --help                this text

Exit code 1 when an action was lost or counted twice, a budget was exceeded, or something was answered that must not be.`;

/** Reads the command line. */
export function parseLoadArguments(args: readonly string[]) {
  const { players, seconds, ...flags } = parseArgs({
    args: [...args],
    options: {
      ...{ faults: { type: "boolean", default: false }, help: { type: "boolean", default: false } },
      ...{ players: { type: "string", default: "8" }, seconds: { type: "string", default: "20" } },
      data: { type: "string" },
    },
  }).values;
  if (flags.faults && flags.data !== undefined)
    throw new UsageError(
      "--faults: seen with --data; allowed: in a world of its own only, since it kills what it finds.",
    );
  return { ...flags, players: whole("--players", players, 2, 50), seconds: whole("--seconds", seconds, 5, 600) };
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${flag}: seen '${text}'; allowed: a whole number from ${min} to ${max}`);
}

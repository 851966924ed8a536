import { readArguments, UsageError } from "../stack/options.ts";

export const USAGE = `npm run load -- [flags]

  --faults              kill -9 database, indexer, bundler and app in turn, under load
  --players N           honest players, 2 to 50 (default 8)
  --seconds N           how long they play alone, and how long under load, 5 to 600 (default 20)
  --data FOLDER         the world that runs from there (default: one of its own, which it ends again)
  --help                this text

Exit code 1 when an action was lost or counted twice, a budget was exceeded, or something was answered that must not be.`;

/** Reads the command line. */
export function parseLoadArguments(args: readonly string[]) {
  const [flag, text] = [{ type: "boolean", default: false }, { type: "string" }] as const;
  const numbers = { players: { ...text, default: "8" }, seconds: { ...text, default: "20" } };
  const options = { ...numbers, data: text, faults: flag, help: flag };
  const { players, seconds, ...flags } = readArguments({ args: [...args], options }, USAGE).values;
  if (flags.faults && flags.data !== undefined)
    throw new UsageError("--faults: it kills what it finds, so it goes with no --data, in a world of its own only.");
  return { ...flags, players: whole("--players", players, 2, 50), seconds: whole("--seconds", seconds, 5, 600) };
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${flag}: seen '${text}'; allowed: a whole number from ${min} to ${max}`);
}

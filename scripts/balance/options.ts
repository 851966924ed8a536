import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { UsageError } from "../stack/options.ts";

export const USAGE = `npm run balance -- [flags]

  --runs N              islands that each strategy plays, for each length, 10 to 5000 (default 500)
  --threads N           how many play side by side, 1 to 64 (default: one for each core)
  --help                this text

Exit code 1 when a property of the game does not hold (scripts/balance/properties.ts).`;

/** Reads the command line. */
export function parseBalanceArguments(args: readonly string[]) {
  const { runs, threads, help } = parseArgs({
    args: [...args],
    options: {
      runs: { type: "string", default: "500" },
      threads: { type: "string", default: String(availableParallelism()) },
      help: { type: "boolean", default: false },
    },
  }).values;
  return { help, runs: whole("--runs", runs, 10, 5000), threads: whole("--threads", threads, 1, 64) };
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`${flag}: seen '${text}'; allowed: a whole number from ${min} to ${max}`);
}

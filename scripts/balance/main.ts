// npm run balance: plays the game's strategies over its rules, and says which property of the game does not hold.
import { lengths } from "../../game/rules/numbers";
import { UsageError } from "../stack/options.ts";
import { parseBalanceArguments, USAGE } from "./options";
import { playAll } from "./playAll";
import { judge } from "./properties";
import { printTables, printVerdicts } from "./tables";

async function main(argv: readonly string[]): Promise<void> {
  const { help, runs, threads } = parseBalanceArguments(argv);
  if (help) return console.log(USAGE);
  const beganMs = Date.now();
  const { isTTY } = process.stderr;
  const all = await playAll(runs, threads, (done, of) => {
    if (isTTY) process.stderr.write(`\r${done} of ${of} islands`);
  });
  if (isTTY) process.stderr.write("\r\x1b[K");
  printTables(all);
  const verdicts = lengths.flatMap(({ id }) => judge(all[id], id));
  printVerdicts(verdicts);
  console.log(`${runs} islands of each length, ${Math.round((Date.now() - beganMs) / 1000)} s`);
  process.exitCode = verdicts.every(({ holds }) => holds) ? 0 : 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage =
    error instanceof UsageError || String((error as NodeJS.ErrnoException).code).startsWith("ERR_PARSE_ARGS");
  console.error(isUsage ? (error as Error).message : error);
  process.exitCode = 1;
});

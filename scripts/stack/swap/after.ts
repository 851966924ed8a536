import type { Address } from "viem";
import { foundryBinary, matchPath } from "../foundry.ts";
import { tsxArgs } from "../paths.ts";
import { run } from "../run.ts";

/** Runs a script of ours in a process of its own, so that it reads the sources as they are now. */
const runScript = (file: string, args: readonly string[], signal?: AbortSignal) =>
  run(process.execPath, [...tsxArgs(file), ...args], { signal, isPatient: signal !== undefined });

/** Writes the constants in Solidity from game/rules/table.ts. @throws Error with what is wrong in the table. */
export const writeTable = () => runScript("scripts/table.ts", []);

/** Compares the rules in TypeScript with the contract that runs. @throws Error when they could not be compared. */
export async function describeTwins(rpcUrl: string, hourglass: Address, signal: AbortSignal): Promise<string> {
  return (await runScript("scripts/stack/swap/twinsMain.ts", [rpcUrl, hourglass], signal)).trim();
}

/** Not optimised, in folders of its own (foundry.toml): a fifth of the time. Its gas figures say nothing. */
const QUICK = { FOUNDRY_PROFILE: "quick", ARTIFACTS: "contracts/out/quick" };
const LAST_LINES = 40;

/** Runs some test files of the contracts against the sources as they are now. @returns One line, or what failed. */
export async function runTests(files: readonly string[], signal: AbortSignal): Promise<string> {
  const forge = (...args: string[]) => run(foundryBinary("forge"), args, { env: QUICK, signal, isPatient: true });
  const names = files.join(", ");
  try {
    // Tests outside of the game deploy artifacts, of the contracts and of helpers.
    if (files.some((file) => !file.startsWith("contracts/test/game/"))) {
      await forge("build", "contracts/src", "contracts/test/support");
    }
    const output = await forge("test", ...matchPath(files), "--gas-snapshot-emit", "false");
    return `✓ ${names}: ${/\d+ tests? passed, \d+ failed/.exec(output)?.[0] ?? output}`;
  } catch (error) {
    const output = error instanceof Error ? error.message : String(error);
    // What failed, which forge says once more at its end; or why it could not run.
    const failing = output.split("\nFailing tests:\n")[1]?.split("\n\n")[0] ?? output;
    return `✗ ${names}:\n${failing.split("\n").slice(-LAST_LINES).join("\n")}`;
  }
}

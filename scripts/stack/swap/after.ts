import type { Address } from "viem";
import { tsxArgs } from "../paths.ts";
import { run } from "../run.ts";
import type { TwinReport } from "./twins.ts";

/** Runs a script of ours in a process of its own, so that it reads the sources as they are now. */
function runScript(file: string, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const options = signal ? { signal, isPatient: true } : {};
  return run(process.execPath, [...tsxArgs(file), ...args], options);
}

/** Writes the constants in Solidity from game/rules/table.ts. @throws Error with what is wrong in the table. */
export const writeTable = () => runScript("scripts/table.ts", []);

/**
 * Compares the rules in TypeScript with the contract that runs.
 * @throws Error when they could not be compared.
 */
export async function describeTwins(
  rpcUrl: string,
  hourglass: Address,
  seed: number,
  signal: AbortSignal,
): Promise<string> {
  const text = await runScript("scripts/stack/swap/twinsMain.ts", [rpcUrl, hourglass, String(seed)], signal);
  const { compared, differences }: TwinReport = JSON.parse(text.trim().split("\n").at(-1) ?? "");
  if (differences.length === 0) return `✓ The twins agree: ${compared} actions came out alike.`;
  const lines = differences.map(({ action, count, first }) => `    ${action} (${count} times), first ${first}`);
  return [
    "✗ The twins differ: game/rules and the contract do not say the same. A page would draw what the chain refuses.",
    ...lines,
  ].join("\n");
}

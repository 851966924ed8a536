import type { ContractName } from "../solidity/contractTable.ts";
import type { SwapResult } from "./swapper.ts";

/** What the developer reads in the terminal after a save. */
export function describeSwap(result: SwapResult, ms: number, unoptimised: readonly ContractName[]): string[] {
  const files = result.files.join(", ");
  if (result.kind === "wrong") return [`✗ ${files} does not compile; what ran before still runs.\n${result.message}`];
  const { kind, swapped, fresh, abis, constructors, compileMs } = result;
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  const unless = (list: readonly string[], line: string) => (list.length === 0 ? [] : [line]);
  const later = `  The constructor of ${constructors.join(", ")} counts from the next new world on (--reset).`;
  if (kind === "same") return [`✓ ${files}: no contract that runs has other code now.`, ...unless(constructors, later)];
  const what = fresh.length > 0 ? "a new world" : swapped.length > 0 ? `${swapped.join(", ")} swapped in` : "written";
  return [
    `✓ ${files}: ${what} after ${seconds(ms)} (compiled in ${seconds(compileMs)}).`,
    ...unless(
      fresh,
      `  Made anew, and all that holds an address of it: ${fresh.join("; ")}. Pages load the new world.`,
    ),
    ...unless(abis, `  ABIs written: ${abis.join(", ")}`),
    ...unless(constructors, later),
    unoptimised.length > 0
      ? `  Not optimised until the next start: ${unoptimised.join(", ")}. Gas figures are false, and gas limits twice as wide.`
      : "  All contracts run as they are deployed; gas limits are the measured ones again.",
  ];
}

/** The same for the page, in one sentence: what is wrong first, and where. */
export function describeTrouble(files: readonly string[], message: string): string {
  const [what = "", where = ""] = message.split("\n").filter((line) => line.trim() !== "");
  const place = /-->\s*(\S+?):?$/.exec(where)?.[1];
  return `${files.join(", ")} does not run yet. ${what.trim()}${place ? ` (${place})` : ""}`;
}

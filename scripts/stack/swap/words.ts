import type { ContractName } from "../solidity/contractTable.ts";
import type { SwapResult } from "./swapper.ts";

/** What the developer reads in the terminal after a save. */
export function describeSwap(result: SwapResult, ms: number, swapped: readonly ContractName[]): string[] {
  const files = result.files.join(", ");
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  if (result.kind === "wrong") return [`✗ ${files} does not compile; what ran before still runs.\n${result.message}`];
  const constructors =
    result.constructors.length > 0
      ? [`  The constructor of ${result.constructors.join(", ")} counts from the next new world on (--reset).`]
      : [];
  if (result.kind === "same") return [`✓ ${files}: no contract that runs has other code now.`, ...constructors];
  const anew = result.fresh.length > 0;
  const what = result.swapped.length > 0 ? `${result.swapped.join(", ")} swapped in` : "written";
  return [
    `✓ ${files}: ${anew ? "a new world" : what} after ${seconds(ms)} (compiled in ${seconds(result.compileMs)}).`,
    ...(anew
      ? [`  Made anew, and all that holds an address of it: ${result.fresh.join("; ")}. Pages load the new world.`]
      : []),
    ...(result.abis.length > 0 ? [`  ABIs written: ${result.abis.join(", ")}`] : []),
    ...constructors,
    swapped.length > 0
      ? `  Not optimised until the next start: ${swapped.join(", ")}. Gas figures are false, and gas limits twice as wide.`
      : "  All contracts run as they are deployed; gas limits are the measured ones again.",
  ];
}

/** The same for the page, in one sentence: what is wrong first, and where. */
export function describeTrouble(files: readonly string[], message: string): string {
  const [what = "", where = ""] = message.split("\n").filter((line) => line.trim() !== "");
  const place = /-->\s*(\S+?):?$/.exec(where)?.[1];
  return `${files.join(", ")} does not run yet. ${what.trim()}${place ? ` (${place})` : ""}`;
}

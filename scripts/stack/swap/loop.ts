import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "viem";
import { type Addresses, parseJson, readText } from "../deployed.ts";
import { foundryBinary, matchPath } from "../foundry.ts";
import { tsxArgs } from "../paths.ts";
import { run } from "../run.ts";
import { messageOf, type Say } from "../service.ts";
import { startCompiler } from "../solidity/compiler.ts";
import type { ContractName } from "../solidity/contractTable.ts";
import { createSourceTree, filesIn } from "../solidity/sources.ts";
import { repeat } from "../until.ts";
import { findMatchingTests } from "./matching.ts";
import { readSwaps, WIDE_GAS_PERCENT, writeSwaps } from "./note.ts";
import { createSwapper, type SwapperOptions, type SwapResult } from "./swapper.ts";

const TABLES = ["game/rules/table.ts", "game/rules/recipes.ts", "game/rules/numbers.ts"];
const LOOK_MS = 150;
/** An editor may write a file in two goes. */
const SETTLE_MS = 40;

export type LoopOptions = Omit<SwapperOptions, "compiler"> & {
  /** Where the server of the app looks for what was swapped. */
  swapsFile: string;
  say: Say;
  /** Called when what other parts have loaded is old: ABIs or addresses. */
  onStale: () => Promise<void>;
};

/**
 * Watches the sources of contracts and rules, and brings what is saved onto the running chain; then compares the twins and
 * runs the tests that are named after what changed.
 */
export async function startLoop(options: LoopOptions): Promise<() => Promise<void>> {
  const { say, root, swapsFile, onStale, release } = options;
  const compiler = startCompiler();
  const swapper = await createSwapper({ ...options, compiler }).catch(async (error: unknown) => {
    await compiler.dispose();
    throw error;
  });
  const rulesTree = createSourceTree(root, []);
  let afterwards = new AbortController();
  let work: Promise<void> = Promise.resolve();

  /** What is wrong, for the page; null: nothing is. */
  const note = (trouble: string | null, isOther = false) => {
    const [swapped, { round }] = [swapper.swapped(), readSwaps(swapsFile)];
    const gasPercent = swapped.length > 0 ? WIDE_GAS_PERCENT : 100;
    writeSwaps(swapsFile, { swapped, round: isOther ? round + 1 : round, gasPercent, trouble });
  };

  const bringInTables = async (tables: readonly string[]) => {
    say(`${tables.join(" and ")} was saved: writing its constants in Solidity.`);
    await writeTable().catch((error: unknown) => {
      note(describeTrouble(tables, messageOf(error)));
      throw error;
    });
    // Mended without another constant: nothing else would say so.
    if (TABLES.some((table) => readSwaps(swapsFile).trouble?.startsWith(table))) note(null);
  };

  /** Puts saved files on the chain, and says it to terminal and pages. */
  const bringIn = async (files: readonly string[]): Promise<SwapResult | undefined> => {
    const beganMs = performance.now();
    try {
      const result = await swapper.bringIn(files);
      note(result.kind === "wrong" ? describeTrouble(files, result.message) : null, result.kind === "swapped");
      for (const line of describeSwap(result, performance.now() - beganMs, swapper.swapped())) say(line);
      if (result.kind === "swapped" && result.abis.length + result.fresh.length > 0) await onStale();
      return result;
    } catch (error) {
      note(describeTrouble(files, messageOf(error)));
      say(
        `✗ ${files.join(", ")} could not be brought onto the chain; what ran before still runs.\n${messageOf(error)}`,
      );
      return undefined;
    }
  };

  const look = async () => {
    const rules = rulesIn(root).filter(rulesTree.isStale);
    rulesTree.forget(rules);
    const tables = TABLES.filter((table) => rules.includes(table));
    if (tables.length > 0) await bringInTables(tables);
    const files = swapper.saved();
    if (files.length === 0 && rules.length === 0) return;
    afterwards.abort();
    afterwards = new AbortController();
    const before = new Map(files.map((file) => [file, release.tree.read(file)]));
    if (files.length > 0) await pause(SETTLE_MS);
    const result = files.length > 0 ? await bringIn(files) : undefined;
    if (result?.kind === "wrong") return;
    const changed = files.map((file) => ({ file, before: before.get(file), after: release.tree.read(file) }));
    work = lookAfter(options, rules.length > 0, result, changed, afterwards.signal);
  };

  // What is saved from now on is new.
  rulesIn(root).forEach(rulesTree.read);
  const stopWatching = repeat(() => look().catch((error: unknown) => say(`✗ ${messageOf(error)}`)), LOOK_MS);
  return async () => {
    await stopWatching();
    afterwards.abort();
    await work;
    await compiler.dispose();
  };
}

/** What takes longer than a page should wait for. Ends early when something newer was saved. */
async function lookAfter(
  { say, root, rpcUrl, deploymentFile }: LoopOptions,
  hasOtherRules: boolean,
  result: SwapResult | undefined,
  changed: Parameters<typeof findMatchingTests>[0],
  signal: AbortSignal,
): Promise<void> {
  const tell = (line: string) => !signal.aborted && say(line);
  const swapped = result?.kind === "swapped" ? result : undefined;
  const hourglass = parseJson<Addresses>(readText(deploymentFile))?.hourglass as Address | undefined;
  const isAboutRules = hasOtherRules || swapped?.swapped.includes("Hourglass") || (swapped?.fresh.length ?? 0) > 0;
  if (hourglass && isAboutRules) {
    await runScript("scripts/stack/swap/twinsMain.ts", [rpcUrl, hourglass], signal).then(
      (words) => tell(words.trim()),
      (error: unknown) => tell(`The twins could not be compared. ${messageOf(error)}`),
    );
  }
  if (!swapped || signal.aborted) return;
  const matching = findMatchingTests(changed, filesIn(root, "contracts/test", ".t.sol"));
  if (matching.length > 0) tell(await runTests(matching, signal));
  else tell("No test is named after what changed; 'npm test -- forge' runs all.");
}

const rulesIn = (root: string) =>
  filesIn(root, "game/rules", ".ts").filter((file) => !file.endsWith(".test.ts") && !file.includes("/vectors/"));

/** Runs a script of ours in a process of its own, so that it reads the sources as they are now. */
const runScript = (file: string, args: readonly string[], signal?: AbortSignal) =>
  run(process.execPath, [...tsxArgs(file), ...args], { signal, isPatient: signal !== undefined });

/** Writes the constants in Solidity from the tables. @throws Error with what is wrong in them. */
const writeTable = () => runScript("scripts/table.ts", []);

/** Not optimised, in folders of its own (foundry.toml): a fifth of the time. Its gas figures say nothing. */
const QUICK = { FOUNDRY_PROFILE: "quick", ARTIFACTS: "contracts/out/quick" };
const LAST_LINES = 40;

/** Runs some test files of the contracts against the sources as they are now. @returns One line, or what failed. */
async function runTests(files: readonly string[], signal: AbortSignal): Promise<string> {
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
    const output = messageOf(error);
    // What failed, which forge says once more at its end; or why it could not run.
    const failing = output.split("\nFailing tests:\n")[1]?.split("\n\n")[0] ?? output;
    return `✗ ${names}:\n${failing.split("\n").slice(-LAST_LINES).join("\n")}`;
  }
}

/** What the developer reads in the terminal after a save. */
function describeSwap(result: SwapResult, ms: number, unoptimised: readonly ContractName[]): string[] {
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
function describeTrouble(files: readonly string[], message: string): string {
  const [what = "", where = ""] = message.split("\n").filter((line) => line.trim() !== "");
  const place = /-->\s*(\S+?):?$/.exec(where)?.[1];
  return `${files.join(", ")} does not run yet. ${what.trim()}${place ? ` (${place})` : ""}`;
}

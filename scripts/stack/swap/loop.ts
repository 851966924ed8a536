import { setTimeout as pause } from "node:timers/promises";
import type { Address } from "viem";
import { type Addresses, parseJson, readText } from "../deployed.ts";
import type { Say } from "../service.ts";
import { startCompiler } from "../solidity/compiler.ts";
import { createSourceTree, filesIn } from "../solidity/sources.ts";
import { repeat } from "../until.ts";
import { describeTwins, writeTable } from "./after.ts";
import { findMatchingTests } from "./matching.ts";
import { readSwaps, WIDE_GAS_PERCENT, writeSwaps } from "./note.ts";
import { runTests } from "./runTests.ts";
import { createSwapper, type Swapper, type SwapperOptions, type SwapResult } from "./swapper.ts";
import { describeSwap, describeTrouble } from "./words.ts";

const TABLES = ["game/rules/table.ts", "game/rules/recipes.ts"];
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
  const { say } = options;
  const compiler = startCompiler();
  const swapper = await createSwapper({ ...options, compiler }).catch(async (error: unknown) => {
    await compiler.dispose();
    throw error;
  });
  const { tree } = options.release;
  const rulesTree = createSourceTree(options.root, []);
  let afterwards = new AbortController();
  let work: Promise<void> = Promise.resolve();

  const look = async () => {
    const rules = rulesIn(options.root).filter(rulesTree.isStale);
    rulesTree.forget(rules);
    const tables = TABLES.filter((table) => rules.includes(table));
    if (tables.length > 0) await bringInTable(options, tables);
    const files = swapper.saved();
    if (files.length === 0 && rules.length === 0) return;
    afterwards.abort();
    afterwards = new AbortController();
    const before = new Map(files.map((file) => [file, tree.read(file)]));
    if (files.length > 0) await pause(SETTLE_MS);
    const result = files.length > 0 ? await bringIn(options, swapper, files) : undefined;
    const changed = files.map((file) => ({ file, before: before.get(file), after: tree.read(file) }));
    if (result?.kind === "wrong") return;
    work = lookAfter(options, rules, result, changed, afterwards.signal);
  };

  // What is saved from now on is new.
  rulesIn(options.root).forEach(rulesTree.read);
  const stopWatching = repeat(
    () => look().catch((error: unknown) => say(`✗ ${error instanceof Error ? error.message : error}`)),
    LOOK_MS,
  );
  return async () => {
    await stopWatching();
    afterwards.abort();
    await work;
    await compiler.dispose();
  };
}

async function bringInTable({ say, swapsFile }: LoopOptions, tables: readonly string[]): Promise<void> {
  say(`${tables.join(" and ")} was saved: writing its constants in Solidity.`);
  await writeTable().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    writeSwaps(swapsFile, { ...readSwaps(swapsFile), trouble: describeTrouble(tables, message) });
    throw error;
  });
  // Mended without another constant: nothing else would say so.
  const note = readSwaps(swapsFile);
  if (TABLES.some((table) => note.trouble?.startsWith(table))) writeSwaps(swapsFile, { ...note, trouble: null });
}

/** Puts saved files on the chain, and says it to terminal and pages. */
async function bringIn(
  options: LoopOptions,
  swapper: Swapper,
  files: readonly string[],
): Promise<SwapResult | undefined> {
  const { say, swapsFile, onStale } = options;
  const beganMs = performance.now();
  const note = (trouble: string | null, isOther = false) => {
    const [swapped, { round }] = [swapper.swapped(), readSwaps(swapsFile)];
    const gasPercent = swapped.length > 0 ? WIDE_GAS_PERCENT : 100;
    writeSwaps(swapsFile, { swapped, round: isOther ? round + 1 : round, gasPercent, trouble });
  };
  try {
    const result = await swapper.bringIn(files);
    note(result.kind === "wrong" ? describeTrouble(result.files, result.message) : null, result.kind === "swapped");
    for (const line of describeSwap(result, performance.now() - beganMs, swapper.swapped())) say(line);
    if (result.kind === "swapped" && result.abis.length + result.fresh.length > 0) await onStale();
    return result;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    note(describeTrouble(files, message));
    say(`✗ ${files.join(", ")} could not be brought onto the chain; what ran before still runs.\n${message}`);
    return undefined;
  }
}

type Changed = Parameters<typeof findMatchingTests>[0];

/** What takes longer than a page should wait for. Ends early when something newer was saved. */
async function lookAfter(
  { say, root, rpcUrl, deploymentFile }: LoopOptions,
  rules: readonly string[],
  result: SwapResult | undefined,
  changed: Changed,
  signal: AbortSignal,
): Promise<void> {
  const tell = (line: string) => !signal.aborted && say(line);
  const swapped = result?.kind === "swapped" ? result : undefined;
  const hourglass = parseJson<Addresses>(readText(deploymentFile))?.hourglass as Address | undefined;
  const isAboutRules = rules.length > 0 || swapped?.swapped.includes("Hourglass") || (swapped?.fresh.length ?? 0) > 0;
  if (hourglass && isAboutRules) {
    const seed = Math.floor(Math.random() * 2 ** 32);
    await describeTwins(rpcUrl, hourglass, seed, signal).then(tell, (error: unknown) =>
      tell(`The twins could not be compared. ${error instanceof Error ? error.message : error}`),
    );
  }
  if (!swapped || signal.aborted) return;
  const matching = findMatchingTests(changed, filesIn(root, "contracts/test", ".t.sol"));
  if (matching.length === 0) return void tell("No test is named after what changed; 'npm test -- forge' runs all.");
  const names = matching.join(", ");
  const { isFine, text } = await runTests(matching, signal);
  tell(isFine ? `✓ ${names}: ${text}` : `✗ ${names}:\n${text}`);
}

const rulesIn = (root: string) =>
  filesIn(root, "game/rules", ".ts").filter((file) => !file.endsWith(".test.ts") && !file.includes("/vectors/"));

import { foundryBinary, matchPath } from "../stack/foundry.ts";
import { stream } from "../stack/run.ts";
import { readForge } from "../testing/tally.ts";
import { ARTIFACTS, forgetFailures } from "./tree.ts";

/** A mutant that makes the tests run longer than this is told from the code. */
const TIME_LIMIT_MS = 180_000;

/** The same inputs for every mutant and in every run, or the score would be a matter of luck. */
const FUZZ = ["--fuzz-runs", "8", "--fuzz-seed", "0x1"];

/** A test that failed; `setUp` stands for all of its contract. */
export type Failure = { file: string; test: string };

/** Runs test files in a tree until one test fails. Returns it, or nothing when all pass. */
export async function firstFailure(
  tree: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<Failure | undefined> {
  forgetFailures(tree);
  const args = ["test", "--root", tree, ...matchPath(files), "--fail-fast", "--threads", "1", ...FUZZ];
  const late = AbortSignal.timeout(TIME_LIMIT_MS);
  const ends = AbortSignal.any([signal, late]);
  const { output, exitCode } = await stream(foundryBinary("forge"), args, { env: { ARTIFACTS }, signal: ends });
  signal.throwIfAborted();
  if (late.aborted) return { file: "", test: "(too slow)" };
  const failure = readFailure(output);
  // Neither a failed test nor passed ones: what is wrong then is not the mutant.
  if (!failure && (exitCode !== 0 || !readForge(output)?.passed)) {
    throw new Error(`forge could not run the tests:\n${output.trim()}`);
  }
  return failure;
}

/** The first failed test that forge names, with the file that it named before. */
export function readFailure(output: string): Failure | undefined {
  let file = "";
  for (const line of output.split("\n")) {
    file = /^Ran \d+ tests? for (\S+):\w+$/.exec(line)?.[1] ?? file;
    const test = /^\[FAIL.*\] (\w+)\(/.exec(line)?.[1];
    if (test) return { file, test };
  }
  return undefined;
}

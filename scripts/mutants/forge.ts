import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { foundryBinary, matchPath } from "../stack/foundry.ts";
import { readForge } from "../testing/tally.ts";
import { ARTIFACTS, forgetFailures } from "./tree.ts";

/** A mutant that makes the tests run longer than this is told from the code. */
const TIME_LIMIT_MS = 180_000;

/** The same inputs for every mutant and in every run, or the score would be a matter of luck. */
const FUZZ = ["--fuzz-runs", "8", "--fuzz-seed", "0x1"];

/** A test that failed; `setUp` stands for all of its contract. */
export type Failure = { file: string; test: string };

/** Runs test files in a tree, of these the named tests or all, until one fails. Returns it, or nothing when all pass. */
export async function firstFailure(
  tree: string,
  files: readonly string[],
  { signal, tests = [] }: { signal: AbortSignal; tests?: readonly string[] },
): Promise<Failure | undefined> {
  forgetFailures(tree);
  const test = tests.length === 0 ? [] : ["--match-test", `^(${tests.join("|")})\\(`];
  const args = ["test", "--root", tree, ...matchPath(files), ...test, "--fail-fast", "--threads", "1", ...FUZZ];
  const { output, exitCode, isLate } = await runForge(args, signal);
  if (isLate) return { file: files.join(), test: "(too slow)" };
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

async function runForge(args: string[], signal: AbortSignal) {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ARTIFACTS };
  const limits = { signal, timeout: TIME_LIMIT_MS, killSignal: "SIGKILL", maxBuffer: 1 << 28 } as const;
  const ended = await promisify(execFile)(foundryBinary("forge"), args, { env, ...limits }).catch((error) => error);
  // Not forge's end, but ours.
  if (signal.aborted || typeof ended.stdout !== "string") throw ended;
  const output: string = ended.stdout + ended.stderr;
  return { output, exitCode: ended.code ?? 0, isLate: ended.killed === true };
}

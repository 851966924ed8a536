import { spawn } from "node:child_process";
import { foundryBinary } from "../stack/foundry.ts";
import { readForge } from "../testing/tally.ts";
import { forgetFailures } from "./tree.ts";

/** A mutant that makes the tests run longer than this is told from the code. */
const TIME_LIMIT_MS = 180_000;

/** The same inputs for every mutant and in every run, or the score would be a matter of luck. */
const FUZZ = ["--fuzz-runs", "8", "--fuzz-seed", "0x1"];

/** Runs test files in a tree until one test fails. Returns that test's name, or nothing when all pass. */
export async function firstFailure(tree: string, tests: readonly string[]): Promise<string | undefined> {
  forgetFailures(tree);
  const glob = tests.length === 1 ? tests.join() : `{${tests.join(",")}}`;
  const { output, exitCode, isLate } = await runForge([
    ...["test", "--root", tree, "--match-path", glob],
    ...["--fail-fast", "--threads", "1", ...FUZZ],
  ]);
  if (isLate) return "(too slow)";
  const [, failed] = /^\[FAIL[^\n]*\] (\w+)\(/m.exec(output) ?? [];
  if (failed) return failed;
  // Neither a failed test nor passed ones: what is wrong then is not the mutant.
  if (exitCode !== 0 || !readForge(output)?.passed) throw new Error(`forge could not run the tests:\n${output.trim()}`);
  return undefined;
}

function runForge(args: string[]): Promise<{ output: string; exitCode: number; isLate: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(foundryBinary("forge"), args, {
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let isLate = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const timer = setTimeout(() => {
      isLate = true;
      child.kill("SIGKILL");
    }, TIME_LIMIT_MS);
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ output, exitCode: code ?? 1, isLate });
    });
  });
}

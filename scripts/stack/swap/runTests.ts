import { foundryBinary, matchPath } from "../foundry.ts";
import { run } from "../run.ts";

/** Not optimised, in folders of its own (foundry.toml): a fifth of the time. Its gas figures say nothing. */
const QUICK = { FOUNDRY_PROFILE: "quick", ARTIFACTS: "contracts/out/quick" };

export type TestReport = { isFine: boolean; text: string };

/** Runs some test files of the contracts against the sources as they are now. */
export async function runTests(files: readonly string[], signal: AbortSignal): Promise<TestReport> {
  const forge = (...args: string[]) => run(foundryBinary("forge"), args, { env: QUICK, signal, isPatient: true });
  try {
    // Tests outside of the game deploy artifacts, of the contracts and of helpers.
    if (files.some((file) => !file.startsWith("contracts/test/game/"))) {
      await forge("build", "contracts/src", "contracts/test/support");
    }
    const output = await forge("test", ...matchPath(files), "--gas-snapshot-emit", "false");
    return { isFine: true, text: summarise(output) };
  } catch (error) {
    return { isFine: false, text: lastWords(error instanceof Error ? error.message : String(error)) };
  }
}

const LAST_LINES = 40;

/** What failed, which forge says once more at its end; or why it could not run. */
function lastWords(output: string): string {
  const [, failing] = output.split("\nFailing tests:\n");
  return (failing?.split("\n\n")[0] ?? output).split("\n").slice(-LAST_LINES).join("\n");
}

/** forge's last line, without its clock. */
function summarise(output: string): string {
  const [, passed = "0", failed = "0"] =
    /Ran \d+ test suites? in .*: (\d+) tests? passed, (\d+) failed/.exec(output) ?? [];
  return `${passed} passed, ${failed} failed`;
}

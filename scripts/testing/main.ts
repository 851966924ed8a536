// npm test: every runner in order, or the parts and test files that are named.
import { mkdirSync, rmSync } from "node:fs";
import { buildEnvironment } from "../../app/test/built/known";
import { portOffset } from "../../e2e/testing/world.ts";
import { ensureChromium } from "../setup/chromium.ts";
import { parseJson, readText } from "../stack/deployed.ts";
import { foundryBinary, matchPath } from "../stack/foundry.ts";
import { bin, fromRoot } from "../stack/paths.ts";
import { generatePrismaClient } from "../stack/prismaClient.ts";
import { type Show, stream } from "../stack/run.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { writeSequences } from "../vectors/renderSequences.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { chooseTests, type PartName, plan } from "./choose.ts";
import { trackedFiles } from "./files.ts";
import { runPlan } from "./plan.ts";
import { readForge, readPlaywright, readSteps, readVitest, settle, type Tally } from "./tally.ts";

const RESULTS = fromRoot("test-results");

/** Each part is one runner: it shows what that writes where it is told, and with files runs only these of its tests. */
const parts: Record<PartName, (show: Show, files: readonly string[]) => Promise<Tally>> = {
  check: (show) => runScript(show, "check.ts"),
  // The contracts as the tests want them; `check` compiles them as they are deployed.
  compile: async (show) => settleOne(await forge(show, ["build"])),
  forge: async (show, files) => {
    // The tests deploy what the stack deploys.
    await buildContracts();
    writeSequences();
    writeGrants();
    // contracts/snapshots: gas must not drift (npm run gas writes it anew).
    return testContracts(show, [...matchPath(files), "--gas-snapshot-check", "true", "--gas-snapshot-emit", "false"]);
  },
  // What solc's model checker proves of contracts/src/session/Amounts.sol.
  formal: (show) => runScript(show, "formal/main.ts"),
  // Validations step by step against ERC-7562: forge's tracer is there in this profile only.
  trace: (show, files) => testContracts(show, matchPath(files), { FOUNDRY_PROFILE: "trace" }),
  // docs/make-your-own-game.md, followed in a copy that starts from what forge has compiled.
  guide: (show) => runScript(show, "guide/main.ts"),
  coverage: (show) => runScript(show, "coverage/main.ts"),
  mutants: (show) => runScript(show, "mutants/main.ts", "--quick"),
  unit: (show, files) => runVitest(show, "unit", files),
  integration: (show, files) => runVitest(show, "integration", files),
  // The kit as a stranger gets it: packed, installed outside, compiled, bundled, played.
  kit: (show, files) => runVitest(show, "kit", files),
  // Its setup says which server it found, and a test asserts its version.
  postgres: (show, files) => runVitest(show, "postgres", files),
  build: async (show) => {
    await generatePrismaClient();
    // Keys that are worth nothing, and looked for in the build afterwards; and the gallery of states, which only stories open.
    const env = { NEXT_TELEMETRY_DISABLED: "1", HOURGLASS_STATES: "1", ...buildEnvironment };
    return settleOne(await stream(process.execPath, [bin("next"), "build"], { env, show }));
  },
  // What that build makes a browser load must stay within its budget.
  sizes: (show) => runScript(show, "testing/sizes.ts"),
  // The production build, looked into and started: secrets, headers, environment, load.
  built: (show, files) => runVitest(show, "built", files),
  firstStories: (show, files) => playStories(show, 1, files),
  otherStories: (show, files) => playStories(show, 2, files),
};

const forge = (show: Show, args: readonly string[], env: Record<string, string> = {}) =>
  stream(foundryBinary("forge"), args, { env, show });

async function testContracts(show: Show, args: readonly string[], env: Record<string, string> = {}): Promise<Tally> {
  const { output, exitCode } = await forge(show, ["test", ...args], env);
  return settle(readForge(output), exitCode);
}

/** A script of ours, which says at its end how much of what it looked at was right. */
async function runScript(show: Show, file: string, ...args: readonly string[]): Promise<Tally> {
  const command = ["--import", "tsx", fromRoot("scripts", file), ...args];
  const { output, exitCode } = await stream(process.execPath, command, { show });
  return settle(readSteps(output), exitCode);
}

/** A command that is one check. */
const settleOne = ({ exitCode }: { exitCode: number }) =>
  settle({ passed: exitCode === 0 ? 1 : 0, failed: 0 }, exitCode);

/** Runs one of vitest's projects (vitest.config.ts). */
async function runVitest(show: Show, project: string, files: readonly string[]): Promise<Tally> {
  const report = `${RESULTS}/vitest-${project}.json`;
  rmSync(report, { force: true });
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { exitCode } = await stream(process.execPath, [bin("vitest"), ...args, ...files], { show });
  return settle(readJson(report, readVitest), exitCode);
}

/** Plays one half of the stories, at desktop and phone size, in a world of its own. One story alone is in one half. */
async function playStories(show: Show, half: 1 | 2, files: readonly string[]): Promise<Tally> {
  ensureChromium();
  const report = `${RESULTS}/playwright-${half}.json`;
  rmSync(report, { force: true });
  const args = [bin("@playwright/test", "playwright"), "test", `--shard=${half}/2`, "--pass-with-no-tests", ...files];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, HOURGLASS_E2E_OFFSET: String(portOffset(half)) };
  const { exitCode } = await stream(process.execPath, args, { env, show });
  return settle(readJson(report, readPlaywright), exitCode);
}

/**
 * Runs the named parts and test files, or everything.
 * @param argv Names of parts, names of test files or pieces of their path.
 * @returns The exit code.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const chosen = chooseTests(argv, trackedFiles());
  if (typeof chosen === "string") {
    console.error(chosen);
    return 1;
  }
  mkdirSync(RESULTS, { recursive: true });
  const isChosen = (name: PartName) => chosen.size === 0 || chosen.has(name);
  const { failed } = await runPlan(plan, (name, show) => parts[name](show, chosen.get(name) ?? []), { isChosen });
  return failed > 0 ? 1 : 0;
}

function readJson(file: string, read: (report: unknown) => Tally | undefined): Tally | undefined {
  const report = parseJson(readText(file));
  return report === undefined ? undefined : read(report);
}

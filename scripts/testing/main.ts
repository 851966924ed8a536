import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildEnvironment } from "../secrets/known.ts";
import { ensureChromium } from "../setup/chromium.mjs";
import { buildContracts } from "../stack/contracts.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { generatePrismaClient } from "../stack/prismaClient.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { writeSequences } from "../vectors/writeSequences.ts";
import { bin } from "./bin.ts";
import { type PartName, plan } from "./partNames.ts";
import { runPlan } from "./plan.ts";
import { type Show, type Streamed, stream } from "./stream.ts";
import {
  readCoverage,
  readForge,
  readMutants,
  readPlaywright,
  readSteps,
  readVitest,
  settle,
  type Tally,
} from "./tally.ts";

const RESULTS = fromRoot("test-results");

/** Each part is one runner; it shows what that writes where it is told. */
const parts: Record<PartName, (show: Show) => Promise<Tally>> = {
  check: async (show) => {
    const { output, exitCode } = await script(show, "check.ts");
    return settle(readSteps(output), exitCode);
  },
  // The contracts as the tests want them; `check` compiles them as they are deployed.
  compile: async (show) => settleOne(await forge(show, ["build"])),
  forge: async (show) => {
    // The tests deploy what the stack deploys.
    await buildContracts();
    writeSequences();
    writeGrants();
    // contracts/snapshots: gas must not drift (npm run gas writes it anew).
    const { output, exitCode } = await forge(show, [
      "test",
      "--gas-snapshot-check",
      "true",
      "--gas-snapshot-emit",
      "false",
    ]);
    return settle(readForge(output), exitCode);
  },
  // What solc's model checker proves of contracts/src/session/Amounts.sol.
  formal: async (show) => {
    const { output, exitCode } = await script(show, "formal/main.ts");
    return settle(readSteps(output), exitCode);
  },
  // Validations step by step against ERC-7562: forge's tracer is there in this profile only.
  trace: async (show) => {
    const { output, exitCode } = await forge(show, ["test"], { FOUNDRY_PROFILE: "trace" });
    return settle(readForge(output), exitCode);
  },
  // docs/make-your-own-game.md, followed in a copy that starts from what forge has compiled.
  guide: async (show) => settleOne(await script(show, "guide/main.ts")),
  coverage: async (show) => {
    const { output, exitCode } = await script(show, "coverage/main.ts");
    return settle(readCoverage(output), exitCode);
  },
  mutants: async (show) => {
    const { output, exitCode } = await script(show, "mutants/main.ts", "--quick");
    return settle(readMutants(output), exitCode);
  },
  unit: (show) => runVitest(show, "unit"),
  integration: (show) => runVitest(show, "integration"),
  // Its setup says which server it found, and a test asserts its version.
  postgres: (show) => runVitest(show, "postgres"),
  build: async (show) => {
    await generatePrismaClient();
    const environment = {
      NEXT_TELEMETRY_DISABLED: "1",
      // Worth nothing, and looked for in the build afterwards.
      ...buildEnvironment,
    };
    return settleOne(await stream(process.execPath, [bin("next"), "build"], environment, show));
  },
  // What that build makes a browser load must stay within its budget.
  sizes: async (show) => settleOne(await script(show, "testing/sizes.ts")),
  // The production build, looked into and started: secrets, headers, environment, load.
  built: (show) => runVitest(show, "built"),
  e2e: async (show) => {
    ensureChromium();
    const report = `${RESULTS}/playwright.json`;
    rmSync(report, { force: true });
    const args = [bin("@playwright/test", "playwright"), "test"];
    const { exitCode } = await stream(process.execPath, args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report }, show);
    return settle(readJson(report, readPlaywright), exitCode);
  },
};

const forge = (show: Show, args: readonly string[], env: Record<string, string> = {}) =>
  stream(foundryBinary("forge"), args, env, show);

const script = (show: Show, file: string, ...args: readonly string[]) =>
  stream(process.execPath, ["--import", "tsx", fromRoot("scripts", file), ...args], {}, show);

/** A command that is one check. */
const settleOne = ({ exitCode }: Streamed) => settle({ passed: exitCode === 0 ? 1 : 0, failed: 0 }, exitCode);

/** Runs one of vitest's projects (vitest.config.ts). */
async function runVitest(show: Show, project: string): Promise<Tally> {
  const report = `${RESULTS}/vitest-${project}.json`;
  rmSync(report, { force: true });
  const args = ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { exitCode } = await stream(process.execPath, [bin("vitest"), ...args], {}, show);
  return settle(readJson(report, readVitest), exitCode);
}

/** Runs the named parts, or all. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  mkdirSync(RESULTS, { recursive: true });
  return runPlan(plan, parts, argv);
}

function readJson(file: string, read: (report: unknown) => Tally | undefined): Tally | undefined {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { buildEnvironment } from "../secrets/known.ts";
import { ensureChromium } from "../setup/chromium.mjs";
import { buildContracts } from "../stack/contracts.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { generatePrismaClient } from "../stack/prismaClient.ts";
import { writeSequences } from "../vectors/writeSequences.ts";
import { bin } from "./bin.ts";
import { type PartName, partNames } from "./partNames.ts";
import { stream } from "./stream.ts";
import { add, readCoverage, readForge, readMutants, readPlaywright, readVitest, settle, type Tally } from "./tally.ts";

const RESULTS = fromRoot("test-results");

/** Each part is one runner. */
const parts: Record<PartName, () => Promise<Tally>> = {
  check: async () => {
    const { output, exitCode } = await stream(process.execPath, ["--import", "tsx", fromRoot("scripts/check.ts")]);
    const [, passed, failed] = /^check: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
    return settle(passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) }, exitCode);
  },
  forge: async () => {
    // The tests deploy what the stack deploys.
    await buildContracts();
    writeSequences();
    // contracts/snapshots: gas must not drift (npm run gas writes it anew).
    const gas = ["--gas-snapshot-check", "true", "--gas-snapshot-emit", "false"];
    const { output, exitCode } = await stream(foundryBinary("forge"), ["test", ...gas]);
    return settle(readForge(output), exitCode);
  },
  // Validations step by step against ERC-7562: forge's tracer is there in this profile only.
  trace: async () => {
    const { output, exitCode } = await stream(foundryBinary("forge"), ["test"], { FOUNDRY_PROFILE: "trace" });
    return settle(readForge(output), exitCode);
  },
  // docs/make-your-own-game.md, followed in a copy that starts from what forge has compiled.
  guide: async () => {
    const { exitCode } = await stream(process.execPath, ["--import", "tsx", fromRoot("scripts/guide/main.ts")]);
    return settle({ passed: exitCode === 0 ? 1 : 0, failed: 0 }, exitCode);
  },
  coverage: async () => {
    const { output, exitCode } = await stream(process.execPath, [
      "--import",
      "tsx",
      fromRoot("scripts/coverage/main.ts"),
    ]);
    return settle(readCoverage(output), exitCode);
  },
  mutants: async () => {
    const few = ["--import", "tsx", fromRoot("scripts/mutants/main.ts"), "--quick"];
    const { output, exitCode } = await stream(process.execPath, few);
    return settle(readMutants(output), exitCode);
  },
  vitest: () => runVitest("unit", "integration"),
  // Its setup says which server it found, and a test asserts its version.
  postgres: () => runVitest("postgres"),
  build: async () => {
    await generatePrismaClient();
    const { exitCode } = await stream(process.execPath, [bin("next"), "build"], {
      NEXT_TELEMETRY_DISABLED: "1",
      // Worth nothing, and looked for in the build afterwards.
      ...buildEnvironment,
    });
    return settle({ passed: exitCode === 0 ? 1 : 0, failed: 0 }, exitCode);
  },
  // What that build makes a browser load must stay within its budget.
  sizes: async () => {
    const { exitCode } = await stream(process.execPath, ["--import", "tsx", fromRoot("scripts/testing/sizes.ts")]);
    return settle({ passed: exitCode === 0 ? 1 : 0, failed: 0 }, exitCode);
  },
  // The production build, looked into and started: secrets, headers, environment, load.
  built: () => runVitest("built"),
  e2e: async () => {
    ensureChromium();
    const report = `${RESULTS}/playwright.json`;
    rmSync(report, { force: true });
    const { exitCode } = await stream(process.execPath, [bin("@playwright/test", "playwright"), "test"], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    return settle(readJson(report, readPlaywright), exitCode);
  },
};

/** Runs some of vitest's projects (vitest.config.ts). */
async function runVitest(...projects: readonly string[]): Promise<Tally> {
  const report = `${RESULTS}/vitest-${projects.join("-")}.json`;
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const { exitCode } = await stream(process.execPath, [bin("vitest"), "run", ...chosen, ...reporters]);
  return settle(readJson(report, readVitest), exitCode);
}

/** Runs the named parts, or all. Returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const unknown = argv.find((name) => !partNames.some((part) => part === name));
  if (unknown !== undefined) {
    console.error(`Seen '${unknown}'; the parts are ${partNames.join(", ")}. Without a name all of them run.`);
    return 1;
  }
  mkdirSync(RESULTS, { recursive: true });
  let total: Tally = { passed: 0, failed: 0 };
  for (const name of partNames) {
    if (argv.length > 0 && !argv.includes(name)) continue;
    console.log(`\n=== ${name}`);
    const beganMs = Date.now();
    const tally = await parts[name]().catch((error: unknown): Tally => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1 };
    });
    console.log(`=== ${name}: ${Math.round((Date.now() - beganMs) / 1000)} s`);
    total = add(total, tally);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

function readJson(file: string, read: (report: unknown) => Tally | undefined): Tally | undefined {
  return existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : undefined;
}

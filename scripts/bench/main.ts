// npm run bench [-- PART…] [--save]: what was measured on this machine, each figure beside its baseline of the same run. It never judges.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { type Bench, type Figure, nameOf, ratioOf } from "../../app/_bench/figure";
import type { LatencySamples } from "../../e2e/fixtures/timing";
import { runShown } from "../setup/apt.ts";
import { ensureChromium } from "../setup/chromium.ts";
import { readArguments, UsageError } from "../stack/options.ts";
import { bin, fromRoot } from "../stack/paths.ts";
import { findNoisy } from "./figure";
import { measureFrames } from "./frames";
import { readGas } from "./gas";
import { readLatency, readWaterfall } from "./latency";

const USAGE = `npm run bench [-- PART…] [--save]

  PART      gas, latency, frames (default: all)
  --save    writes docs/bench.json, which /bench shows`;

const SAVED = fromRoot("docs/bench.json");
const SAMPLES = fromRoot("test-results/latency.json");

const parts: Readonly<Record<string, () => Promise<readonly Figure[]> | readonly Figure[]>> = {
  gas: readGas,
  latency: measureLatency,
  frames: measureFrames,
};

/** Plays in the world of the stories, on the newest build, and prints what an operation's time is made of. */
function measureLatency(): readonly Figure[] {
  ensureChromium();
  rmSync(SAMPLES, { force: true });
  const playwright = [bin("@playwright/test", "playwright"), "test", "--config", "playwright.bench.config.ts"];
  if (!runShown(process.execPath, ...playwright)) throw new Error("The latency could not be measured; see above.");
  const samples: LatencySamples = JSON.parse(readFileSync(SAMPLES, "utf8"));
  console.log("\nAn operation's way, in ms, and the share of each part in the mean");
  console.table(
    Object.fromEntries(readWaterfall(samples).map(({ what, share, ...row }) => [what, { ...row, "share, %": share }])),
  );
  return readLatency(samples);
}

const round = (value: number) => (value < 100 ? Number(value.toFixed(1)) : Math.round(value));

function print(figures: readonly Figure[], noisy: readonly string[]): void {
  const rows = figures.map((figure) => {
    const { value, unit, baseline } = figure;
    const ratio = ratioOf(figure);
    const beside = baseline && { baseline: round(baseline.value), "which is": baseline.name };
    const isNoisy = noisy.includes(nameOf(figure));
    return [
      nameOf(figure),
      {
        value: round(value),
        unit,
        ...beside,
        ...(ratio && { ratio: Number(ratio.toFixed(2)) }),
        ...(isNoisy && { noisy: "noisy" }),
      },
    ];
  });
  console.table(Object.fromEntries(rows));
}

function readSaved(): Bench | undefined {
  try {
    return JSON.parse(readFileSync(SAVED, "utf8"));
  } catch {
    return undefined;
  }
}

async function main(argv: string[]): Promise<void> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = readArguments(
    { args: argv, options: { save: flag, help: flag }, allowPositionals: true },
    USAGE,
  );
  if (values.help) return console.log(USAGE);
  const unknown = positionals.find((name) => !(name in parts));
  if (unknown !== undefined) throw new UsageError(`Seen '${unknown}'; allowed: ${Object.keys(parts).join(", ")}`);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts))
    if (positionals.length === 0 || positionals.includes(name)) figures.push(...(await measure()));
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}`;
  const before = readSaved();
  const noisy = before?.machine === machine ? findNoisy(before.figures, figures) : [];
  print(figures, noisy);
  if (!values.save) return;
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: fromRoot(), encoding: "utf8" }).trim();
  const saved: Bench = { machine, commit, date: new Date().toISOString().slice(0, 10), figures, noisy };
  writeFileSync(SAVED, `${JSON.stringify(saved, null, 2)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = 1;
});

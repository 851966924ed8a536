// npm run test:deep: first what takes minutes (vitest's project `deep`), then the contracts under the deep profile of
// foundry.toml, which takes hours. `--estimate` only says how many, and whatever else is said goes to forge, alone
// (`-- --match-path 'contracts/test/invariants/*'`).
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { foundryBinary } from "../stack/foundry.ts";
import { root } from "../stack/paths.ts";
import { writeSequences } from "../vectors/renderSequences.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { bin } from "./bin.ts";
import { estimateDeep, type Report } from "./estimateDeep.ts";
import { stream } from "./stream.ts";

/** Enough to measure by; as many runs of the deep profile as `deep` says. */
const sample = { fuzz: 50, invariant: 8 };
const deep = { fuzz: 100_000, invariant: 5_000 };
const forge = foundryBinary("forge");
/** New inputs each time; FOUNDRY_FUZZ_SEED draws those of an earlier run again. */
const seed = process.env.FOUNDRY_FUZZ_SEED ?? `0x${randomBytes(32).toString("hex")}`;
const argv = process.argv.slice(2);
const selection = argv.filter((argument) => argument !== "--estimate");

/** A sample that fails is worth its durations all the same; the deep run will fail too, and show why. */
function measure(): Report {
  const env = {
    ...process.env,
    FOUNDRY_PROFILE: "deep",
    FOUNDRY_FUZZ_SEED: seed,
    FOUNDRY_FUZZ_RUNS: String(sample.fuzz),
    FOUNDRY_INVARIANT_RUNS: String(sample.invariant),
  };
  const { stdout, status } = spawnSync(forge, ["test", "--json", ...selection], {
    cwd: root,
    env,
    maxBuffer: 1 << 30,
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.exitCode = status ?? 1;
  return JSON.parse(stdout.toString()) as Report;
}

let failed = false;
if (argv.length === 0) {
  const { exitCode } = await stream(process.execPath, [bin("vitest"), "run", "--project", "deep"]);
  failed = exitCode !== 0;
}
writeSequences();
writeGrants();
console.log(`Seed ${seed}. Measuring with a sample of the runs …`);
const { totalMs, slowest } = estimateDeep(measure(), sample, deep, availableParallelism());
console.log(`The deep profile will take about ${Math.ceil(totalMs / 60_000)} minutes here. Longest:`);
for (const { name, ms } of slowest) console.log(`  ${String(Math.ceil(ms / 60_000)).padStart(4)} min  ${name}`);
if (!argv.includes("--estimate")) {
  const { exitCode } = await stream(forge, ["test", "-vv", ...selection], {
    FOUNDRY_PROFILE: "deep",
    FOUNDRY_FUZZ_SEED: seed,
  });
  process.exitCode = exitCode;
}
if (failed) process.exitCode = 1;

// npm run coverage: which lines and branches of account, session and paymaster no test runs, and whether it is said why.
import { readFileSync } from "node:fs";
import path from "node:path";
import { readText } from "../stack/deployed.ts";
import { foundryBinary } from "../stack/foundry.ts";
import { newFolder } from "../stack/newFolder.ts";
import { fromRoot, root } from "../stack/paths.ts";
import { run } from "../stack/run.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { filesIn } from "../stack/solidity/sources.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { type Explained, GAPS, hasCode, judgeGaps, type Measured, readLcov } from "./gaps.ts";

/** One run of forge. `skip`: what it does not compile. `measures`: the files that it is asked about. */
type Pass = {
  args: readonly string[];
  skip: readonly string[];
  env: Record<string, string>;
  measures: (file: string) => boolean;
};

const PARTS = /^contracts\/src\/(account|session|paymaster)\//;

/** The one file that calls OpenZeppelin's P-256, which has too deep a stack for code that nothing optimises. */
const DEEP = "P256Sha256Verifier";
const isDeep = (file: string) => file.endsWith(`/${DEEP}.sol`);

/** The game has tests and vectors of its own; gas is other in instrumented code; a trace needs the tracer; attacks, campaigns,
 * use cases and accounts of other makes run the same code again, and take minutes. */
const OTHERS = [
  "contracts/script/**",
  "contracts/src/examples/**",
  "contracts/test/{adversarial,erc7562,game,gas,invariants,next,others,portable,usecases}/**",
  "ERC7913WebAuthnVerifier.sol",
];

const passes: readonly Pass[] = [
  {
    // Without optimiser and IR, which move and merge code until nobody can say which line ran.
    args: [],
    skip: [...OTHERS, `${DEEP}.sol`, "Assembly.t.sol", "P256.vectors.t.sol", "P256.wycheproof.t.sol"],
    env: { COVERAGE_UNMEASURED: DEEP },
    measures: (file) => PARTS.test(file) && !isDeep(file),
  },
  {
    args: ["--ir-minimum"],
    skip: [
      ...OTHERS,
      "contracts/src/{account,game,next,paymaster}/**",
      "contracts/test/{account,paymaster}/**",
      "contracts/test/support/[!A]*",
      "contracts/test/session/{[!P]*,P[!2]*}",
      "{GrantReader,SessionValidator}.sol",
    ],
    env: {},
    measures: isDeep,
  },
];

/** One input for each fuzz test: what needs the luck of many is not covered. */
const FUZZ = ["--fuzz-runs", "1", "--fuzz-seed", "0x1"];

/** Measures the contracts. Rejects with forge's words when a test fails: what it then ran says nothing. */
async function measure(): Promise<Measured[]> {
  const { folder, remove } = newFolder("coverage");
  try {
    const measured: Measured[] = [];
    for (const [index, { args, skip, env, measures }] of passes.entries()) {
      const report = path.join(folder, `${index}.info`);
      const skips = skip.flatMap((each) => ["--skip", each]);
      const reports = ["--report", "lcov", "--report-file", report, "--exclude-tests"];
      await run(foundryBinary("forge"), ["coverage", ...args, ...reports, ...skips, ...FUZZ], { env });
      measured.push(...readLcov(readFileSync(report, "utf8")).filter(({ file }) => measures(file)));
    }
    return measured.sort((a, b) => (a.file < b.file ? -1 : 1));
  } finally {
    remove();
  }
}

const read = (file: string) => readText(fromRoot(file));

/** A file that forge says nothing of would otherwise pass for covered. */
function findUnmeasured(measured: ReadonlySet<string>): string[] {
  return ["account", "session", "paymaster"]
    .flatMap((part) => filesIn(root, `contracts/src/${part}`, ".sol"))
    .filter((file) => hasCode(read(file) ?? "") && !measured.has(file))
    .map((file) => `${file} has code, and forge measured none`);
}

const beganMs = Date.now();
// What is not measured is deployed as it is released.
await buildContracts();
writeGrants();
const measured = await measure();
const explained: Explained[] = JSON.parse(read(GAPS) ?? "[]");
const gaps = measured.flatMap((each) => each.gaps);
const faults = [...findUnmeasured(new Set(measured.map(({ file }) => file))), ...judgeGaps(gaps, explained, read)];
const rows = measured.map((each) => [each.file, { counted: each.counted, gaps: each.gaps.length }]);
console.table(Object.fromEntries(rows));
for (const { file, line, what } of gaps) console.log(`${file}:${line} ${what}`);
for (const fault of faults) console.error(`  ${fault}`);
console.log(`\n${gaps.length} gaps, ${Math.round((Date.now() - beganMs) / 1000)} s`);
console.log(`coverage: ${measured.length} passed, ${faults.length} failed`);
process.exitCode = faults.length > 0 ? 1 : 0;

// npm run coverage: which lines and branches of account, session and paymaster no test runs, and whether it is said why.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { type Explained, GAPS, hasCode, judgeGaps } from "./gaps.ts";
import { measure } from "./passes.ts";

const read = (file: string) => (existsSync(fromRoot(file)) ? readFileSync(fromRoot(file), "utf8") : undefined);

/** A file that forge says nothing of would otherwise pass for covered. */
function findUnmeasured(measured: ReadonlySet<string>): string[] {
  return ["account", "session", "paymaster"]
    .flatMap((part) => readdirSync(fromRoot("contracts/src", part)).map((name) => `contracts/src/${part}/${name}`))
    .filter((file) => hasCode(read(file) ?? "") && !measured.has(file))
    .map((file) => `${file} has code, and forge measured none`);
}

async function main(): Promise<number> {
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
  return faults.length > 0 ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});

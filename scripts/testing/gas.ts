// npm run gas: measures, and writes contracts/snapshots and what docs/gas.md shows of them anew.
import { readFileSync, writeFileSync } from "node:fs";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { stream } from "../stack/run.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { type ForgeSuites, readSplits, type Split } from "./gas/readSplits.ts";
import { type Measured, renderBesideTable, renderDocument, renderSplitTable } from "./gas/renderGas.ts";

/** Names of the snapshots (contracts/test/gas), and how they are told. */
const SPLITS = {
  "split: smallest action": "smallest action",
  "split: first operation": "first operation",
  "split: ten coalesced": "ten coalesced",
};
const BESIDE = {
  "action beside SmartSession": "ours",
  "SmartSession, two policies": "SmartSession, two policies",
  "SmartSession, limits": "SmartSession, limits like ours",
};
const BARE = "bare action beside SmartSession";

/**
 * Measures, writes the snapshots, and reads the traces of the transactions.
 * @throws When a bound does not hold.
 */
async function measure(): Promise<Measured> {
  await buildContracts();
  const args = ["test", "--match-path", "contracts/test/gas/*", "--json", "-vvvv"];
  // A failing test is told by its own row.
  const { output } = await stream(foundryBinary("forge"), args);
  const suites: ForgeSuites = JSON.parse(output.slice(Math.max(0, output.indexOf('{"contracts/'))));
  const tests = Object.values(suites).flatMap(({ test_results }) => Object.entries(test_results));
  for (const [name, { status, reason, decoded_logs }] of tests) {
    console.log(`${status === "Success" ? "✓" : "✗"} ${name} ${reason ?? ""}`);
    for (const line of decoded_logs) console.log(`  ${line}`);
  }
  if (tests.length === 0 || tests.some(([, { status }]) => status !== "Success"))
    throw new Error("A bound does not hold.");
  const measured = tests.map(([, test]) => test);
  const snapshots = Object.entries(Object.assign({}, ...measured.map(({ gas_snapshots }) => gas_snapshots?.session)));
  // As forge writes them, which with `--json` it does not.
  const sorted = Object.fromEntries(snapshots.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(fromRoot("contracts/snapshots/session.json"), JSON.stringify(sorted, undefined, 2));
  const told: Record<string, string> = { ...SPLITS, ...BESIDE };
  const splits = measured.flatMap((test) => readSplits(test, (name) => name in told));
  const named = (names: Record<string, string>): Split[] =>
    Object.entries(names).map(([snapshot, name]) => {
      const split = splits.find((candidate) => candidate.name === snapshot);
      if (!split) throw new Error(`'${snapshot}' was not measured.`);
      return { ...split, name };
    });
  if (sorted[BARE] === undefined) throw new Error(`'${BARE}' was not measured.`);
  return { splits: named(SPLITS), beside: named(BESIDE), bareGas: Number(sorted[BARE]) };
}

const measured = await measure();
console.log(`\n${renderSplitTable(measured.splits)}\n\n${renderBesideTable(measured)}\n`);
writeFileSync(fromRoot("contracts/snapshots/split.json"), `${JSON.stringify(measured, undefined, 2)}\n`);
const document = fromRoot("docs/gas.md");
writeFileSync(document, renderDocument(readFileSync(document, "utf8"), measured));

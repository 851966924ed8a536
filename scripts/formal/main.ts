// npm run formal: solc's model checker proves the arithmetic of sessions, and finds faults that are planted into it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fromRoot } from "../stack/paths.ts";

/** A change of the arithmetic, before it is proven: a fault that must be found. */
type Plant = { from: string; to: string };

/** What came of the assertions of one harness. */
type Proof = { asserted: number; proven: number; refuted: readonly string[] };

const PLANTED_IN = "src/session/Amounts.sol";

const plants: readonly (Plant & { harness: string })[] = [
  { harness: "Budgets.sol", from: "amount <= left", to: "amount <= left + 1" },
  { harness: "Counts.sol", from: "period >= newest", to: "period != newest + 1" },
  { harness: "Windows.sol", from: "validAfter < validUntil", to: "validAfter <= validUntil" },
  { harness: "Lives.sol", from: "!isEnded && epoch == current", to: "epoch == current" },
];

let passed = 0;
let failed = 0;
const tell = (isFine: boolean, text: string) => {
  console.log(`${isFine ? "✓" : "✗"} ${text}`);
  if (isFine) passed++;
  else failed++;
};
for (const harness of ["Budgets.sol", "Counts.sol", "Lives.sol", "Windows.sol"]) {
  const { asserted, proven, refuted } = prove(harness);
  tell(asserted > 0 && proven === asserted && refuted.length === 0, `${harness}: ${proven} of ${asserted} proven`);
  for (const text of refuted) console.log(text);
}
for (const { harness, ...plant } of plants) {
  const { refuted } = prove(harness, plant);
  tell(refuted.length > 0, `${harness}: '${plant.to}' for '${plant.from}' is found`);
}
console.log(`formal: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/**
 * Has solc's model checker (CHC engine, its own z3) prove the assertions of a harness.
 * @param harness A file of contracts/formal, such as `Budgets.sol`.
 * @param plant A fault to be found.
 * @returns How many assertions stand there, how many are proven, and what the checker says of the others.
 * @throws Error when it does not compile, or the plant does not fit.
 */
function prove(harness: string, plant?: Plant): Proof {
  const source = read(`formal/${harness}`);
  // Not typed by its package.
  const solc = createRequire(import.meta.url)("solc") as {
    compile: (input: string, callbacks: { import: (file: string) => { contents: string } }) => string;
  };
  const input = {
    language: "Solidity",
    sources: { [`formal/${harness}`]: { content: source } },
    settings: {
      // No timeout: with one it wants threads, which WebAssembly has not.
      modelChecker: { engine: "chc", targets: ["assert"], solvers: ["z3"], showProvedSafe: true, showUnproved: true },
      outputSelection: { "*": { "*": [] } },
    },
  };
  const answer = solc.compile(JSON.stringify(input), { import: (file) => ({ contents: read(file, plant) }) });
  const messages: { severity: string; message: string }[] = JSON.parse(answer).errors ?? [];
  const failure = messages.find(({ severity }) => severity === "error");
  if (failure) throw new Error(failure.message);
  const said = messages.map(({ message }) => message).filter((message) => message.includes("Assertion violation"));
  return {
    asserted: source.match(/\bassert\(/g)?.length ?? 0,
    proven: said.filter((message) => message.includes("check is safe")).length,
    refuted: said.filter((message) => !message.includes("check is safe")),
  };
}

function read(file: string, plant?: Plant): string {
  const text = readFileSync(fromRoot("contracts", file), "utf8");
  if (!plant || file !== PLANTED_IN) return text;
  if (text.split(plant.from).length !== 2) throw new Error(`${file} does not have '${plant.from}' once.`);
  return text.replace(plant.from, plant.to);
}

// npm run formal: solc's model checker proves the arithmetic of sessions, and finds faults that are planted into it.
import { root } from "../stack/paths.ts";
import { compileHere } from "../stack/solidity/solc.ts";
import { createSourceTree } from "../stack/solidity/sources.ts";

const AMOUNTS = "contracts/src/session/Amounts.sol";

/** By harness (contracts/formal): a change of the arithmetic that must be found. */
const PLANTS = {
  Budgets: ["amount <= left", "amount <= left + 1"],
  Counts: ["period >= newest", "period != newest + 1"],
  Lives: ["!isEnded && epoch == current", "epoch == current"],
  Windows: ["validAfter < validUntil", "validAfter <= validUntil"],
} as const;

const tree = createSourceTree(root, []);

/**
 * Has solc's model checker (CHC engine, its own z3) prove the assertions of a harness, with or without a fault.
 * @returns How many assertions stand there, how many are proven, and what the checker says of the others.
 * @throws Error when it does not compile, or the plant does not fit.
 */
function prove(harness: string, plant?: readonly [from: string, to: string]) {
  const file = `contracts/formal/${harness}.sol`;
  const sources = tree.closure([file]);
  if (plant) {
    const parts = sources[AMOUNTS]?.content.split(plant[0]) ?? [];
    if (parts.length !== 2) throw new Error(`${AMOUNTS} does not have '${plant[0]}' once.`);
    sources[AMOUNTS] = { content: parts.join(plant[1]) };
  }
  // No timeout: with one it wants threads, which WebAssembly has not.
  const modelChecker = {
    engine: "chc",
    targets: ["assert"],
    solvers: ["z3"],
    showProvedSafe: true,
    showUnproved: true,
  };
  const { errors = [] } = compileHere({ sources, settings: { modelChecker, outputSelection: { "*": { "*": [] } } } });
  const said = errors.map((each) => each.formattedMessage).filter((text) => text.includes("Assertion violation"));
  const refuted = said.filter((text) => !text.includes("check is safe"));
  const asserted = sources[file]?.content.match(/\bassert\(/g)?.length ?? 0;
  return { asserted, proven: said.length - refuted.length, refuted };
}

const failed = Object.entries(PLANTS).flatMap(([harness, plant]) => {
  const { asserted, proven, refuted } = prove(harness);
  const isProven = asserted > 0 && proven === asserted && refuted.length === 0;
  const isFound = prove(harness, plant).refuted.length > 0;
  console.log([`${isProven ? "✓" : "✗"} ${harness}: ${proven} of ${asserted} proven`, ...refuted].join("\n"));
  console.log(`${isFound ? "✓" : "✗"} ${harness}: '${plant[1]}' for '${plant[0]}' is found`);
  return [isProven, isFound].filter((isFine) => !isFine);
}).length;
console.log(`formal: ${2 * Object.keys(PLANTS).length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

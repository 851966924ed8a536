import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fromRoot } from "../stack/paths.ts";

/** A change of the arithmetic, before it is proven: a fault that must be found. */
export type Plant = { from: string; to: string };

/** What came of the assertions of one harness. */
type Proof = { asserted: number; proven: number; refuted: readonly string[] };

const PLANTED_IN = "src/session/Amounts.sol";

/**
 * Has solc's model checker (CHC engine, its own z3) prove the assertions of a harness.
 * @param harness A file of contracts/formal, such as `Budgets.sol`.
 * @param plant A fault to be found.
 * @returns How many assertions stand there, how many are proven, and what the checker says of the others.
 * @throws Error when it does not compile, or the plant does not fit.
 */
export function prove(harness: string, plant?: Plant): Proof {
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

import { readFileSync } from "node:fs";
import solc from "solc";
import { fromRoot } from "../stack/paths.ts";
import type { Node } from "./syntax.ts";

/** What foundry.toml says about compiling. */
export type Profile = {
  remappings: string[];
  optimizer: boolean;
  optimizer_runs: number;
  evm_version: string;
  via_ir: boolean;
};

export type Compiled = {
  bytecode: { object: string };
  deployedBytecode: { object: string; immutableReferences: unknown };
};

/** Contents by path from the root of the repository. */
export type Sources = Record<string, string>;

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources?: Record<string, { ast: Node }>;
  contracts?: Record<string, Record<string, { evm: Compiled }>>;
};

export class CompileError extends Error {}

/**
 * How thoroughly the code is optimised. `quick` leaves the Yul optimiser out: the same rules in half of the compiling
 * time, and in more gas. Code that is too deep for the stack that way needs `full`, the settings of foundry.toml.
 */
export type Effort = "quick" | "full";

/** All that a planted artifact needs. What else there is of bytecode (its text, its map) costs a third of the time. */
const OBJECTS = ["evm.bytecode.object", "evm.deployedBytecode.object", "evm.deployedBytecode.immutableReferences"];

/** Reads the syntax trees of files and of all that they import. */
export function readTrees(
  files: readonly string[],
  profile: Profile,
): { sources: Sources; trees: Record<string, Node> } {
  const sources: Sources = Object.fromEntries(files.map((file) => [file, readFileSync(fromRoot(file), "utf8")]));
  const read = (file: string) => {
    const contents = readFileSync(fromRoot(file), "utf8");
    sources[file] = contents;
    return { contents };
  };
  const settings = { remappings: profile.remappings, outputSelection: { "*": { "": ["ast"] } } };
  const output = compileJson(sources, settings, read);
  const trees = Object.entries(output.sources ?? {}).map(([file, { ast }]) => [file, ast]);
  return { sources, trees: Object.fromEntries(trees) };
}

/** Compiles contracts, named `path:Name`. Sources must hold all that they import. */
export function compile(
  sources: Sources,
  names: readonly string[],
  profile: Profile,
  effort: Effort,
): Record<string, Compiled> {
  const { optimizer: enabled, optimizer_runs: runs, evm_version: evmVersion, via_ir: viaIR, remappings } = profile;
  const outputSelection = Object.fromEntries(names.map((name) => [fileOf(name), { [contractOf(name)]: OBJECTS }]));
  const optimizer = effort === "full" ? { enabled, runs } : { runs, details: { peephole: true, yul: false } };
  // Without metadata, code that means the same is the same: a mutant that changed nothing is seen.
  const metadata = { bytecodeHash: "none", appendCBOR: false };
  const output = compileJson(sources, { remappings, optimizer, evmVersion, viaIR, metadata, outputSelection });
  return Object.fromEntries(
    names.map((name) => {
      const compiled = output.contracts?.[fileOf(name)]?.[contractOf(name)]?.evm;
      if (!compiled) throw new Error(`The compiler gave no ${name}.`);
      return [name, compiled];
    }),
  );
}

export const contractOf = (name: string) => name.slice(name.lastIndexOf(":") + 1);
export const fileOf = (name: string) => name.slice(0, name.lastIndexOf(":"));

function compileJson(sources: Sources, settings: object, read?: (file: string) => { contents: string }): Output {
  const contents = Object.entries(sources).map(([file, content]) => [file, { content }]);
  const input = JSON.stringify({ language: "Solidity", sources: Object.fromEntries(contents), settings });
  const output: Output = JSON.parse(solc.compile(input, read && { import: read }));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CompileError(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return output;
}

export const compilerVersion = (): string => solc.version();

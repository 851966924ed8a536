import solc from "solc";
import { quickOptimizer } from "../stack/solidity/profile.ts";
import type { Node } from "./syntax.ts";

/** What foundry.toml says about compiling. */
export type Profile = {
  remappings: string[];
  optimizer: boolean;
  optimizer_runs: number;
  evm_version: string;
  via_ir: boolean;
};

export type Compiled = { bytecode: { object: string }; deployedBytecode: { object: string } };

/** Contents by path from the root of the repository. */
export type Sources = Record<string, string>;

type Output = {
  errors?: { severity: string; formattedMessage: string }[];
  sources?: Record<string, { ast: Node }>;
  contracts?: Record<string, Record<string, { evm: Compiled }>>;
};

export class CompileError extends Error {}

/**
 * How thoroughly the code is optimised. `quick` leaves out most of it: the same rules in half of the compiling time, and
 * in more gas. Code that is too deep for the stack that way needs `full`, the settings of foundry.toml.
 */
export type Effort = "quick" | "full";

/** All that is deployed. What else there is of bytecode (its text, its map) costs a third of the time. */
const OBJECTS = ["evm.bytecode.object", "evm.deployedBytecode.object"];

/** The syntax trees of some files. Sources must hold all that they import. */
export function readTrees(sources: Sources, files: readonly string[], remappings: readonly string[] = []): Node[] {
  const outputSelection = Object.fromEntries(files.map((file) => [file, { "": ["ast"] }]));
  const output = compileJson(sources, { remappings, outputSelection });
  return files.map((file) => {
    const tree = output.sources?.[file]?.ast;
    if (!tree) throw new Error(`The compiler gave no tree of ${file}.`);
    return tree;
  });
}

/** Compiles contracts, named `path:Name`. Sources must hold all that they import. */
export function compile(
  sources: Sources,
  names: readonly string[],
  profile: Profile,
  effort: Effort,
): Record<string, Compiled> {
  const { optimizer: enabled, optimizer_runs: runs, evm_version: evmVersion, via_ir: viaIR, remappings } = profile;
  const outputSelection: Record<string, Record<string, string[]>> = {};
  for (const name of names) {
    outputSelection[fileOf(name)] = { ...outputSelection[fileOf(name)], [contractOf(name)]: OBJECTS };
  }
  const optimizer = effort === "full" ? { enabled, runs } : quickOptimizer;
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

function compileJson(sources: Sources, settings: object): Output {
  const contents = Object.entries(sources).map(([file, content]) => [file, { content }]);
  const input = JSON.stringify({ language: "Solidity", sources: Object.fromEntries(contents), settings });
  const output: Output = JSON.parse(solc.compile(input));
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new CompileError(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  return output;
}

export const compilerVersion = (): string => solc.version();

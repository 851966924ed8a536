import type { CompiledContract, Sources } from "../stack/solidity/compiler.ts";
import { type Profile, quickSettings } from "../stack/solidity/profile.ts";
import { compileHere } from "../stack/solidity/solc.ts";
import type { Node } from "../stack/solidity/syntax.ts";

export type Compiled = CompiledContract["evm"];

/** All that is deployed. What else there is of bytecode (its text, its map) costs a third of the time. */
const OBJECTS = ["evm.bytecode.object", "evm.deployedBytecode.object"];

/** The syntax trees of some files. Sources must hold all that they import. */
export function readTrees(sources: Sources, files: readonly string[], remappings: readonly string[] = []): Node[] {
  const outputSelection = Object.fromEntries(files.map((file) => [file, { "": ["ast"] }]));
  const output = compileHere({ sources, settings: { remappings, outputSelection } });
  return files.map((file) => {
    const tree = output.sources?.[file]?.ast;
    if (!tree) throw new Error(`The compiler gave no tree of ${file}.`);
    return tree;
  });
}

/** Compiles contracts, named `path:Name`, quickly: the same rules, in more gas. Sources must hold all that they import. */
export function compile(
  sources: Sources,
  names: readonly string[],
  { evm_version: evmVersion, remappings }: Profile,
): Record<string, Compiled> {
  const outputSelection: Record<string, Record<string, string[]>> = {};
  for (const name of names) {
    outputSelection[fileOf(name)] = { ...outputSelection[fileOf(name)], [contractOf(name)]: OBJECTS };
  }
  const settings = { ...quickSettings, remappings, evmVersion, outputSelection };
  const { contracts } = compileHere({ sources, settings });
  return Object.fromEntries(
    names.map((name) => {
      const compiled = contracts?.[fileOf(name)]?.[contractOf(name)]?.evm;
      if (!compiled) throw new Error(`The compiler gave no ${name}.`);
      return [name, compiled];
    }),
  );
}

export const contractOf = (name: string) => name.slice(name.lastIndexOf(":") + 1);
export const fileOf = (name: string) => name.slice(0, name.lastIndexOf(":"));

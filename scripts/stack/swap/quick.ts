import type { Abi, Hex } from "viem";
import {
  type CompiledContract,
  type Compiler,
  compileContracts,
  type ImmutableReferences,
  type SyntaxNode,
} from "../solidity/compiler.ts";
import { type ContractName, contractTable } from "../solidity/contractTable.ts";
import type { Profile } from "../solidity/profile.ts";
import { quickOptimizer } from "../solidity/quickSettings.ts";
import type { SourceTree } from "../solidity/sources.ts";
import type { CodeForm, Immutable } from "./immutables.ts";
import { describeLayout } from "./layout.ts";

/** A contract as the quick settings give it: the same rules as what is deployed, in more gas. */
export type Quick = CodeForm & { abi: Abi; creation: Hex; layout: string };

/** The newest code of all contracts. */
export type QuickCode = Readonly<Record<ContractName, Quick>>;

export type QuickOptions = {
  compiler: Compiler;
  tree: SourceTree;
  /** Of foundry.toml: version of the chain, remappings. */
  profile: Profile;
};

/** Without metadata, so that a changed comment changes no code. */
const SETTINGS = { optimizer: quickOptimizer, metadata: { bytecodeHash: "none", appendCBOR: false } };

const OUTPUTS = [
  ...["abi", "storageLayout", "evm.bytecode.object"],
  ...["evm.deployedBytecode.object", "evm.deployedBytecode.immutableReferences"],
];

/**
 * Compiles contracts quickly, if the compiler is warm.
 * @throws SolidityError when the sources are wrong.
 */
export async function compileQuick<Name extends ContractName>(
  { compiler, tree, profile }: QuickOptions,
  names: readonly Name[],
): Promise<Record<Name, Quick>> {
  const sources = tree.closure(names.map((name) => contractTable[name]));
  // The trees say which immutable is which. They are large: those of files that declare none, and of libraries, which do not
  // change, would take a third of the time.
  const declaring = Object.keys(sources).filter(
    (file) => file.startsWith("contracts/") && /\bimmutable\b/.test(sources[file]?.content ?? ""),
  );
  const settings = { ...SETTINGS, evmVersion: profile.evm_version, remappings: [...profile.remappings] };
  const { contracts, trees } = await compileContracts(compiler, sources, names, settings, OUTPUTS, declaring);
  const labels = new Map(trees.flatMap(labelImmutables));
  const quick = contracts.map(([name, contract]) => [name, toQuick(contract, labels)]);
  return Object.fromEntries(quick) as Record<Name, Quick>;
}

function toQuick({ abi, evm, storageLayout }: CompiledContract, labels: ReadonlyMap<string, string>): Quick {
  const { bytecode, deployedBytecode } = evm ?? {};
  return {
    abi,
    creation: `0x${bytecode?.object ?? ""}`,
    code: `0x${deployedBytecode?.object ?? ""}`,
    immutables: label(deployedBytecode?.immutableReferences ?? {}, labels),
    layout: describeLayout(storageLayout),
  };
}

/**
 * Names the immutables of code that the deployed settings gave, by those of the same sources in quick settings: both number
 * declarations in the same order.
 * @returns Undefined when the two do not hold the same immutables.
 */
export function labelLike(references: ImmutableReferences, { immutables }: Quick): Immutable[] | undefined {
  const ids = inOrder(references);
  if (ids.length !== immutables.length) return undefined;
  return ids.map((id, index) => ({ label: immutables[index]?.label ?? "", places: references[id] ?? [] }));
}

function label(references: ImmutableReferences, labels: ReadonlyMap<string, string>): Immutable[] {
  let strangers = 0;
  return inOrder(references).map((id) => ({
    label: labels.get(id) ?? `of a library, ${++strangers}`,
    places: references[id] ?? [],
  }));
}

const inOrder = (references: ImmutableReferences) => Object.keys(references).sort((a, b) => Number(a) - Number(b));

/** `Contract.NAME type` of each immutable that a file declares. */
function labelImmutables(file: SyntaxNode): [id: string, label: string][] {
  return (file.nodes ?? []).flatMap((contract) =>
    (contract.nodes ?? []).flatMap((node): [string, string][] => {
      if (node.nodeType !== "VariableDeclaration" || node.mutability !== "immutable") return [];
      const { typeString } = node.typeDescriptions as { typeString: string };
      return [[String(node.id), `${contract.name}.${node.name} ${typeString}`]];
    }),
  );
}

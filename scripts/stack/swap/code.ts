import { type Abi, type Hex, size, slice } from "viem";
import type { CompiledContract, Compiler, ImmutableReferences, StorageLayout } from "../solidity/compiler.ts";
import { type ContractName, contractTable } from "../solidity/contractTable.ts";
import { type Profile, quickSettings } from "../solidity/profile.ts";
import type { SourceTree } from "../solidity/sources.ts";
import { type Node, typeOf } from "../solidity/syntax.ts";

/** One immutable value of a contract: what it is, and where it stands in the code. Places in bytes. */
type Immutable = { label: string; places: readonly { start: number; length: number }[] };

/** Code and its immutables. */
export type CodeForm = { code: Hex; immutables: readonly Immutable[] };

/** A contract as the quick settings give it: the same rules as what is deployed, in more gas. */
export type Quick = CodeForm & { abi: Abi; creation: Hex; layout: string };

/** The newest code of all contracts. */
export type QuickCode = Readonly<Record<ContractName, Quick>>;

export type QuickOptions = { compiler: Compiler; tree: SourceTree; profile: Profile };

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
  if (names.length === 0) return {} as Record<Name, Quick>; // the compiler refuses to have nothing to do
  const sources = tree.closure(names.map((name) => contractTable[name]));
  // The trees say which immutable is which. They are large: those of files that declare none, and of libraries, which do not
  // change, would take a third of the time.
  const declaring = Object.keys(sources).filter(
    (file) => file.startsWith("contracts/") && /\bimmutable\b/.test(sources[file]?.content ?? ""),
  );
  const outputSelection: Record<string, Record<string, readonly string[]>> = {};
  for (const file of declaring) outputSelection[file] = { "": ["ast"] };
  for (const name of names) {
    outputSelection[contractTable[name]] = { ...outputSelection[contractTable[name]], [name]: OUTPUTS };
  }
  const settings = { ...quickSettings, evmVersion: profile.evm_version, remappings: [...profile.remappings] };
  const output = await compiler.compile({ sources, settings: { ...settings, outputSelection } });
  const trees = Object.values(output.sources ?? {}).flatMap(({ ast }) => ast ?? []);
  const labels = new Map(trees.flatMap(labelImmutables));
  const quick = names.map((name) => [name, toQuick(output.contracts?.[contractTable[name]]?.[name], labels)]);
  return Object.fromEntries(quick) as Record<Name, Quick>;
}

function toQuick(compiled: CompiledContract | undefined, labels: ReadonlyMap<string, string>): Quick {
  if (!compiled) throw new Error("The compiler gave less than it was asked for.");
  const { abi, storageLayout, evm } = compiled;
  const { object, immutableReferences: references } = evm.deployedBytecode;
  const immutables = inOrder(references).map((id, index) => ({
    label: labels.get(id) ?? `of a library, ${index}`,
    places: references[id] ?? [],
  }));
  const creation: Hex = `0x${evm.bytecode.object}`;
  return { abi, creation, code: `0x${object}`, immutables, layout: describeLayout(storageLayout) };
}

/**
 * Names the immutables of code that the deployed settings gave, by those of the same sources in quick settings: both number
 * declarations in the same order.
 * @returns Undefined when the two do not hold the same immutables.
 */
export function labelLike(code: Hex, references: ImmutableReferences, { immutables }: Quick): CodeForm | undefined {
  const ids = inOrder(references);
  if (ids.length !== immutables.length) return undefined;
  return {
    code,
    immutables: immutables.map(({ label }, index) => ({ label, places: references[ids[index] ?? ""] ?? [] })),
  };
}

const inOrder = (references: ImmutableReferences) => Object.keys(references).sort((a, b) => Number(a) - Number(b));

/** `Contract.NAME type` of each immutable that a file declares. */
function labelImmutables(file: Node): [id: string, label: string][] {
  return (file.nodes ?? []).flatMap((contract) =>
    (contract.nodes ?? []).flatMap((node): [string, string][] => {
      if (node.nodeType !== "VariableDeclaration" || node.mutability !== "immutable") return [];
      return [[String(node.id), `${contract.name}.${node.name} ${typeOf(node)}`]];
    }),
  );
}

/**
 * Storage of a contract as text: two layouts are the same when what one wrote means the same to the other. Names are not in it:
 * a variable that is only renamed stays where it is.
 */
function describeLayout({ storage, types }: StorageLayout): string {
  const withoutNames = (_: string, value: unknown) =>
    typeof value === "object" && value && "slot" in value ? { ...value, label: "", astId: 0, contract: "" } : value;
  const text = (value: unknown) => JSON.stringify(value, withoutNames).replaceAll(/\)\d+/g, ")"); // numbers of declarations
  return [
    text(storage),
    ...Object.entries(types ?? {})
      .map(text)
      .sort(),
  ].join("\n");
}

/**
 * Reads values out of code that runs.
 * @returns Undefined when it is not this form with values in it, of which each is the same everywhere.
 */
export function readImmutables(live: Hex, form: CodeForm): Map<string, Hex> | undefined {
  if (size(live) !== size(form.code)) return undefined;
  const read = ([first]: Immutable["places"]) => (first ? slice(live, first.start, first.start + first.length) : "0x");
  const values = new Map(form.immutables.map(({ label, places }) => [label, read(places)]));
  return writeImmutables(form, values) === live ? values : undefined;
}

/**
 * Puts values into code.
 * @throws Error when a value is missing or has another size.
 */
export function writeImmutables({ code, immutables }: CodeForm, values: ReadonlyMap<string, Hex>): Hex {
  let text = code.slice(2).toLowerCase();
  for (const { label, places } of immutables) {
    const value = values.get(label);
    for (const { start, length } of places) {
      if (value === undefined || size(value) !== length) throw new Error(`No value of ${length} bytes for ${label}.`);
      text = text.slice(0, start * 2) + value.slice(2) + text.slice((start + length) * 2);
    }
  }
  return `0x${text}`;
}

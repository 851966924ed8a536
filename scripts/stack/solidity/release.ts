import path from "node:path";
import { type Abi, type Hex, keccak256, toBytes } from "viem";
import { parseJson, readText } from "../deployed.ts";
import { foundryBinary, mendForgeCache } from "../foundry.ts";
import { fromRoot, require, root } from "../paths.ts";
import { run } from "../run.ts";
import { writeWhole } from "../writeWhole.ts";
import type { ImmutableReferences } from "./compiler.ts";
import { type ContractName, contractNames } from "./contractTable.ts";
import { type Profile, readProfile } from "./profile.ts";
import { createSourceTree, type SourceTree } from "./sources.ts";

/** What is read of a contract that forge compiled. */
export type Artifact = {
  abi: Abi;
  bytecode: { object: Hex };
  deployedBytecode: { object: Hex; immutableReferences: ImmutableReferences };
  /** Selectors by signature: tests read what a contract can be asked for. */
  methodIdentifiers: Record<string, string>;
  rawMetadata: string;
};
export type Artifacts = Readonly<Record<ContractName, Artifact>>;

/** What is deployed, and what it was compiled from. */
export type Release = { artifacts: Artifacts; tree: SourceTree; profile: Profile };

/** Where forge keeps what its profile `release` gives. */
export const RELEASE_OUT = fromRoot("contracts/out/release");
/** What is committed, so that a fresh clone starts without compiling. `npm run contracts:abi` writes it. */
export const COMMITTED = fromRoot("contracts/generated");

/**
 * Compiles what is deployed, where tests and scripts find it. See foundry.toml: that has a profile of its own. Without the tests,
 * which take longer to compile than all the rest to start; with the examples, which the deploy script compiles too.
 */
export function buildContracts(signal?: AbortSignal): Promise<string> {
  mendForgeCache(fromRoot("contracts/cache/release/solidity-files-cache.json"), RELEASE_OUT);
  const args = ["build", "contracts/script/Deploy.s.sol", "contracts/src"];
  return run(foundryBinary("forge"), args, { env: { FOUNDRY_PROFILE: "release" }, signal });
}

/**
 * Gives the code that is deployed. What was compiled before, or is committed, is taken when it is of the same sources.
 * @throws Error with forge's words when the sources are wrong.
 */
export async function compileRelease(signal?: AbortSignal): Promise<Release> {
  const profile = await readProfile(signal);
  const tree = createSourceTree(root, profile.remappings);
  let artifacts = readArtifacts(RELEASE_OUT, tree, profile) ?? readArtifacts(COMMITTED, tree, profile);
  if (!artifacts) {
    await buildContracts(signal);
    artifacts = readArtifacts(RELEASE_OUT, tree, profile);
  }
  if (!artifacts)
    throw new Error("What forge compiled is not of these sources. Were they saved meanwhile? Start again.");
  return { artifacts, tree, profile };
}

/**
 * Reads what was compiled before, when it is still what sources and settings give: the compiler writes down both.
 * @returns Undefined when it has to be compiled.
 */
export function readArtifacts(folder: string, tree: SourceTree, profile: Profile): Artifacts | undefined {
  const found = contractNames.map((name) => [name, readArtifact(folder, name)] as const);
  const isCurrent = found.every(([, artifact]) => artifact && wasMadeFrom(artifact, tree, profile));
  return isCurrent ? (Object.fromEntries(found) as Artifacts) : undefined;
}

const fileOf = (folder: string, name: string) => path.join(folder, `${name}.sol`, `${name}.json`);

/** In one form, so that what is committed changes with the sources only, and not with what else was compiled. */
function readArtifact(folder: string, name: string): Artifact | undefined {
  const artifact = parseJson<Artifact>(readText(fileOf(folder, name)));
  const metadata = parseJson<Metadata>(artifact?.rawMetadata);
  if (!artifact?.bytecode?.object || !artifact.methodIdentifiers || !metadata) return undefined;
  const { bytecode, deployedBytecode, methodIdentifiers, rawMetadata } = artifact;
  // forge leaves out what is empty, and has another order than the compiler.
  const places = Object.values(deployedBytecode.immutableReferences ?? {});
  const ordered = places.map((list, index) => [index, list.map(({ start, length }) => ({ start, length }))]);
  return {
    ...{ abi: metadata.output.abi, bytecode: { object: bytecode.object }, methodIdentifiers, rawMetadata },
    deployedBytecode: { object: deployedBytecode.object, immutableReferences: Object.fromEntries(ordered) },
  };
}

/** Writes what a fresh clone starts with. @returns Whether that changed anything. */
export function commitArtifact(name: ContractName, artifact: Artifact): boolean {
  const text = JSON.stringify(artifact);
  if (text === readText(fileOf(COMMITTED, name))) return false;
  writeWhole(fileOf(COMMITTED, name), text);
  return true;
}

type Metadata = {
  compiler: { version: string };
  settings: {
    evmVersion: string;
    optimizer: { enabled: boolean; runs: number };
    viaIR?: boolean;
    remappings: readonly string[];
  };
  output: { abi: Abi };
  sources: Record<string, { keccak256: Hex }>;
};

function wasMadeFrom({ rawMetadata }: Artifact, tree: SourceTree, profile: Profile): boolean {
  const { compiler, settings, sources }: Metadata = JSON.parse(rawMetadata);
  const { optimizer, evmVersion, viaIR = false } = settings;
  // The compiler writes a colon before those that hold everywhere.
  const textOf = (remappings: readonly string[]) => remappings.map((rule) => rule.replace(/^:/, "")).sort();
  const seen = [evmVersion, optimizer.enabled, optimizer.runs, viaIR, textOf(settings.remappings)];
  const { evm_version, optimizer: isOptimised, optimizer_runs, via_ir, remappings } = profile;
  const wanted = [evm_version, isOptimised, optimizer_runs, via_ir, textOf(remappings)];
  return (
    compiler.version.split("+")[0] === installedVersion() &&
    JSON.stringify(seen) === JSON.stringify(wanted) &&
    Object.entries(sources).every(([file, source]) => keccak256(toBytes(tree.read(file) ?? "")) === source.keccak256)
  );
}

/** From the package: to load the compiler only to ask it takes half a second. */
const installedVersion = (): string => require("solc/package.json").version;

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Abi, type Hex, keccak256, toBytes } from "viem";
import { parseJson, readText } from "../deployed.ts";
import { fromRoot } from "../paths.ts";
import { writeWhole } from "../writeWhole.ts";
import type { CompiledContract, ImmutableReferences } from "./compiler.ts";
import type { Profile } from "./profile.ts";
import type { SourceTree } from "./sources.ts";

/** What is kept of a contract, in forge's own form: whoever compiled it, forge's tests and scripts find it there. */
export type Artifact = {
  abi: Abi;
  bytecode: { object: Hex };
  deployedBytecode: { object: Hex; immutableReferences: ImmutableReferences };
  /** Selectors by signature: tests read what a contract can be asked for. */
  methodIdentifiers: Record<string, string>;
  rawMetadata: string;
};

type Metadata = {
  compiler: { version: string };
  settings: {
    evmVersion: string;
    optimizer: { enabled: boolean; runs: number };
    viaIR?: boolean;
    remappings: readonly string[];
  };
  sources: Record<string, { keccak256: Hex }>;
};

/** Where forge keeps what its profile `release` gives. */
export const RELEASE_OUT = fromRoot("contracts/out/release");

/** What is committed, so that a fresh clone starts without compiling. `npm run contracts:abi` writes it. */
export const COMMITTED = fromRoot("contracts/generated");

const fileOf = (outDir: string, name: string) => path.join(outDir, `${name}.sol`, `${name}.json`);

/**
 * Reads what was compiled before, when it is still what sources and settings give: the compiler writes down both.
 * @returns Undefined when it has to be compiled.
 */
export function readArtifact(outDir: string, name: string, tree: SourceTree, profile: Profile): Artifact | undefined {
  const artifact = parseJson<Artifact>(readText(fileOf(outDir, name)));
  const metadata = parseJson<Metadata>(artifact?.rawMetadata);
  if (!artifact?.bytecode?.object || !artifact.methodIdentifiers || !metadata || !isCurrent(metadata, tree, profile))
    return undefined;
  // forge leaves out what is empty.
  const { object, immutableReferences = {} } = artifact.deployedBytecode;
  return { ...artifact, deployedBytecode: { object, immutableReferences } };
}

/**
 * Copies an artifact, if there is one, from folder to folder.
 * @returns Whether that changed anything.
 */
export function copyArtifact(from: string, to: string, name: string): boolean {
  const text = readText(fileOf(from, name));
  if (text === undefined || text === readText(fileOf(to, name))) return false;
  writeWhole(fileOf(to, name), text);
  return true;
}

/** Keeps it where forge would. */
export function writeArtifact(outDir: string, name: string, { abi, evm, metadata }: CompiledContract): Artifact {
  if (!evm || metadata === undefined) throw new Error(`The compiler gave no code of ${name}.`);
  const { bytecode, deployedBytecode, methodIdentifiers = {} } = evm;
  const { immutableReferences } = deployedBytecode;
  const artifact: Artifact = {
    abi,
    bytecode: { object: `0x${bytecode.object}` },
    deployedBytecode: { object: `0x${deployedBytecode.object}`, immutableReferences },
    methodIdentifiers,
    rawMetadata: metadata,
  };
  writeWhole(fileOf(outDir, name), JSON.stringify(artifact));
  return artifact;
}

function isCurrent({ compiler, settings, sources }: Metadata, tree: SourceTree, profile: Profile): boolean {
  const isSame =
    compiler.version.split("+")[0] === installedVersion() &&
    settings.evmVersion === profile.evm_version &&
    settings.optimizer.enabled === profile.optimizer &&
    settings.optimizer.runs === profile.optimizer_runs &&
    (settings.viaIR ?? false) === profile.via_ir &&
    textOf(settings.remappings) === textOf(profile.remappings);
  return (
    isSame &&
    Object.entries(sources).every(([file, source]) => keccak256(toBytes(tree.read(file) ?? "")) === source.keccak256)
  );
}

/** The compiler writes a colon before those that hold everywhere. */
const textOf = (remappings: readonly string[]) =>
  remappings
    .map((rule) => rule.replace(/^:/, ""))
    .sort()
    .join();

let version: string | undefined;
/** From the package: to load the compiler only to ask it takes half a second. */
function installedVersion(): string {
  const folder = path.dirname(createRequire(import.meta.url).resolve("solc"));
  version ??= JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")).version as string;
  return version;
}

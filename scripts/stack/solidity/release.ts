import { root } from "../paths.ts";
import { type Artifact, COMMITTED, copyArtifact, RELEASE_OUT, readArtifact, writeArtifact } from "./artifact.ts";
import { type Compiler, compileContracts, startCompiler } from "./compiler.ts";
import { type ContractName, contractTable } from "./contractTable.ts";
import { type Profile, readProfile, toSettings } from "./profile.ts";
import { createSourceTree, type SourceTree } from "./sources.ts";

/**
 * What is compiled together, the dearest first: two compilers side by side take about the same time. What one contract makes
 * by itself costs nothing beside it.
 */
const GROUPS: readonly (readonly ContractName[])[] = [
  ["SessionValidator"],
  ["PlayerAccountFactory", "PlayerAccount"],
  ["Hourglass", "Sand", "Items"],
  ["SessionPaymaster", "GrantReader", "P256Sha256Verifier", "ERC7913WebAuthnVerifier", "Bazaar"],
];

/** As many as most machines have cores to spare beside the rest of the start. */
const COMPILERS = 2;

/** What a deployment and the tools around it need. The rest (source maps, the code as text) takes a third of the time. */
const OUTPUTS = [
  ...["abi", "metadata", "evm.bytecode.object", "evm.methodIdentifiers"],
  ...["evm.deployedBytecode.object", "evm.deployedBytecode.immutableReferences"],
];

export type Artifacts = Readonly<Record<ContractName, Artifact>>;

/** What is deployed, and what it was compiled from. */
export type Release = { artifacts: Artifacts; tree: SourceTree; profile: Profile };

/** Told of each group that was compiled. */
export type Progress = (done: number, all: number) => void;

export type ReleaseOptions = {
  progress?: Progress;
  /** Gives up. */
  signal?: AbortSignal;
  /** Where it is kept. */
  outDir?: string;
  /** Whether what is committed may be taken, when its sources and settings are those of now. Its code is believed. */
  takesCommitted?: boolean;
};

/**
 * Gives the code that is deployed: as forge's profile `release` compiles it, byte for byte, in less time. What was compiled
 * before, here or by forge, or is committed, is taken when the sources are the same.
 * @throws SolidityError when the sources are wrong.
 */
export async function compileRelease(options: ReleaseOptions = {}): Promise<Release> {
  const { progress, signal, outDir = RELEASE_OUT, takesCommitted = true } = options;
  const profile = await readProfile("release", signal);
  const tree = createSourceTree(root, profile.remappings);
  const names = GROUPS.flat();
  const read = (name: ContractName) => {
    const kept = readArtifact(outDir, name, tree, profile);
    if (kept || !takesCommitted || !readArtifact(COMMITTED, name, tree, profile)) return kept;
    copyArtifact(COMMITTED, outDir, name);
    return readArtifact(outDir, name, tree, profile);
  };
  const found = new Map(names.map((name) => [name, read(name)]));
  // Whole groups: the numbers of immutables follow from what is compiled together, and are committed.
  const missing = GROUPS.filter((group) => group.some((name) => found.get(name) === undefined));
  const settings = toSettings(profile);
  let done = 0;
  const work = async (compiler: Compiler) => {
    for (let group = missing.shift(); group; group = missing.shift()) {
      const sources = tree.closure(group.map((name) => contractTable[name]));
      const { contracts } = await compileContracts(compiler, sources, group, settings, OUTPUTS);
      for (const [name, contract] of contracts) found.set(name, writeArtifact(outDir, name, contract));
      progress?.(++done, all);
    }
  };
  const all = missing.length;
  await withCompilers(Math.min(COMPILERS, all), signal, work);
  return { artifacts: Object.fromEntries(found) as Artifacts, tree, profile };
}

async function withCompilers(
  count: number,
  signal: AbortSignal | undefined,
  work: (compiler: Compiler) => Promise<void>,
): Promise<void> {
  const compilers = Array.from({ length: count }, startCompiler);
  const stop = () => Promise.all(compilers.map((compiler) => compiler.dispose()));
  const abort = () => void stop();
  signal?.addEventListener("abort", abort);
  try {
    signal?.throwIfAborted();
    await Promise.all(compilers.map(work));
  } finally {
    signal?.removeEventListener("abort", abort);
    await stop();
  }
}

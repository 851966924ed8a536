import { readdirSync, readFileSync } from "node:fs";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { run } from "../stack/run.ts";
import { fileOf, type Profile, readTrees, type Sources } from "./compiler.ts";
import { generate, type Mutant } from "./generate.ts";
import type { Node } from "./syntax.ts";

const PARTS = ["account", "session", "paymaster"];

/** What forge knows of a file from its last build: all that it imports, directly or not. */
export type Built = { files: Record<string, { imports: string[] }> };

/** A contract that tests deploy from its artifact, so that a mutant takes its place without compiling a test. */
export type Deployed = {
  /** `path:Name` */
  name: string;
  /** Every file that its code comes from. */
  files: Set<string>;
  /** The test files that deploy it. */
  tests: Set<string>;
};

export type Project = {
  profile: Profile & { fs_permissions: { path: string }[] };
  sources: Sources;
  deployed: Deployed[];
  mutants: Mutant[];
};

/** Builds what is not built, then reads the sources, their mutants and what the tests deploy. */
export async function readProject(): Promise<Project> {
  await run(foundryBinary("forge"), ["build", ...PARTS.map((part) => `contracts/test/${part}`)]);
  const profile: Project["profile"] = JSON.parse(await run(foundryBinary("forge"), ["config", "--json"]));
  const built: Built = JSON.parse(readFileSync(fromRoot("contracts/cache/solidity-files-cache.json"), "utf8"));

  const closure = (file: string) => [file, ...(built.files[file]?.imports ?? [])];
  const deployed = [...findDeploying(built)].map(([name, tests]) => ({
    name,
    tests,
    files: new Set(closure(fileOf(name))),
  }));
  const files = PARTS.flatMap((part) => solidityIn(`contracts/src/${part}`));
  const needed = new Set([...files.flatMap(closure), ...deployed.flatMap((each) => [...each.files])]);
  const sources = Object.fromEntries([...needed].map((file) => [file, read(file)]));
  const trees = readTrees(sources, files, profile.remappings);
  const mutants = trees.flatMap((tree, index) => generateIn(files[index] ?? "", sources, tree));
  return { profile, sources, deployed, mutants };
}

const generateIn = (file: string, sources: Sources, tree: Node) => generate(file, sources[file] ?? "", tree);

/** Which test files deploy which contracts: by their own words, or by those of what they import. */
function findDeploying({ files }: Built): Map<string, Set<string>> {
  const deploying = new Map<string, Set<string>>();
  const tests = PARTS.flatMap((part) => solidityIn(`contracts/test/${part}`)).filter((file) => file.endsWith(".t.sol"));
  for (const test of tests) {
    const words = [test, ...(files[test]?.imports ?? [])].filter((file) => file.startsWith("contracts/test/"));
    for (const [, name = ""] of words.flatMap((file) => [...read(file).matchAll(/[aA]rtifact\("(\w+)"\)/g)])) {
      const home = Object.keys(files).find((file) => file.startsWith("contracts/") && file.endsWith(`/${name}.sol`));
      if (!home) throw new Error(`${test} deploys ${name}, and no file of contracts/ has that name.`);
      const key = `${home}:${name}`;
      deploying.set(key, (deploying.get(key) ?? new Set()).add(test));
    }
  }
  return deploying;
}

const read = (file: string) => readFileSync(fromRoot(file), "utf8");

const solidityIn = (folder: string) =>
  readdirSync(fromRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sol"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();

import { readdirSync, readFileSync } from "node:fs";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot } from "../stack/paths.ts";
import { run } from "../stack/run.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { fileOf, type Profile, readTrees, type Sources } from "./compiler.ts";
import { generate, type Mutant } from "./generate.ts";
import type { Node } from "./syntax.ts";

const PARTS = ["account", "session", "paymaster"];
/** Beside the tests of the parts: the session suites on an account of another make, attacks, and what others build. */
const TESTED_IN = [...PARTS, "portable", "adversarial", "usecases"];

/** What forge knows of files from its last build: all that each imports, directly or not, and its contracts. */
export type Built = { files: Record<string, { imports: string[]; artifacts: Record<string, unknown> }> };

/**
 * Code that a mutant can live in: a contract that tests deploy from its artifact, so that no test is compiled for a
 * mutant; or a test contract that deploys nothing and has libraries compiled into itself.
 */
export type Host = {
  /** `path:Name` */
  name: string;
  /** Every file that its code comes from. */
  files: Set<string>;
  /** The test files that deploy it, or its own. */
  tests: Set<string>;
};

export type Project = {
  profile: Profile & { fs_permissions: { path: string }[] };
  sources: Sources;
  hosts: Host[];
  mutants: Mutant[];
};

/** Builds what is not built, then reads the sources, their mutants and what the tests deploy. */
export async function readProject(): Promise<Project> {
  // What tests read and deploy unbroken.
  await buildContracts();
  writeGrants();
  await run(foundryBinary("forge"), ["build", ...TESTED_IN.map((part) => `contracts/test/${part}`)]);
  const profile: Project["profile"] = JSON.parse(await run(foundryBinary("forge"), ["config", "--json"]));
  const built: Built = JSON.parse(readFileSync(fromRoot("contracts/cache/solidity-files-cache.json"), "utf8"));

  const closure = (file: string) => [file, ...(built.files[file]?.imports ?? [])];
  const hosts = [...findHosts(built)].map(([name, tests]) => ({ name, tests, files: new Set(closure(fileOf(name))) }));
  const files = PARTS.flatMap((part) => solidityIn(`contracts/src/${part}`));
  const needed = new Set([...files.flatMap(closure), ...hosts.flatMap((each) => [...each.files])]);
  const sources = Object.fromEntries([...needed].map((file) => [file, read(file)]));
  const trees = readTrees(sources, files, profile.remappings);
  const mutants = trees.flatMap((tree, index) => generateIn(files[index] ?? "", sources, tree));
  return { profile, sources, hosts, mutants };
}

const generateIn = (file: string, sources: Sources, tree: Node) => generate(file, sources[file] ?? "", tree);

/** Which test files deploy which contracts, by their own words or by those of what they import; and who deploys none. */
function findHosts({ files }: Built): Map<string, Set<string>> {
  const hosts = new Map<string, Set<string>>();
  const tests = TESTED_IN.flatMap((part) => solidityIn(`contracts/test/${part}`)).filter((file) =>
    file.endsWith(".t.sol"),
  );
  for (const test of tests) {
    const words = [test, ...(files[test]?.imports ?? [])].filter((file) => file.startsWith("contracts/test/"));
    const deployed = words.flatMap((file) =>
      [...read(file).matchAll(/artifact\("(\w+)"/gi)].map(([, name = ""]) => name),
    );
    const names =
      deployed.length > 0
        ? deployed.map((name) => `${homeOf(name, Object.keys(files))}:${name}`)
        : Object.keys(files[test]?.artifacts ?? {}).map((name) => `${test}:${name}`);
    for (const name of names) hosts.set(name, (hosts.get(name) ?? new Set()).add(test));
  }
  return hosts;
}

function homeOf(contract: string, files: readonly string[]): string {
  const home = files.find((file) => file.startsWith("contracts/") && file.endsWith(`/${contract}.sol`));
  if (!home) throw new Error(`Tests deploy ${contract}, and no file of contracts/ has that name.`);
  return home;
}

const read = (file: string) => readFileSync(fromRoot(file), "utf8");

const solidityIn = (folder: string) =>
  readdirSync(fromRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sol"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();

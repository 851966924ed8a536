import { readFileSync } from "node:fs";
import { foundryBinary } from "../stack/foundry.ts";
import { fromRoot, root } from "../stack/paths.ts";
import { run } from "../stack/run.ts";
import type { Profile } from "../stack/solidity/profile.ts";
import { buildContracts } from "../stack/solidity/release.ts";
import { createSourceTree, filesIn, type SourceTree } from "../stack/solidity/sources.ts";
import { writeGrants } from "../vectors/writeGrants.ts";
import { fileOf, readTrees } from "./compiler.ts";
import { generate } from "./generate.ts";

const PARTS = ["account", "session", "paymaster"];
/** Beside the tests of the parts: the session suites on an account of another make, attacks, and what others build. */
const TESTED_IN = [...PARTS, "portable", "adversarial", "usecases"];

/** What forge knows of files from its last build: the contracts of each. */
export type Built = { files: Record<string, { artifacts: Record<string, unknown> }> };

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

export type Project = Awaited<ReturnType<typeof readProject>>;

/** Builds what is not built, then reads the sources, their mutants and what the tests deploy. */
export async function readProject() {
  // What tests read and deploy unbroken.
  await buildContracts();
  writeGrants();
  await run(foundryBinary("forge"), ["build", ...TESTED_IN.map((part) => `contracts/test/${part}`)]);
  const profile: Profile & { fs_permissions: { path: string }[] } = JSON.parse(
    await run(foundryBinary("forge"), ["config", "--json"]),
  );
  const built: Built = JSON.parse(readFileSync(fromRoot("contracts/cache/solidity-files-cache.json"), "utf8"));

  const tree = createSourceTree(root, profile.remappings);
  const hosts = [...findHosts(built, tree)].map(
    ([name, tests]): Host => ({ name, tests, files: new Set(Object.keys(tree.closure([fileOf(name)]))) }),
  );
  const files = PARTS.flatMap((part) => filesIn(root, `contracts/src/${part}`, ".sol")).sort();
  const sources = tree.closure([...files, ...hosts.map(({ name }) => fileOf(name))]);
  const trees = readTrees(sources, files, profile.remappings);
  const mutants = files.flatMap((file, index) => {
    const [source, syntax] = [sources[file], trees[index]];
    return source && syntax ? generate(file, source.content, syntax) : [];
  });
  return { profile, sources, hosts, mutants };
}

/** Which test files deploy which contracts, by their own words or by those of what they import; and who deploys none. */
function findHosts({ files }: Built, tree: SourceTree): Map<string, Set<string>> {
  const hosts = new Map<string, Set<string>>();
  for (const test of TESTED_IN.flatMap((part) => filesIn(root, `contracts/test/${part}`, ".t.sol"))) {
    const words = Object.entries(tree.closure([test])).filter(([file]) => file.startsWith("contracts/test/"));
    const deployed = words.flatMap(([, { content }]) =>
      [...content.matchAll(/artifact\("(\w+)"/gi)].map(
        ([, name = ""]) => `${homeOf(name, Object.keys(files))}:${name}`,
      ),
    );
    const own = Object.keys(files[test]?.artifacts ?? {}).map((name) => `${test}:${name}`);
    for (const name of deployed.length > 0 ? deployed : own) hosts.set(name, (hosts.get(name) ?? new Set()).add(test));
  }
  return hosts;
}

function homeOf(contract: string, files: readonly string[]): string {
  const home = files.find((file) => file.startsWith("contracts/") && file.endsWith(`/${contract}.sol`));
  if (!home) throw new Error(`Tests deploy ${contract}, and no file of contracts/ has that name.`);
  return home;
}

import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import solc from "solc";
import { newFolder } from "../stack/newFolder.ts";
import { root } from "../stack/paths.ts";
import { type Compiled, contractOf, fileOf } from "./compiler.ts";
import type { Built, Project } from "./project.ts";

const CACHE = "contracts/cache/solidity-files-cache.json";
const OUT = "contracts/out";

/**
 * Copies what forge needs to run the tests as they are built: sources, artifacts, what tests read. Copies, not links:
 * through a link forge sees other paths than it built, and compiles all of it again.
 */
export function makeTree({ profile }: Pick<Project, "profile">): string {
  const { folder: tree } = newFolder("mutants");
  const built: Built = JSON.parse(readFileSync(path.join(root, CACHE), "utf8"));
  const granted = profile.fs_permissions.map((permission) => permission.path);
  for (const file of ["foundry.toml", CACHE, OUT, ...granted, ...Object.keys(built.files)]) {
    const from = path.join(root, file);
    if (existsSync(from)) cpSync(from, path.join(tree, file), { recursive: true });
  }
  const compiler = path.join(tree, "scripts/solc.cjs");
  mkdirSync(path.dirname(compiler), { recursive: true });
  writeFileSync(compiler, COMPILER);
  chmodSync(compiler, 0o755);
  return tree;
}

/** Where the tests of a tree find what they deploy: ARTIFACTS, see contracts/test/support/Artifacts.sol. */
export const ARTIFACTS = "contracts/out/mutants";

/** Lets the tests of a tree deploy this code; or, of a test contract, lets forge run it. */
export function plant(tree: string, name: string, code: Compiled): void {
  const isTest = fileOf(name).endsWith(".t.sol");
  const folder = path.join(tree, isTest ? OUT : ARTIFACTS, path.basename(fileOf(name)));
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${contractOf(name)}.json`);
  const artifact = isTest ? JSON.parse(readFileSync(file, "utf8")) : { abi: [] };
  for (const part of ["bytecode", "deployedBytecode"] as const) {
    artifact[part] = { ...artifact[part], object: `0x${code[part].object}` };
  }
  writeFileSync(file, JSON.stringify(artifact));
}

/** Forgets the counterexamples of the mutant before: the verdict on one must not depend on another. */
export function forgetFailures(tree: string): void {
  for (const each of ["fuzz", "invariant", "test-failures"]) {
    rmSync(path.join(tree, "contracts/cache", each), { recursive: true, force: true });
  }
}

/** Answers forge's question for the version without the second that the real one takes, and never compiles. */
const COMPILER = `#!/usr/bin/env node
if (!process.argv.includes("--version")) throw new Error("Tests of mutants are built before, not here.");
console.log("solc, the solidity compiler commandline interface\\nVersion: ${solc.version()}");
`;

import path from "node:path";
import { SolidityError } from "../stack/solidity/compiler.ts";
import { type Compiled, compile, fileOf } from "./compiler.ts";
import { type Failure, firstFailure } from "./forge.ts";
import { apply, type Mutant } from "./generate.ts";
import type { Host, Project } from "./project.ts";
import { plant } from "./tree.ts";

/** What became of a mutant. `invalid`: it does not compile. `same`: it compiles to the very code it came from. */
export type Outcome = { verdict: "killed"; by: Failure } | { verdict: "survived" | "invalid" | "same" };

/**
 * The tests of a mutant, and the contracts that must be broken for them. The tests of the broken file first (they carry its
 * name, or have it compiled into themselves), then those of its folder, then all others that deploy something broken: most
 * mutants die early. Only what a stage needs is broken for it, and so compiled.
 */
export function stagesOf({ file }: Pick<Mutant, "file">, hosts: readonly Host[]) {
  const broken = hosts.filter(({ files }) => files.has(file));
  const tests = [...new Set(broken.flatMap((each) => [...each.tests]))].sort();
  const isOwn = (test: string) =>
    path.basename(test).startsWith(`${path.basename(file, ".sol")}.`) ||
    broken.some(({ name }) => fileOf(name) === test);
  const distanceOf = (test: string) => (isOwn(test) ? 0 : folderOf(test) === folderOf(file) ? 1 : 2);
  return [0, 1, 2].flatMap((distance) => {
    const those = tests.filter((test) => distanceOf(test) === distance);
    const needed = broken.filter((host) => those.some((test) => host.tests.has(test)));
    return those.length > 0 ? [{ broken: needed, tests: those }] : [];
  });
}

const folderOf = (file: string) => path.basename(path.dirname(file));

/** Judges one mutant after the other in a tree of its own. `unbroken`: the hosts as they are, compiled as mutants will be. */
export function createJudge(
  { profile, sources, hosts }: Project,
  unbroken: Readonly<Record<string, Compiled>>,
  tree: string,
  signal: AbortSignal,
) {
  const plantUnbroken = (name: string) => {
    const code = unbroken[name];
    if (!code) throw new Error(`${name} was not compiled.`);
    plant(tree, name, code);
  };
  for (const { name } of hosts) plantUnbroken(name);

  /** The mutant's code of those hosts that it changes. */
  function breakThem(mutant: Mutant, broken: readonly Host[]): [string, Compiled][] {
    if (broken.length === 0) return [];
    const files = new Set(broken.flatMap((each) => [...each.files]));
    const needed = Object.fromEntries(Object.entries(sources).filter(([file]) => files.has(file)));
    needed[mutant.file] = { content: apply(sources[mutant.file]?.content ?? "", mutant) };
    const names = broken.map(({ name }) => name);
    return Object.entries(compile(needed, names, profile)).filter(
      ([name, { bytecode }]) => bytecode.object !== unbroken[name]?.bytecode.object,
    );
  }

  return async (mutant: Mutant): Promise<Outcome> => {
    const planted = new Set<string>();
    try {
      for (const { broken, tests } of stagesOf(mutant, hosts)) {
        const missing = broken.filter(({ name }) => !planted.has(name));
        for (const [name, code] of breakThem(mutant, missing)) {
          plant(tree, name, code);
          planted.add(name);
        }
        const by = planted.size > 0 ? await firstFailure(tree, tests, signal) : undefined;
        if (by) return { verdict: "killed", by };
      }
      return { verdict: planted.size > 0 ? "survived" : "same" };
    } catch (error) {
      if (error instanceof SolidityError) return { verdict: "invalid" };
      throw error;
    } finally {
      planted.forEach(plantUnbroken);
    }
  };
}

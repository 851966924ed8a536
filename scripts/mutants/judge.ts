import path from "node:path";
import { type Compiled, CompileError, compile, type Effort, fileOf } from "./compiler.ts";
import { type Failure, firstFailure } from "./forge.ts";
import { apply, type Mutant } from "./generate.ts";
import type { Host, Project } from "./project.ts";
import { plant } from "./tree.ts";

/** What became of a mutant. `invalid`: it does not compile. `same`: it compiles to the very code it came from. */
export type Outcome = { verdict: "killed"; by: Failure } | { verdict: "survived" | "invalid" | "same" };

/** The hosts as they are, compiled the way that mutants will be. */
type Unbroken = ReadonlyMap<string, { effort: Effort; code: Compiled }>;

/** What it gives, or undefined when it does not compile. */
async function orInvalid<T>(compiling: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await compiling();
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** All at once and quickly; where that does not compile, one by one, and in full what must be. */
export async function compileUnbroken({ hosts, sources, profile }: Project): Promise<Unbroken> {
  const unbroken = new Map<string, { effort: Effort; code: Compiled }>();
  const attempt = (names: readonly string[], effort: Effort) => {
    for (const [name, code] of Object.entries(compile(sources, names, profile, effort)))
      unbroken.set(name, { effort, code });
    return true;
  };
  const names = hosts.map(({ name }) => name);
  if (await orInvalid(() => attempt(names, "quick"))) return unbroken;
  for (const name of names) if (!(await orInvalid(() => attempt([name], "quick")))) attempt([name], "full");
  return unbroken;
}

/** Some tests, and the contracts that must be broken for them. */
export type Stage = { broken: Host[]; tests: string[] };

/**
 * The tests of the broken file first (they carry its name, or have it compiled into themselves), then those of its
 * folder, then all others that deploy something broken: most mutants die early. Only what a stage needs is broken for
 * it, and so compiled.
 */
export function stagesOf({ file }: Pick<Mutant, "file">, hosts: readonly Host[]): Stage[] {
  const broken = hosts.filter(({ files }) => files.has(file));
  const tests = [...new Set(broken.flatMap((each) => [...each.tests]))].sort();
  const isOwn = (test: string) =>
    path.basename(test).startsWith(`${path.basename(file, ".sol")}.`) ||
    broken.some(({ name }) => fileOf(name) === test);
  const isNear = (test: string) => folderOf(test) === folderOf(file);
  const own = tests.filter(isOwn);
  const near = tests.filter((test) => !isOwn(test) && isNear(test));
  const far = tests.filter((test) => !isOwn(test) && !isNear(test));
  return [own, near, far]
    .filter((each) => each.length > 0)
    .map((each) => ({
      broken: broken.filter((host) => each.some((test) => host.tests.has(test))),
      tests: each,
    }));
}

const folderOf = (file: string) => path.basename(path.dirname(file));

/** Judges one mutant after the other in a tree of its own. */
export function createJudge(project: Project, unbroken: Unbroken, tree: string, signal: AbortSignal) {
  const { profile, sources, hosts } = project;
  const unbrokenOf = (name: string) => {
    const compiled = unbroken.get(name);
    if (!compiled) throw new Error(`${name} was not compiled.`);
    return compiled;
  };
  const plantUnbroken = (name: string) => plant(tree, name, unbrokenOf(name).code);
  for (const { name } of hosts) plantUnbroken(name);

  /** The mutant's code of those hosts that it changes. */
  function breakThem(mutant: Mutant, broken: readonly Host[]): [string, Compiled][] {
    const mutated = { ...sources, [mutant.file]: apply(sources[mutant.file] ?? "", mutant) };
    const code = (["quick", "full"] as const).flatMap((effort) => {
      const those = broken.filter(({ name }) => unbrokenOf(name).effort === effort);
      const files = new Set(those.flatMap((each) => [...each.files]));
      const needed = Object.fromEntries(Object.entries(mutated).filter(([file]) => files.has(file)));
      const names = those.map(({ name }) => name);
      return names.length === 0 ? [] : Object.entries(compile(needed, names, profile, effort));
    });
    return code.filter(([name, { bytecode }]) => bytecode.object !== unbrokenOf(name).code.bytecode.object);
  }

  return async (mutant: Mutant): Promise<Outcome> => {
    const planted = new Set<string>();
    const judge = async (): Promise<Outcome> => {
      for (const { broken, tests } of stagesOf(mutant, hosts)) {
        const missing = broken.filter(({ name }) => !planted.has(name));
        for (const [name, code] of breakThem(mutant, missing)) {
          plant(tree, name, code);
          planted.add(name);
        }
        const by = planted.size > 0 ? await firstFailure(tree, tests, { signal }) : undefined;
        if (by) return { verdict: "killed", by };
      }
      return { verdict: planted.size > 0 ? "survived" : "same" };
    };
    const outcome = await orInvalid(judge).finally(() => planted.forEach(plantUnbroken));
    return outcome ?? { verdict: "invalid" };
  };
}

import path from "node:path";
import { type Compiled, CompileError, compile, type Effort } from "./compiler.ts";
import { firstFailure } from "./forge.ts";
import { apply, type Mutant } from "./generate.ts";
import type { Deployed, Project } from "./project.ts";
import { plant } from "./tree.ts";

/** What became of a mutant. `invalid`: it does not compile. `same`: it compiles to the very code it came from. */
export type Outcome = { verdict: "killed"; by: string } | { verdict: "survived" | "invalid" | "same" };

/** Judges mutants, one after the other, in a tree of its own. */
export type Judge = { tryMutant(mutant: Mutant): Promise<Outcome>; testUnbroken(): Promise<string | undefined> };

export function createJudge({ profile, sources, deployed }: Project, tree: string): Judge {
  const names = deployed.map(({ name }) => name);
  const { effort, unbroken } = compileUnbroken();
  for (const name of names) plant(tree, name, unbroken[name] as Compiled);

  function compileUnbroken(): { effort: Effort; unbroken: Record<string, Compiled> } {
    try {
      return { effort: "quick", unbroken: compile(sources, names, profile, "quick") };
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      return { effort: "full", unbroken: compile(sources, names, profile, "full") };
    }
  }

  /** The mutant's code of some contracts, where it differs. */
  function breakThem(mutant: Mutant, broken: readonly Deployed[]): [string, Compiled][] {
    if (broken.length === 0) return [];
    const mutated = { ...sources, [mutant.file]: apply(sources[mutant.file] ?? "", mutant) };
    const files = new Set(broken.flatMap(({ files }) => [...files]));
    const needed = Object.fromEntries(Object.entries(mutated).filter(([file]) => files.has(file)));
    const compiled = compile(
      needed,
      broken.map(({ name }) => name),
      profile,
      effort,
    );
    return Object.entries(compiled).filter(
      ([name, { bytecode }]) => bytecode.object !== unbroken[name]?.bytecode.object,
    );
  }

  async function tryMutant(mutant: Mutant): Promise<Outcome> {
    const planted: string[] = [];
    try {
      for (const { broken, tests } of stagesOf(mutant, deployed)) {
        const differing = breakThem(
          mutant,
          broken.filter(({ name }) => !planted.includes(name)),
        );
        for (const [name, compiled] of differing) {
          plant(tree, name, compiled);
          planted.push(name);
        }
        if (planted.length === 0) continue;
        const by = await firstFailure(tree, tests);
        if (by !== undefined) return { verdict: "killed", by };
      }
      return { verdict: planted.length === 0 ? "same" : "survived" };
    } catch (error) {
      if (error instanceof CompileError) return { verdict: "invalid" };
      throw error;
    } finally {
      for (const name of planted) plant(tree, name, unbroken[name] as Compiled);
    }
  }

  const allTests = [...new Set(deployed.flatMap(({ tests }) => [...tests]))];
  return { tryMutant, testUnbroken: () => firstFailure(tree, allTests) };
}

/**
 * The tests of the broken file first (they carry its name) and compiled for them alone, since most mutants die there;
 * then all others that deploy something broken.
 */
export function stagesOf(mutant: Pick<Mutant, "file">, deployed: readonly Deployed[]) {
  const broken = deployed.filter(({ files }) => files.has(mutant.file));
  const tests = [...new Set(broken.flatMap((each) => [...each.tests]))].sort();
  const isOwn = (test: string) => path.basename(test).startsWith(`${path.basename(mutant.file, ".sol")}.`);
  const own = tests.filter(isOwn);
  const near = broken.filter((each) => own.some((test) => each.tests.has(test)));
  return [
    { broken: near, tests: own },
    { broken, tests: tests.filter((test) => !isOwn(test)) },
  ].filter(({ tests }) => tests.length > 0);
}

import { type Compiled, CompileError, compile, type Effort } from "./compiler.ts";
import { type Failure, firstFailure } from "./forge.ts";
import { apply, type Mutant } from "./generate.ts";
import type { Deployed, Project } from "./project.ts";
import { stagesOf } from "./stages.ts";
import { plant } from "./tree.ts";

/** What became of a mutant. `invalid`: it does not compile. `same`: it compiles to the very code it came from. */
export type Outcome = { verdict: "killed"; by: Failure } | { verdict: "survived" | "invalid" | "same" };

/** The deployed contracts as they are, compiled the way that mutants will be. */
export type Unbroken = { effort: Effort; code: Record<string, Compiled> };

export function compileUnbroken({ deployed, sources, profile }: Project): Unbroken {
  const names = deployed.map(({ name }) => name);
  try {
    return { effort: "quick", code: compile(sources, names, profile, "quick") };
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return { effort: "full", code: compile(sources, names, profile, "full") };
  }
}

/** Judges one mutant after the other in a tree of its own. */
export function createJudge(project: Project, unbroken: Unbroken, tree: string, signal: AbortSignal) {
  const { profile, sources, deployed } = project;
  const plantUnbroken = (name: string) => plant(tree, name, codeOf(name, unbroken.code));
  for (const { name } of deployed) plantUnbroken(name);

  /** The mutant's code of those contracts that it changes. */
  function breakThem(mutant: Mutant, broken: readonly Deployed[]): [string, Compiled][] {
    if (broken.length === 0) return [];
    const mutated = { ...sources, [mutant.file]: apply(sources[mutant.file] ?? "", mutant) };
    const files = new Set(broken.flatMap((each) => [...each.files]));
    const needed = Object.fromEntries(Object.entries(mutated).filter(([file]) => files.has(file)));
    const names = broken.map(({ name }) => name);
    const code = Object.entries(compile(needed, names, profile, unbroken.effort));
    return code.filter(([name, { bytecode }]) => bytecode.object !== unbroken.code[name]?.bytecode.object);
  }

  async function judge(mutant: Mutant): Promise<Outcome> {
    const planted = new Set<string>();
    try {
      for (const { broken, tests } of stagesOf(mutant, deployed)) {
        const missing = broken.filter(({ name }) => !planted.has(name));
        for (const [name, code] of breakThem(mutant, missing)) {
          plant(tree, name, code);
          planted.add(name);
        }
        const by = planted.size > 0 ? await firstFailure(tree, tests, { signal }) : undefined;
        if (by) return { verdict: "killed", by };
      }
      return { verdict: planted.size > 0 ? "survived" : "same" };
    } catch (error) {
      if (error instanceof CompileError) return { verdict: "invalid" };
      throw error;
    } finally {
      for (const name of planted) plantUnbroken(name);
    }
  }

  return judge;
}

function codeOf(name: string, code: Record<string, Compiled>): Compiled {
  const compiled = code[name];
  if (!compiled) throw new Error(`${name} was not compiled.`);
  return compiled;
}

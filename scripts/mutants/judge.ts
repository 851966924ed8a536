import { type Compiled, CompileError, compile, type Effort } from "./compiler.ts";
import { type Failure, firstFailure } from "./forge.ts";
import { apply, type Mutant } from "./generate.ts";
import type { Host, Project } from "./project.ts";
import { stagesOf } from "./stages.ts";
import { plant } from "./tree.ts";

/** What became of a mutant. `invalid`: it does not compile. `same`: it compiles to the very code it came from. */
export type Outcome = { verdict: "killed"; by: Failure } | { verdict: "survived" | "invalid" | "same" };

/** The hosts as they are, compiled the way that mutants will be. */
type Unbroken = Record<string, { effort: Effort; code: Compiled }>;

const EFFORTS = ["quick", "full"] as const;

export function compileUnbroken({ hosts, sources, profile }: Project): Unbroken {
  const attempt = (names: readonly string[], effort: Effort): Unbroken => {
    const code = Object.entries(compile(sources, names, profile, effort));
    return Object.fromEntries(code.map(([name, each]) => [name, { effort, code: each }]));
  };
  const names = hosts.map(({ name }) => name);
  return (
    attemptOrNot(() => attempt(names, "quick")) ??
    Object.assign({}, ...names.map((name) => attemptOrNot(() => attempt([name], "quick")) ?? attempt([name], "full")))
  );
}

function attemptOrNot<T>(compiling: () => T): T | undefined {
  try {
    return compiling();
  } catch (error) {
    if (error instanceof CompileError) return undefined;
    throw error;
  }
}

/** Judges one mutant after the other in a tree of its own. */
export function createJudge(project: Project, unbroken: Unbroken, tree: string, signal: AbortSignal) {
  const { profile, sources, hosts } = project;
  const plantUnbroken = (name: string) => plant(tree, name, unbrokenOf(name, unbroken).code);
  for (const { name } of hosts) plantUnbroken(name);

  /** The mutant's code of those hosts that it changes. */
  function breakThem(mutant: Mutant, broken: readonly Host[]): [string, Compiled][] {
    const mutated = { ...sources, [mutant.file]: apply(sources[mutant.file] ?? "", mutant) };
    const code = EFFORTS.flatMap((effort) => {
      const those = broken.filter(({ name }) => unbrokenOf(name, unbroken).effort === effort);
      const files = new Set(those.flatMap((each) => [...each.files]));
      const needed = Object.fromEntries(Object.entries(mutated).filter(([file]) => files.has(file)));
      const names = those.map(({ name }) => name);
      return names.length === 0 ? [] : Object.entries(compile(needed, names, profile, effort));
    });
    return code.filter(([name, { bytecode }]) => bytecode.object !== unbrokenOf(name, unbroken).code.bytecode.object);
  }

  async function judge(mutant: Mutant): Promise<Outcome> {
    const planted = new Set<string>();
    try {
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
    } catch (error) {
      if (error instanceof CompileError) return { verdict: "invalid" };
      throw error;
    } finally {
      for (const name of planted) plantUnbroken(name);
    }
  }

  return judge;
}

function unbrokenOf(name: string, unbroken: Unbroken) {
  const compiled = unbroken[name];
  if (!compiled) throw new Error(`${name} was not compiled.`);
  return compiled;
}

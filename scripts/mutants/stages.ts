import path from "node:path";
import { fileOf } from "./compiler.ts";
import type { Mutant } from "./generate.ts";
import type { Host } from "./project.ts";

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

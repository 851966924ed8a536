import path from "node:path";
import type { Mutant } from "./generate.ts";
import type { Deployed } from "./project.ts";

/** Some tests, and the contracts that must be broken for them. */
export type Stage = { broken: Deployed[]; tests: string[] };

/**
 * The tests of the broken file first (they carry its name), with only those contracts broken that they deploy, since
 * most mutants die there; then all others that deploy something broken.
 */
export function stagesOf({ file }: Pick<Mutant, "file">, deployed: readonly Deployed[]): Stage[] {
  const broken = deployed.filter(({ files }) => files.has(file));
  const tests = [...new Set(broken.flatMap((each) => [...each.tests]))].sort();
  const isOwn = (test: string) => path.basename(test).startsWith(`${path.basename(file, ".sol")}.`);
  const own = tests.filter(isOwn);
  const near = broken.filter((each) => own.some((test) => each.tests.has(test)));
  return [
    { broken: near, tests: own },
    { broken, tests: tests.filter((test) => !isOwn(test)) },
  ].filter((stage) => stage.tests.length > 0);
}

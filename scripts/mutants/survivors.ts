import { readFileSync } from "node:fs";
import { fromRoot } from "../stack/paths.ts";
import type { Mutant } from "./generate.ts";
import type { Outcome } from "./judge.ts";

const SURVIVORS = "contracts/test/mutants/survivors.json";

/** Why a mutant is left alive: `mutant` is its id, as the run prints it. */
export type Survivor = { mutant: string; reason: string };

export type Judged = { mutant: Mutant; outcome: Outcome };

/** Of the mutants that changed anything, at least this part must die. */
const WANTED_PERCENT = 95;

export const readSurvivors = (): Survivor[] => JSON.parse(readFileSync(fromRoot(SURVIVORS), "utf8"));

/** Weighs what was judged. `known` are the ids of all mutants there are, tried or not. With any of its `faults` a run has failed. */
export function summarise(judged: readonly Judged[], survivors: readonly Survivor[], known: ReadonlySet<string>) {
  const of = (verdict: Outcome["verdict"]) => judged.filter(({ outcome }) => outcome.verdict === verdict);
  const explained = new Set(survivors.map(({ mutant }) => mutant));
  const [killed, survived] = [of("killed"), of("survived")];
  const alive = new Set(survived.map(({ mutant }) => mutant.id));
  const tried = new Set(judged.map(({ mutant }) => mutant.id));
  const mutants = killed.length + survived.length;
  const percent = mutants === 0 ? 0 : (100 * killed.length) / mutants;

  const faults = [
    ...[...alive]
      .filter((id) => !explained.has(id))
      .map((id) => `survived and is not explained in ${SURVIVORS}: ${id}`),
    ...survivors.flatMap(({ mutant, reason }) => {
      if (!known.has(mutant)) return [`explained in ${SURVIVORS}, but there is no such mutant (any more): ${mutant}`];
      if (reason.trim() === "") return [`in ${SURVIVORS} without a reason: ${mutant}`];
      return tried.has(mutant) && !alive.has(mutant)
        ? [`explained in ${SURVIVORS} as a survivor, but it did not survive: ${mutant}`]
        : [];
    }),
    ...(percent < WANTED_PERCENT ? [`seen ${percent.toFixed(1)} % killed, wanted ${WANTED_PERCENT} %`] : []),
  ];
  const aside = `${of("same").length} changed no code, ${of("invalid").length} did not compile`;
  const line = `${mutants} mutants, ${killed.length} killed (${percent.toFixed(1)} %), ${survived.length} survived; aside: ${aside}`;
  return { killed: killed.length, line, faults };
}

/**
 * A few mutants for every contract and every operator: each next one is the first that brings the most that is new. The
 * same few as long as the sources are the same. What is explained as a survivor is left out.
 */
export function chooseFew(mutants: readonly Mutant[], survivors: readonly Survivor[]): Mutant[] {
  const explained = new Set(survivors.map(({ mutant }) => mutant));
  const candidates = mutants.filter(({ id }) => !explained.has(id));
  const seen = new Set<string>();
  const chosen: Mutant[] = [];
  const newIn = ({ contract, operator }: Mutant) => [contract, operator].filter((each) => !seen.has(each));
  for (;;) {
    const [best] = candidates.toSorted((a, b) => newIn(b).length - newIn(a).length);
    if (best === undefined || newIn(best).length === 0) return chosen;
    chosen.push(best);
    for (const each of newIn(best)) seen.add(each);
  }
}

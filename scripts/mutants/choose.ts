import type { Mutant } from "./generate.ts";
import type { Survivor } from "./survivors.ts";

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
    const best = candidates.reduce<Mutant | undefined>(
      (a, b) => (a === undefined || newIn(b).length > newIn(a).length ? b : a),
      undefined,
    );
    if (best === undefined || newIn(best).length === 0) return chosen;
    chosen.push(best);
    for (const each of newIn(best)) seen.add(each);
  }
}

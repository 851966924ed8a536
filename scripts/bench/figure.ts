import { type Figure, nameOf, ratioOf } from "../../app/_bench/figure";

/** Two runs on the same machine differ by less, or the figure is noisy. */
const NOISY = 0.15;

/**
 * Names the figures whose ratio to their baseline moved between two runs: nothing follows from those.
 * @param before Of the same machine.
 */
export function findNoisy(before: readonly Figure[], now: readonly Figure[]): readonly string[] {
  const ratios = new Map(before.map((figure) => [nameOf(figure), ratioOf(figure)]));
  return now
    .filter((figure) => {
      const [was, is] = [ratios.get(nameOf(figure)), ratioOf(figure)];
      return was !== undefined && is !== undefined && Math.abs(is / was - 1) > NOISY;
    })
    .map(nameOf);
}
